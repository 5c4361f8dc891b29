import { problem } from './api/problem.ts';
import { z } from './api/zod.ts';
import { API_PATH, type Endpoint } from './endpoint.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes, from the schemas that check them. */
export function openapiOf(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = (paths[API_PATH + endpoint.path] ??= {});
    path[endpoint.method] = operationOf(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Cebao', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'cebao_session' } },
    },
  };
}

function operationOf(endpoint: Endpoint): Json {
  const status = String(endpoint.status ?? 200);
  const content =
    endpoint.file !== undefined
      ? { [endpoint.file]: { schema: { type: 'string', format: 'binary' } } }
      : endpoint.reply === undefined
        ? undefined
        : { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } };
  const parameters = [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query'), ...headersOf(endpoint)];
  const body = bodyOf(endpoint);
  return {
    operationId: operationId(endpoint),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.access === 'signedIn' ? { security: [{ session: [] }] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
    responses: {
      [status]: { description: endpoint.summary, ...(content === undefined ? {} : { content }) },
      default: { description: 'A problem (RFC 9457).', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

function operationId(endpoint: Endpoint): string {
  const words = endpoint.path.split(/[/{}.-]+/).filter((word) => word !== '');
  return endpoint.method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function bodyOf(endpoint: Endpoint): Json | undefined {
  if (endpoint.body !== undefined) return { 'application/json': { schema: schemaOf(endpoint.body, 'input') } };
  if (endpoint.bytes !== undefined) return { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: endpoint.bytes.limit } } };
  return undefined;
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: property }));
}

function headersOf(endpoint: Endpoint): Json[] {
  return Object.entries(endpoint.headers ?? {}).map(([name, description]) => ({ name, in: 'header', required: true, description, schema: { type: 'string' } }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;
  return rest;
}
