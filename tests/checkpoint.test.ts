import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { Desk } from './desk.ts';
import { WORKER } from './main-job.ts';
import { type RunningService, startService } from './service.ts';
import { shoot } from './shots.ts';

// The last checkpoint is handed over from the desk, and what was handed over verifies the service's store.

const CEBAO = fileURLToPath(new URL('../packages/cli/bin/cebao.js', import.meta.url));
const ADMINISTRATOR = 'demo-administrator';

let folder: string;
let service: RunningService;
let browser: Browser;
let page: Page;
let desk: Desk;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cebao-checkpoint-'));
  [service, browser] = await Promise.all([
    startService({ CEBAO_CHECKPOINTS: join(folder, 'made'), CEBAO_AUDIT_KEY: join(folder, 'key.pem') }),
    launchBrowser(),
  ]);
  ({ page } = await openPage(browser));
  desk = new Desk(page, service.address);
  await desk.signIn(service.link);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

const shot = (name: string) => shoot(page, name, { bothWidths: true });

test('an administrator hands over the last checkpoint, and it verifies the store', { timeout: 90_000 }, async () => {
  await desk.become(ADMINISTRATOR);
  await page.locator('.person-button').click();
  await page.getByRole('menuitem', { name: '数据检查点' }).getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: '数据检查点' }).waitFor();
  const fingerprint = (await page.locator('code').first().textContent()) ?? '';
  expect(fingerprint).toMatch(/^([0-9A-F]{4}-){4}[0-9A-F]{4}$/);
  await shot('checkpoint');

  const handed = join(folder, 'handed');
  mkdirSync(handed);
  const files: string[] = [];
  for (const name of ['下载检查点文件', '下载交接单', '下载公钥']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    files.push(join(handed, download.suggestedFilename()));
    await download.saveAs(files.at(-1) as string);
  }
  expect(readFileSync(files[1] as string, 'utf8')).toContain(fingerprint);
  if (process.env['CEBAO_SHOTS']) {
    const paper = await browser.newPage({ viewport: { width: 900, height: 1200 } });
    await paper.goto(`file://${files[1]}`);
    await paper.screenshot({ path: join(process.env['CEBAO_SHOTS'], 'checkpoint-paper.png'), fullPage: true });
    await paper.close();
  }
  const verified = spawnSync(
    process.execPath,
    [CEBAO, 'audit', 'verify', '--data', service.dataDir, '--checkpoints', handed],
    { encoding: 'utf8' },
  );
  expect([verified.status, verified.stderr]).toEqual([0, '']);
  expect(verified.stdout).toContain('核对无误');
});

test('who neither oversees nor administers is not shown it and not answered', { timeout: 60_000 }, async () => {
  await desk.become(WORKER);
  await page.locator('.person-button').click();
  await page.getByRole('menuitem', { name: '退出' }).waitFor();
  expect(await page.getByRole('menuitem', { name: '数据检查点' }).count()).toBe(0);
  expect(await page.evaluate(async () => (await fetch('/api/v1/audit/checkpoint')).status)).toBe(403);
});
