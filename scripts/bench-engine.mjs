import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './bootstrap/root.mjs';
import { run, runNpm } from './bootstrap/run.mjs';
import { say } from './bootstrap/say.mjs';

const BENCH = join(ROOT, 'bench');
/** One file of bench/engine per name, in the order they are shown. */
const WORKS = ['rule', 'list', 'table', 'pack', 'batch', 'form', 'trace', 'analysis', 'size'];

/**
 * Measures the engine against hand-written code and other engines, each workload in a process of its own, and shows
 * the ratios with their targets. Answers the exit code: 1 when a workload could not be measured.
 */
export async function benchEngine(asked, json) {
  const known = WORKS.filter((name) => existsSync(join(BENCH, 'engine', `${name}.mjs`)));
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`unknown work: ${unknown.join(', ')}. Known: ${known.join(', ')}`);
    return 2;
  }
  if (!(await installPeers())) return 1;
  const results = [];
  let code = 0;
  for (const name of asked.length > 0 ? asked : known) {
    const measured = await run(process.execPath, [join(BENCH, 'engine', 'run.mjs'), name], { capture: true });
    if (measured.code !== 0) {
      console.error(`${name}: ${measured.output}`);
      code = 1;
      continue;
    }
    for (const result of JSON.parse(measured.output)) {
      results.push(result);
      if (!json) show(result);
    }
  }
  if (json)
    console.log(
      JSON.stringify({ node: process.versions.node, cpu: cpus()[0]?.model, cpus: cpus().length, results }, null, 2),
    );
  return code;
}

/** The other engines have a folder and a lockfile of their own; the product never installs them. */
async function installPeers() {
  if (existsSync(join(BENCH, 'node_modules', '.package-lock.json'))) return true;
  say('正在安装用来比较的其他引擎……', 'Installing the engines that are compared …');
  const { code } = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: BENCH,
    outputToStderr: true,
  });
  return code === 0;
}

function show({ work, rows, left, targets }) {
  const hand = rows.find(({ kind }) => kind === 'hand');
  const slow = rows.find(({ name }) => name === 'json-logic-js');
  console.log(`\n${work}`);
  for (const row of [...rows].sort((a, b) => a.median - b.median)) {
    const parts = [row.name.padEnd(34), time(row.median).padStart(10)];
    if (hand) parts.push(`${ratio(row.median / hand.median)} × hand-written`.padStart(24));
    if (slow) parts.push(`${ratio(slow.median / row.median)} × faster than json-logic-js`.padStart(36));
    console.log(`  ${parts.join(' ')}${row.note ? `  ${row.note}` : ''}`);
  }
  for (const { name, fault } of left) console.log(`  ${name.padEnd(34)} left out: ${fault.slice(0, 160)}`);
  for (const target of targets)
    console.log(`  ${target.reached ? 'reached    ' : 'not reached'} ${targetWords(target)}`);
}

function targetWords({ of, against, peer, most, least, nanoseconds, value, unit, found }) {
  const said = typeof found === 'number' ? found : undefined;
  if (nanoseconds !== undefined)
    return `${of}: ${time(nanoseconds)} at most, found ${said === undefined ? found : time(said)}`;
  if (value !== undefined)
    return `${of}: ${value} ${unit} at most, found ${said === undefined ? found : ratio(said)} ${unit}`;
  const other = peer === undefined ? against : `${against} (${peer})`;
  const asked = most !== undefined ? `at most ${most} × ${other}` : `at least ${least} × as fast as ${other}`;
  return `${of}: ${asked}, found ${said === undefined ? found : ratio(said)}`;
}

function time(nanoseconds) {
  if (nanoseconds < 1_000) return `${nanoseconds.toFixed(1)} ns`;
  return nanoseconds < 1_000_000
    ? `${(nanoseconds / 1_000).toFixed(2)} us`
    : `${(nanoseconds / 1_000_000).toFixed(2)} ms`;
}

function ratio(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
