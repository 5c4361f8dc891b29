import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { transform } from '@swc/core';

const ROOT = join(import.meta.dirname, '..');

/** What a page imports by name, as built and installed here. */
const IMPORTS = {
  '@cebao/engine': '/packages/engine/dist/index.js',
  '@cebao/engine/analysis': '/packages/engine/dist/analysis/index.js',
  '@cebao/engine/columns': '/packages/engine/dist/columns/index.js',
  '@cebao/engine/module': '/packages/engine/dist/module/index.js',
  '@cebao/pack': '/packages/pack/dist/index.js',
  '@cfworker/json-schema': '/node_modules/@cfworker/json-schema/dist/esm/index.js',
  '@noble/hashes/': '/node_modules/@noble/hashes/',
  canonicalize: '/node_modules/canonicalize/lib/canonicalize.js',
  zod: '/node_modules/zod/index.js',
};
const MAP = JSON.stringify({ imports: IMPORTS });

/** Only files of this origin, and the one list of names: no code can be made from text. */
const POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(MAP).digest('base64')}'`,
  "connect-src 'self'",
].join('; ');

/** What a page is given: text by path. */
export type Served = Readonly<Record<string, string>>;

/**
 * Serves a page whose script is `/page.js` of `served`, with the packages as they are built and, under `/testing/`, the
 * generators of the engine's tests, under the content policy of a place where no code is made from text.
 *
 * @example
 * const server = await serveModules({ '/page.js': "import { LIMITS } from '@cebao/engine'; globalThis.done = LIMITS;" });
 */
export async function serveModules(served: Served): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const [type, body] = await contentOf(path, served);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return server;
}

/** Where a server listens. */
export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function contentOf(path: string, served: Served): Promise<[type: string, body: string | undefined]> {
  const script = 'text/javascript; charset=utf-8';
  if (path === '/')
    return [
      'text/html; charset=utf-8',
      `<!doctype html><script type="importmap">${MAP}</script><script type="module" src="/page.js"></script>`,
    ];
  if (Object.hasOwn(served, path)) return [path.endsWith('.json') ? 'application/json' : script, served[path]];
  if (path.startsWith('/testing/')) return [script, await withoutTypes(path.slice('/testing/'.length))];
  if (/^\/(packages\/\w+\/dist|node_modules)\//.test(path) && ['.js', '.mjs'].includes(extname(path)))
    return [script, readFileSync(join(ROOT, path), 'utf8')];
  return ['text/plain', undefined];
}

/** A generator of the engine's tests as a browser reads it: types taken out, imports from the built engine. */
async function withoutTypes(name: string): Promise<string> {
  const source = readFileSync(join(ROOT, 'packages/engine/src/testing', name.replace(/\.js$/, '.ts')), 'utf8');
  const { code } = await transform(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    isModule: true,
  });
  return code
    .replaceAll(/(from\s+['"])\.\.\/([^'"]+)\.ts(['"])/g, '$1/packages/engine/dist/$2.js$3')
    .replaceAll(/(from\s+['"]\.\/[^'"]+)\.ts(['"])/g, '$1.js$2');
}
