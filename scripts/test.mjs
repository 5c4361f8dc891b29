// npm test: installs what is missing, builds, runs every suite and the journey in a real browser. Last line: N passed, N failed.
import './bootstrap/require-node.mjs';

const [
  { mkdirSync, readFileSync, rmSync },
  { join },
  { ensureBuilt },
  { ensureChromium },
  { ensureInstalled },
  { MEMORY },
  { runTool },
] = await Promise.all([
  import('node:fs'),
  import('node:path'),
  import('./bootstrap/build.mjs'),
  import('./bootstrap/chromium.mjs'),
  import('./bootstrap/install.mjs'),
  import('./bootstrap/root.mjs'),
  import('./bootstrap/run.mjs'),
]);

const counts = await runTests(process.argv.slice(2));
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);

async function runTests(more) {
  const nothing = { passed: 0, failed: 1 };
  if (!(await ensureInstalled())) return nothing;
  const chromium = await ensureChromium();
  if (chromium === undefined || !(await ensureBuilt('start'))) return nothing;

  const report = join(MEMORY, 'tests.json');
  mkdirSync(MEMORY, { recursive: true });
  rmSync(report, { force: true });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more];
  const { code } = await runTool('vitest', 'vitest', args, { env: { ...process.env, CEBAO_CHROMIUM: chromium } });
  return countsOf(report, code) ?? nothing;
}

/** Tests passed and failed; a file that could not run counts as one failed, and so does a run that failed for no test. */
function countsOf(report, code) {
  try {
    const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const broken = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
    ).length;
    const failed = numFailedTests + broken;
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch {
    return undefined;
  }
}
