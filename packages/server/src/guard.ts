import type { Context, MiddlewareHandler } from 'hono';
import { Refusal } from './problem.ts';

/** What the page of this service may load: only its own; styles inline, because antd writes them while it runs. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

const HEADERS: readonly (readonly [string, string])[] = [
  ['content-security-policy', CONTENT_SECURITY_POLICY],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
];

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface GuardOptions {
  /** Host names this service answers to, without port; absent = any. */
  readonly hosts?: readonly string[] | undefined;
  /** Largest body of any request, in bytes. */
  readonly largestBody: number;
}

/**
 * Our own small guard in front of every route: security headers (set before the handler: after it they would
 * cost a new Response), host names, same-origin for every write, and the declared length of the body.
 */
export function guard(options: GuardOptions): MiddlewareHandler {
  const hosts = options.hosts === undefined ? undefined : new Set(options.hosts);
  return async (c, next) => {
    setSecurityHeaders(c);
    if (hosts !== undefined && !hosts.has(hostName(c))) throw new Refusal(421, 'unknownHost');
    if (!SAFE.has(c.req.method)) {
      refuseOtherSites(c);
      const declared = c.req.header('content-length');
      if (declared !== undefined && !(Number(declared) <= options.largestBody)) throw tooLarge(options.largestBody);
    }
    await next();
  };
}

export function setSecurityHeaders(c: Context): void {
  for (const [name, value] of HEADERS) c.header(name, value);
}

/** Reads a body of at most `limit` bytes; a longer one is refused before it is held in memory. */
export async function readBody(c: Context, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = c.req.header('content-length');
  if (declared !== undefined) {
    if (!(Number(declared) <= limit)) throw tooLarge(limit);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.byteLength > limit) throw tooLarge(limit);
    return bytes;
  }
  const stream = c.req.raw.body;
  if (stream === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge(limit);
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}

function tooLarge(limit: number): Refusal {
  return new Refusal(413, 'tooLarge', {
    params: {
      limit: limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MB` : `${Math.floor(limit / 1024)} KB`,
    },
  });
}

/** Authorities seen, as host names: parsing an address costs more than everything else here. */
const hostNames = new Map<string, string>();
const REMEMBERED = 100;

function hostName(c: Context): string {
  const { url } = c.req;
  const start = url.indexOf('//') + 2;
  const end = url.indexOf('/', start);
  const authority = end < 0 ? url.slice(start) : url.slice(start, end);
  const known = hostNames.get(authority);
  if (known !== undefined) return known;
  const { hostname } = new URL(url);
  if (hostNames.size >= REMEMBERED) hostNames.clear();
  hostNames.set(authority, hostname);
  return hostname;
}

/** A browser tells where a write comes from; anything but this very origin is refused. */
function refuseOtherSites(c: Context): void {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') throw new Refusal(403, 'crossSite');
  const origin = c.req.header('origin');
  if (origin === undefined) return;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Refusal(403, 'crossSite');
}
