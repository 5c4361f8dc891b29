import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEMORY, ROOT } from './root.mjs';
import { runTool } from './run.mjs';
import { say, secondsSince } from './say.mjs';

/** What can be built: the workspaces asked for (with all they need), and the folders whose content decides. */
const TARGETS = {
  /** The command line alone. */
  cli: { filters: ['@cebao/cli...'], trees: ['packages'], results: ['packages/cli/dist/index.js'] },
  /** All that `npm start` needs; the command line for `npx cebao link`. */
  start: {
    filters: ['@cebao/service...', '@cebao/desk...', '@cebao/studio...', '@cebao/cli...'],
    trees: ['packages', 'apps'],
    results: [
      'apps/service/dist/main.js',
      'apps/desk/dist/index.html',
      'apps/studio/dist/index.html',
      'packages/cli/dist/index.js',
    ],
  },
};

const NOT_SOURCE = new Set(['node_modules', 'dist', '.turbo', 'coverage']);
const TEST = /\.test\.tsx?$/;

/** Builds a target when its sources changed since it was last built; answers whether it is there. */
export async function ensureBuilt(name) {
  const target = TARGETS[name];
  const stampFile = join(MEMORY, `built-${name}`);
  const stamp = contentStamp(target.trees);
  const isThere = () => target.results.every((path) => existsSync(join(ROOT, path)));
  if (isThere() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;

  const start = performance.now();
  say('正在构建……', 'Building …');
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const args = ['run', 'build', ...target.filters.map((filter) => `--filter=${filter}`), '--output-logs=errors-only'];
  const { code, output } = await runTool('turbo', 'turbo', args, { env, capture: true });
  if (code !== 0 || !isThere()) {
    process.stderr.write(`${output}\n`);
    say('构建没有成功，见上面的提示。', 'Building failed, see the lines above.');
    return false;
  }
  mkdirSync(MEMORY, { recursive: true });
  writeFileSync(stampFile, stamp);
  for (const [other, { filters, trees }] of Object.entries(TARGETS)) {
    const covered = other !== name && filters.every((filter) => target.filters.includes(filter));
    if (covered) writeFileSync(join(MEMORY, `built-${other}`), contentStamp(trees));
  }
  say(`已构建（${secondsSince(start)} 秒）。`, 'Built.');
  return true;
}

/** A hash over every file that can change what is built: a few hundred small files, some dozens of milliseconds. */
function contentStamp(trees) {
  const hash = createHash('sha256');
  const visit = (path) => {
    for (const entry of readdirSync(join(ROOT, path), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory() && !NOT_SOURCE.has(entry.name)) visit(inner);
      else if (entry.isFile() && !TEST.test(entry.name))
        hash
          .update(`${inner}\0`)
          .update(readFileSync(join(ROOT, inner)))
          .update('\0');
    }
  };
  for (const tree of trees) visit(tree);
  for (const file of ['package-lock.json', 'tsconfig.base.json', 'turbo.json'])
    hash.update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}
