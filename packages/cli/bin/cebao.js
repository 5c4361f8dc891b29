#!/usr/bin/env -S node --disallow-code-generation-from-strings
import { existsSync } from 'node:fs';

const main = new URL('../dist/index.js', import.meta.url);
const builder = new URL('../../../scripts/bootstrap/build.mjs', import.meta.url);

// In the repository the command builds itself the first time; a published package brings its dist.
if (!existsSync(main) && existsSync(builder)) {
  const { ensureBuilt } = await import(builder.href);
  if (!(await ensureBuilt('cli'))) process.exit(1);
}

const { runCebao } = await import(main.href);
process.exitCode = await runCebao(process.argv.slice(2));
