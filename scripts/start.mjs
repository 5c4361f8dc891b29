// npm start: installs and builds what running needs, then becomes the service. A demo instance unless told otherwise.
import './bootstrap/require-node.mjs';

const [{ join }, { pathToFileURL }, { ensureBuilt }, { ensureInstalled }, { ROOT }, { say }] = await Promise.all([
  import('node:path'),
  import('node:url'),
  import('./bootstrap/build.mjs'),
  import('./bootstrap/install.mjs'),
  import('./bootstrap/root.mjs'),
  import('./bootstrap/say.mjs'),
]);

/** package.json starts this script with it; the service then runs in this very process, and no code can be made from text. */
const NO_CODE_FROM_TEXT = '--disallow-code-generation-from-strings';

if (![...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')].includes(NO_CODE_FROM_TEXT)) {
  say('请用 npm start 启动。', `Please start with npm start (node ${NO_CODE_FROM_TEXT} scripts/start.mjs).`);
  process.exit(1);
}

if (!(await ensureInstalled()) || !(await ensureBuilt('start'))) process.exit(1);

// `kill` on npm ends npm and its shell, and nobody tells the service: it sees that it is alone, and stops in order.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

process.env.CEBAO_DATA ??= join(ROOT, '.cebao', 'demo');
process.env.CEBAO_DEMO ??= '1';
await import(pathToFileURL(join(ROOT, 'apps', 'service', 'dist', 'main.js')).href);
