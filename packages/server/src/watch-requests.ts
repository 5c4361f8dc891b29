import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';

/** What may be told of a request: nothing that somebody wrote into it. */
export interface RequestSeen {
  /** Made here, never taken from the request; the answer carries it as `x-request-id`. */
  readonly id: string;
  readonly method: string;
  /** The template of the route (`/cases/{id}`), `page` for files of the apps, `unknown` for addresses that are none. */
  readonly route: string;
  readonly status: number;
  /** Until the answer was made, in milliseconds. */
  readonly ms: number;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS']);
const routes = new WeakMap<Context, string>();

/** Notes by which route a request is answered. */
export function noteRoute(c: Context, template: string): void {
  routes.set(c, template);
}

/** Tells of every request when it is answered. */
export function watchRequests(onRequest: (seen: RequestSeen) => void): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    const id = randomBytes(8).toString('hex');
    c.header('x-request-id', id);
    await next();
    onRequest({
      id,
      method: METHODS.has(c.req.method) ? c.req.method : 'OTHER',
      route: routes.get(c) ?? (c.req.path.startsWith('/api/') || c.res.status >= 400 ? 'unknown' : 'page'),
      status: c.res.status,
      ms: Math.round((performance.now() - start) * 10) / 10,
    });
  };
}
