import type { Problem } from '../api/problem.ts';
import { clientMessages } from '../messages/client.zh-CN.ts';
import type { Reply } from './reply.ts';

/** How the client reaches the service. */
export interface ClientOptions {
  /** Address of the service; empty (the default) = the page's own. */
  readonly baseUrl?: string;
  /** Another fetch, for tests: `(url, init) => app.request(url, init)`. */
  readonly fetch?: (url: string, init: RequestInit) => Response | Promise<Response>;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly json?: unknown;
  readonly bytes?: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Send = <T>(call: Call) => Promise<Reply<T>>;

export const API = '/api/v1';

/** The address of a call, with its query; names that are undefined stay away. */
export function addressOf(options: ClientOptions, path: string, query: Call['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return `${options.baseUrl ?? ''}${API}${path}${text === '' ? '' : `?${text}`}`;
}

export function createSend(options: ClientOptions): Send {
  const fetchIt = options.fetch ?? ((url: string, init: RequestInit) => fetch(url, init));
  return async <T>(call: Call): Promise<Reply<T>> => {
    const headers: Record<string, string> = { accept: 'application/json', ...call.headers };
    const init: RequestInit = { method: call.method, headers, credentials: 'same-origin' };
    if (call.json !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(call.json);
    } else if (call.bytes !== undefined) {
      headers['content-type'] = 'application/octet-stream';
      init.body = call.bytes;
    }
    let response: Response;
    try {
      response = await fetchIt(addressOf(options, call.path, call.query), init);
    } catch {
      return { ok: false, problem: local('unreachable', 0) };
    }
    if (response.status === 204) return { ok: true, value: undefined as T };
    let body: unknown;
    try {
      body = await response.json();
    } catch {
      return { ok: false, problem: local('unreadable', response.status) };
    }
    if (response.ok) return { ok: true, value: body as T };
    return { ok: false, problem: isProblem(body) ? body : local('unreadable', response.status) };
  };
}

function local(code: 'unreachable' | 'unreadable', status: number): Problem {
  return {
    type: 'about:blank',
    title: clientMessages[`${code}Title`],
    status,
    detail: clientMessages[code],
    code,
    issues: [],
  };
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'issues' in body;
}
