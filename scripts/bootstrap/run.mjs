import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ capture?: boolean, cwd?: string, env?: NodeJS.ProcessEnv, outputToStderr?: boolean, shell?: boolean }} [options]
 *   `capture` keeps what it writes instead of showing it; `outputToStderr` shows its standard output on standard error.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(
  command,
  args,
  { capture = false, cwd = ROOT, env = process.env, outputToStderr = false, shell = false } = {},
) {
  return new Promise((done) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', outputToStderr ? 2 : 'inherit', 'inherit'];
    const child = spawn(command, args, { cwd, env, shell, stdio });
    const parts = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => parts.push(part));
    child.once('error', (error) => done({ code: 127, output: `${command}: ${error.message}` }));
    child.once('close', (code) => done({ code: code ?? 1, output: Buffer.concat(parts).toString('utf8') }));
  });
}

/** Runs npm: the one that started this script, when there is one. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm !== undefined && /npm-cli\.[cm]?js$/.test(npm) && existsSync(npm)
    ? run(process.execPath, [npm, ...args], options)
    : run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** Runs a tool of the root's devDependencies with this Node, by the name of its package and of its bin. */
export function runTool(packageName, binName, args, options) {
  const manifestPath = join(ROOT, 'node_modules', packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifestPath);
  return run(
    process.execPath,
    [join(ROOT, 'node_modules', packageName, typeof bin === 'string' ? bin : bin[binName]), ...args],
    options,
  );
}
