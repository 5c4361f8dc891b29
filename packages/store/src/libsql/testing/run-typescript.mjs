// Lets a child process of a test run this package from source on a Node without type stripping:
// `node -C @cebao/source --import ./run-typescript.mjs child.ts`.
import { register } from 'node:module';

register(
  `data:text/javascript,${encodeURIComponent(`
import { transform } from ${JSON.stringify(import.meta.resolve('@swc/core'))};
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transform(await readFile(fileURLToPath(url), 'utf8'), { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } });
  return { format: 'module', source: code, shortCircuit: true };
}
`)}`,
);
