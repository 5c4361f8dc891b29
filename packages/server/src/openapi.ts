import { problem } from './api/problem.ts';
import { z } from './api/zod.ts';
import { API_PATH, type Endpoint } from './endpoint.ts';
import { SESSION_COOKIE } from './sessions.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes, from the schemas that check them. */
export function openapiOf(endpoints: readonly Endpoint[], version: string): Json {
  const shapes = new Shapes();
  const problemSchema = shapes.schemaOf(problem, 'output');
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = (paths[API_PATH + endpoint.path] ??= {});
    path[endpoint.method] = operationOf(endpoint, shapes);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Cebao', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: problemSchema, ...shapes.shared },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } },
    },
  };
}

/** Schemas as JSON Schema; shapes that refer to themselves, such as any JSON value, move to the document's components. */
class Shapes {
  readonly shared: Record<string, unknown> = {};
  private readonly names = new Map<string, string>();

  schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _dialect,
      $defs = {},
      ...rest
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json & { $defs?: Json };
    let text = JSON.stringify(rest);
    for (const [name, shape] of Object.entries($defs))
      text = text.replaceAll(`"#/$defs/${name}"`, `"#/components/schemas/${this.share(name, JSON.stringify(shape))}"`);
    return JSON.parse(text) as Json;
  }

  private share(name: string, shape: string): string {
    const anonymous = shape.replaceAll(`"#/$defs/${name}"`, '"#"');
    let shared = this.names.get(anonymous);
    if (shared === undefined) {
      shared = `Shape${this.names.size + 1}`;
      this.names.set(anonymous, shared);
      this.shared[shared] = JSON.parse(anonymous.replaceAll('"#"', `"#/components/schemas/${shared}"`));
    }
    return shared;
  }
}

function operationOf(endpoint: Endpoint, shapes: Shapes): Json {
  const status = String(endpoint.status ?? 200);
  const content =
    endpoint.file !== undefined
      ? { [endpoint.file]: { schema: { type: 'string', format: 'binary' } } }
      : endpoint.reply === undefined
        ? undefined
        : { 'application/json': { schema: shapes.schemaOf(endpoint.reply, 'output') } };
  const parameters = [
    ...parametersOf(endpoint.params, 'path', shapes),
    ...parametersOf(endpoint.query, 'query', shapes),
    ...headersOf(endpoint),
  ];
  const body = bodyOf(endpoint, shapes);
  return {
    operationId: operationId(endpoint),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.access === 'signedIn' ? { security: [{ session: [] }] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
    responses: {
      [status]: { description: endpoint.summary, ...(content === undefined ? {} : { content }) },
      default: {
        description: 'A problem (RFC 9457).',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function operationId(endpoint: Endpoint): string {
  const words = endpoint.path.split(/[/{}.-]+/).filter((word) => word !== '');
  return endpoint.method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function bodyOf(endpoint: Endpoint, shapes: Shapes): Json | undefined {
  if (endpoint.body !== undefined) return { 'application/json': { schema: shapes.schemaOf(endpoint.body, 'input') } };
  if (endpoint.bytes !== undefined)
    return {
      'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: endpoint.bytes.limit } },
    };
  return undefined;
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query', shapes: Shapes): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = shapes.schemaOf(schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function headersOf(endpoint: Endpoint): Json[] {
  return Object.entries(endpoint.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  }));
}
