// npm run check [-- NAME …]: the locked doors. Each check can fail; the last line counts them.
import './bootstrap/require-node.mjs';

const [{ ensureBuilt }, { ensureInstalled }, { run, runTool }] = await Promise.all([
  import('./bootstrap/build.mjs'),
  import('./bootstrap/install.mjs'),
  import('./bootstrap/run.mjs'),
]);

const env = {
  ...process.env,
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
};
const script = (name) => run(process.execPath, [`scripts/${name}.mjs`], { capture: true, env });

/** Name → what it looks at, and how. Each answers `{ code, output }`. */
const CHECKS = {
  doors: ['no policy in code, nothing outside the repository', () => script('check-doors')],
  imports: ['imports only go down, in no circle', () => script('check-imports')],
  format: [
    'format, lint and order of imports',
    () =>
      runTool('@biomejs/biome', 'biome', ['ci', '--colors=off', '--max-diagnostics=50', '.'], { capture: true, env }),
  ],
  types: [
    'types of every room',
    () =>
      runTool('turbo', 'turbo', ['run', 'typecheck', '--output-logs=errors-only', '--continue'], {
        capture: true,
        env,
      }),
  ],
  unused: [
    'no unused files, exports or dependencies',
    () => runTool('knip', 'knip', ['--no-progress', '--no-config-hints'], { capture: true, env }),
  ],
  exports: [
    'what packages promise is there',
    async () => ((await ensureBuilt('start')) ? script('check-exports') : { code: 1, output: 'not built' }),
  ],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  console.error(`unknown check: ${unknown.join(', ')}. Known: ${Object.keys(CHECKS).join(', ')}`);
  process.exit(2);
}
if (!(await ensureInstalled())) process.exit(1);

let passed = 0;
let failed = 0;
for (const [name, [what, check]] of Object.entries(CHECKS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { code, output } = await check();
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(8)} ${what}`);
  if (code === 0) passed += 1;
  else {
    failed += 1;
    console.log(`${output.trimEnd()}\n`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
