// npm run test:node24: the core's suites again on the Node that is shipped later: same facts, same pack, same answer.
// The binary comes from the npm registry into the cache below node_modules. Last line: N passed, N failed.
import './bootstrap/require-node.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './bootstrap/install.mjs';
import { MEMORY, ROOT } from './bootstrap/root.mjs';

const VERSION = '24.21.0';
/** Suites without a browser or a child process of their own. */
const SUITES = ['packages/engine', 'packages/pack', 'packages/casework', 'packages/store/src/memory', 'rules'];

const counts = (await ensureInstalled()) ? runSuites(findNode()) : { passed: 0, failed: 1 };
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);

/** The binary, fetched once; undefined where npm cannot give it. */
function findNode() {
  const name = `node-${process.platform}-${process.arch}`;
  const home = join(MEMORY, 'node');
  const binary = join(home, 'node_modules', name, 'bin', 'node');
  if (!existsSync(binary)) {
    mkdirSync(home, { recursive: true });
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', home, `${name}@${VERSION}`];
    spawnSync('npm', args, { stdio: 'inherit', cwd: home });
  }
  return existsSync(binary) ? binary : undefined;
}

function runSuites(binary) {
  if (binary === undefined) {
    console.error(`Node ${VERSION} 没有取到。  Node ${VERSION} could not be fetched from the registry.`);
    return { passed: 0, failed: 1 };
  }
  const report = join(MEMORY, 'tests-on-node.json');
  rmSync(report, { force: true });
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...SUITES];
  spawnSync(binary, args, { stdio: 'inherit', cwd: ROOT });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: Math.max(numFailedTests, numFailedTestSuites) };
}
