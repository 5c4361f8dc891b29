import { readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Context, Hono } from 'hono';

/** A built app: the folder of its files, and the address it lies at (`/` or `/studio`). */
export interface PageSite {
  readonly at: string;
  readonly dir: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Names with a hash of the content in them never change. */
const HASHED = /[-.][A-Za-z0-9_-]{8,}\.\w+$/;

/**
 * Serves built apps: files by their real path inside the folder, no dot files, only known kinds; every other
 * address that a browser opens as a page gets the app's `index.html`.
 */
export function servePages(app: Hono, sites: readonly PageSite[]): void {
  for (const site of [...sites].sort((a, b) => b.at.length - a.at.length)) {
    const root = realpathSync(site.dir);
    const base = site.at === '/' ? '' : site.at;
    const answer = (c: Context): Response => {
      const path = c.req.path.slice(base.length);
      const file = path === '' || path === '/' ? undefined : fileAt(root, path);
      if (file !== undefined) {
        c.header('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        c.header('cache-control', HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
        return c.body(readFileSync(file));
      }
      if (!isPage(c, path)) return c.notFound() as Response;
      c.header('content-type', TYPES['.html'] as string);
      c.header('cache-control', 'no-cache');
      return c.body(readFileSync(join(root, 'index.html')));
    };
    if (base !== '') app.get(base, answer);
    app.get(`${base}/*`, answer);
  }
}

/** An address of the app's own: without an ending, or opened as a page whose last part merely has a dot in it. */
function isPage(c: Context, path: string): boolean {
  if (path.split('/').some((part) => part.startsWith('.'))) return false;
  const ending = extname(path);
  return ending === '' || (!Object.hasOwn(TYPES, ending) && (c.req.header('accept') ?? '').includes('text/html'));
}

/** The file at an address, if it is a plain, known kind of file whose real path lies inside the root. */
function fileAt(root: string, path: string): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\') || name.split('/').some((part) => part.startsWith('.')))
    return undefined;
  if (!Object.hasOwn(TYPES, extname(name))) return undefined;
  try {
    const real = realpathSync(join(root, name));
    return real.startsWith(root + sep) && statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}
