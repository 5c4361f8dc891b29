import { parseJsonText } from '@cebao/pack';
import type { Context, Hono } from 'hono';
import { z } from './api/zod.ts';
import { readBody } from './guard.ts';
import { Refusal } from './problem.ts';
import type { Viewer } from './viewer.ts';
import { noteRoute } from './watch-requests.ts';
import { issuesOf } from './zod-issues.ts';

/** Largest JSON body, in bytes. */
export const LARGEST_JSON = 1024 * 1024;

/** One route: what it takes and gives, and who may call it. The OpenAPI document is made of these. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'delete';
  /** With `{name}` for parts, below `/api/v1`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** `anyone`, or only with a session. */
  readonly access: 'anyone' | 'signedIn';
  /** Limited per address: `questions` of those without a session, `signIns` always. Before anything is read. */
  readonly rate?: 'questions' | 'signIns';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Content type and limit of a body of raw bytes. */
  readonly bytes?: { readonly limit: number };
  readonly reply?: z.ZodType;
  /** Content type of an answer that is a file. */
  readonly file?: string;
  readonly status?: 200 | 201 | 204;
  readonly headers?: Readonly<Record<string, string>>;
}

type Read<T extends z.ZodType | undefined> = T extends z.ZodType ? z.infer<T> : Record<string, never>;

/** What a handler is given: everything checked already. */
export interface Asked<E extends Endpoint> {
  readonly c: Context;
  readonly params: Read<E['params']>;
  readonly query: Read<E['query']>;
  readonly body: Read<E['body']>;
  /** The person, on routes for the signed-in; on others when there is a session. */
  readonly viewer: E['access'] extends 'signedIn' ? Viewer : Viewer | undefined;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

export type Handler<E extends Endpoint> = (asked: Asked<E>) => unknown | Promise<unknown>;

/** The routes of one service. */
export interface Api {
  readonly endpoints: readonly Endpoint[];
  /**
   * Adds a route. The handler gives the reply as plain data, or a ready Response.
   *
   * @example
   * api.add({ method: 'get', path: '/health', tag: 'service', summary: 'Ready?', access: 'anyone', reply: health }, () => ({ status: 'ok' }));
   */
  add<const E extends Endpoint>(endpoint: E, handler: Handler<E>): void;
}

export const API_PATH = '/api/v1';

/** Reads the session of a request, and takes tokens of the rates. */
export interface ApiOptions {
  findViewer(c: Context): Promise<Viewer | undefined>;
  readonly rates: Readonly<Record<NonNullable<Endpoint['rate']>, (c: Context) => number>>;
}

export function createApi(app: Hono, { findViewer, rates }: ApiOptions): Api {
  const endpoints: Endpoint[] = [];
  return {
    endpoints,
    add(endpoint, handler) {
      endpoints.push(endpoint);
      app.on(
        endpoint.method.toUpperCase(),
        API_PATH + endpoint.path.replace(/\{(\w+)\}(\.\w+)?/g, honoPart),
        async (c) => {
          noteRoute(c, endpoint.path);
          const viewer = await findViewer(c);
          if (endpoint.rate !== undefined && (viewer === undefined || endpoint.rate === 'signIns'))
            slowDown(c, rates[endpoint.rate](c));
          if (endpoint.access === 'signedIn' && viewer === undefined) throw new Refusal(401, 'signInRequired');
          if (endpoint.bytes !== undefined) requireBytes(c);
          const asked = {
            c,
            viewer,
            params: endpoint.params === undefined ? {} : check(endpoint.params, pathParams(c, endpoint)),
            query: readQuery(c, endpoint.query),
            body: endpoint.body === undefined ? {} : check(endpoint.body, await readJson(c)),
            bytes: () => readBody(c, endpoint.bytes?.limit ?? 0),
          };
          const reply = await handler(asked as never);
          if (reply instanceof Response) return reply;
          if (endpoint.status === 204) return c.body(null, 204);
          return c.json(reply as never, endpoint.status ?? 200);
        },
      );
    },
  };
}

function slowDown(c: Context, seconds: number): void {
  if (seconds === 0) return;
  c.header('retry-after', String(seconds));
  throw new Refusal(429, 'tooManyRequests', { params: { seconds } });
}

/** `{id}` → `:id`; `{id}.xlsx` → `:id{.+\.xlsx}`. */
function honoPart(_whole: string, name: string, ending: string | undefined): string {
  return ending === undefined ? `:${name}` : `:${name}{.+\\${ending}}`;
}

function pathParams(c: Context, endpoint: Endpoint): Record<string, string> {
  const ending = /\}(\.\w+)$/.exec(endpoint.path)?.[1];
  const params = c.req.param() as Record<string, string>;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      ending !== undefined && value.endsWith(ending) ? value.slice(0, -ending.length) : value,
    ]),
  );
}

/** A route that takes no parameters. */
const NOTHING = z.strictObject({});

function readQuery(c: Context, schema: z.ZodObject = NOTHING): unknown {
  if (!c.req.url.includes('?')) return check(schema, {});
  const given: Record<string, string> = {};
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (values.length > 1)
      throw new Refusal(422, 'invalidRequest', {
        issues: [{ code: 'repeatedParameter', path: `/${name}`, params: { name } }],
      });
    given[name] = values[0] ?? '';
  }
  return check(schema, given);
}

function check<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issues = issuesOf(read.error);
  const override = issues.every((issue) => issue.code === 'packOverrideRefused');
  throw new Refusal(422, override ? 'packOverrideRefused' : 'invalidRequest', { issues });
}

const JSON_TYPE = /^application\/json(\s*;\s*charset=utf-8)?$/i;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function readJson(c: Context): Promise<unknown> {
  if (!JSON_TYPE.test(c.req.header('content-type') ?? ''))
    throw new Refusal(415, 'unsupportedContent', { params: { expected: 'application/json' } });
  const bytes = await readBody(c, LARGEST_JSON);
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new Refusal(400, 'malformedJson', { issues: [{ code: 'malformedJson', path: '', params: {} }] });
  }
  const parsed = parseJsonText(text);
  if (!parsed.ok) throw new Refusal(400, 'malformedJson', { issues: parsed.issues });
  return parsed.value;
}

function requireBytes(c: Context): void {
  if (!/^application\/octet-stream$/i.test(c.req.header('content-type') ?? ''))
    throw new Refusal(415, 'unsupportedContent', { params: { expected: 'application/octet-stream' } });
}
