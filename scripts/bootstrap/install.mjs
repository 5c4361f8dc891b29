import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEMORY, ROOT } from './root.mjs';
import { runNpm } from './run.mjs';
import { say, secondsSince } from './say.mjs';

const LOCK = join(ROOT, 'package-lock.json');
/** npm writes this file last: without it an install was broken off. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const STAMP = join(MEMORY, 'installed');

/** Installs the dependencies when they are missing or older than the lockfile; answers whether they are there. */
export async function ensureInstalled() {
  if (isInstalled()) return true;
  const start = performance.now();
  say('正在安装依赖（第一次约需一分钟）……', 'Installing dependencies …');
  const env = {
    ...process.env,
    NPM_CONFIG_FUND: 'false',
    NPM_CONFIG_AUDIT: 'false',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    NPM_CONFIG_LOGLEVEL: 'error',
  };
  let { code } = await runNpm(['ci'], { env, outputToStderr: true });
  if (code !== 0) {
    say('npm ci 没有成功，改用 npm install……', 'npm ci did not succeed, trying npm install …');
    ({ code } = await runNpm(['install', '--no-save'], { env, outputToStderr: true }));
  }
  if (code !== 0) {
    say(
      '依赖没有装好。请检查网络和上面的提示，再运行一次。',
      'Installing failed. Check the network and the lines above, then run this again.',
    );
    return false;
  }
  remember();
  say(`依赖已装好（${secondsSince(start)} 秒）。`, 'Dependencies installed.');
  return true;
}

function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === lockHash();
  if (statSync(INSTALLED).mtimeMs < statSync(LOCK).mtimeMs) return false;
  remember();
  return true;
}

function remember() {
  mkdirSync(MEMORY, { recursive: true });
  writeFileSync(STAMP, lockHash());
}

function lockHash() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex');
}
