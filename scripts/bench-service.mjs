import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './bootstrap/root.mjs';
import { run } from './bootstrap/run.mjs';

const WORKS = join(ROOT, 'bench', 'service');
/** One file of bench/service per name, in the order they are shown. */
const NAMES = ['appends', 'submit', 'middleware', 'search', 'tasks'];

/**
 * Measures the store and the service beside the raw limits of the same run, each workload in a process of its own, and
 * shows the ratios with their targets. Answers the exit code: 1 when a workload could not be measured.
 */
export async function benchService(asked, json) {
  const unknown = asked.filter((name) => !NAMES.includes(name) || !existsSync(join(WORKS, `${name}.mjs`)));
  if (unknown.length > 0) {
    console.error(`unknown work: ${unknown.join(', ')}. Known: ${NAMES.join(', ')}`);
    return 2;
  }
  const results = [];
  let code = 0;
  for (const name of asked.length > 0 ? asked : NAMES) {
    const measured = await run(process.execPath, [join(WORKS, 'run.mjs'), name], { capture: true });
    if (measured.code !== 0) {
      console.error(`${name}: ${measured.output}`);
      code = 1;
      continue;
    }
    for (const result of JSON.parse(measured.output.trim().split('\n').at(-1))) {
      const row = { work: name, ...result, ...verdict(result) };
      results.push(row);
      if (!json) show(row);
    }
  }
  if (json)
    console.log(
      JSON.stringify({ node: process.versions.node, cpu: cpus()[0]?.model, cpus: cpus().length, results }, null, 2),
    );
  return code;
}

function verdict({ ratio, target }) {
  if (target.least !== undefined) return { reached: ratio >= target.least };
  return target.most === undefined ? {} : { reached: ratio <= target.most };
}

function show({ name, ratio, unit = '×', target, measured, reached }) {
  const asked =
    target.least !== undefined
      ? `, at least ${target.least}`
      : target.most !== undefined
        ? `, at most ${target.most}`
        : '';
  const said = reached === undefined ? '           ' : reached ? 'reached    ' : 'not reached';
  console.log(`${said} ${name}: ${ratio} ${unit}${asked}`);
  const parts = Object.entries(measured).map(([key, value]) => `${key} ${value}`);
  console.log(`            ${parts.join('  ')}`);
}
