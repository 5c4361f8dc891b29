import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { say } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser of the end-to-end tests: `CEBAO_CHROMIUM`, or the first on PATH; on Debian as root it is installed when
 * missing. Answers its path, or undefined after a sentence about what to install.
 */
export async function ensureChromium() {
  const there = findChromium();
  if (there !== undefined) return there;
  if (!process.env.CEBAO_CHROMIUM && isDebian() && process.getuid?.() === 0) {
    say('正在安装测试用的浏览器 Chromium……', 'Installing Chromium for the tests …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
    let { code } = await run('apt-get', install, { env, outputToStderr: true });
    if (code !== 0) {
      await run('apt-get', ['update'], { env, outputToStderr: true });
      ({ code } = await run('apt-get', install, { env, outputToStderr: true }));
    }
    const installed = findChromium();
    if (code === 0 && installed !== undefined) return installed;
  }
  const command = isDebian()
    ? 'sudo apt-get install -y chromium fonts-noto-cjk'
    : 'CEBAO_CHROMIUM=/path/to/chromium npm test';
  say(`没有找到测试用的浏览器 Chromium。请先运行：${command}`, `Chromium was not found. Run this first: ${command}`);
  return undefined;
}

function findChromium() {
  const named = process.env.CEBAO_CHROMIUM;
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}
