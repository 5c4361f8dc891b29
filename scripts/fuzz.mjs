// npm run fuzz [-- CASES [SEED]]: the generated tests at length: back ends against each other and json-logic-js, modules,
// columns, tables, analysis, packs spoilt at random. A million cases when nothing is said. Last line: N passed, N failed.
import './bootstrap/require-node.mjs';
import { randomInt } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './bootstrap/install.mjs';
import { MEMORY } from './bootstrap/root.mjs';
import { runTool } from './bootstrap/run.mjs';

const SUITES = [
  'packages/engine/src/ir/back-ends.test.ts',
  'packages/engine/src/module/module.test.ts',
  'packages/engine/src/table',
  'packages/engine/src/closures/rule-set.test.ts',
  'packages/engine/src/analysis',
  'packages/pack/src/hostile.test.ts',
];

const [cases = '1000000', seed = String(randomInt(2 ** 31))] = process.argv.slice(2);
if (!/^\d+$/.test(cases) || !/^\d+$/.test(seed)) {
  console.error('用法：npm run fuzz -- [次数 [种子]]');
  process.exit(2);
}
if (!(await ensureInstalled())) process.exit(1);
console.log(`SEED=${seed} RUNS=${cases}`);

const report = join(MEMORY, 'fuzz.json');
rmSync(report, { force: true });
const args = [
  'run',
  '--testTimeout=0',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...SUITES,
];
const { code } = await runTool('vitest', 'vitest', args, { env: { ...process.env, SEED: seed, RUNS: cases } });
const { passed, failed } = countsOf();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function countsOf() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests === 0 && code !== 0 ? 1 : numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
