import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../scripts/bootstrap/root.mjs';
import { door } from './peers.mjs';

/** What a page loads to answer from generated modules, and how long all packs take to be ready. The closures are the compiler. */
export async function* works() {
  yield {
    name: 'size and start',
    figures: [
      { of: 'run time of generated modules, gzip', found: await bundled('module/runtime.js'), value: 8, unit: 'kB' },
      { of: 'all expressions of all packs compiled', found: await start(), value: 300, unit: 'ms' },
    ],
  };
}

async function bundled(file) {
  const require = createRequire(join(ROOT, 'package.json'));
  const { rolldown } = await import(pathToFileURL(require.resolve('rolldown')).href);
  const folder = mkdtempSync(join(tmpdir(), 'cebao-size-'));
  try {
    const entry = join(folder, 'entry.js');
    writeFileSync(entry, `export * from ${JSON.stringify(join(ROOT, 'packages/engine/dist', file))};`);
    const bundle = await rolldown({ input: entry });
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    return gzipSync(output[0].code, { level: 9 }).length / 1000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start() {
  const { compileExpression, parseExpression } = await door('engine');
  const { loadRules } = await door('pack', 'files.js');
  const { validatePacks } = await door('pack');
  const packs = validatePacks(loadRules(join(ROOT, 'rules')).value);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 3)));
  const begin = performance.now();
  let compiled = 0;
  const walk = (value) => {
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value) && Object.keys(value).length === 1) {
      const parsed = parseExpression(value);
      if (parsed.ok) {
        compileExpression(parsed.value);
        compiled += 1;
        return;
      }
    }
    for (const child of Object.values(value)) walk(child);
  };
  for (const { decisions, flows, registers } of packs.value) walk([decisions, flows, registers]);
  if (compiled < 100) throw new Error(`only ${compiled} expressions were found`);
  return performance.now() - begin;
}
