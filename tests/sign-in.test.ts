import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { Desk, named } from './desk.ts';
import { personOf } from './packs.ts';
import { type RunningService, startService } from './service.ts';

const ADMINISTRATOR = 'demo-administrator';
const PASSWORD = '院子里有三棵老榆树和一口井';
const shots = process.env['CEBAO_SHOTS'];

let service: RunningService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

test('a password is set after the link, and signs in by keyboard, on a desk and on a phone', {
  timeout: 120_000,
}, async () => {
  const { page, allow, unexpected } = await openPage(browser);
  // A wrong password, and signing out, are part of the story.
  allow(/status of 401/, 'often');
  allow(/status of 422 .*\/password$/);
  const desk = new Desk(page, service.address);
  const picture = async (name: string) =>
    shots === undefined ? undefined : page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  await desk.signIn(service.link);

  await page.locator('.person-button').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '登录密码' }).click();
  await page.getByRole('heading', { level: 1, name: '登录密码' }).waitFor();
  await page.getByLabel('登录名').fill('yanshi.wang');
  await page.getByLabel('新密码', { exact: true }).fill('1234567890');
  await page.getByLabel('再填一次新密码').fill('1234567890');
  await page.keyboard.press('Enter');
  await page.getByText('这个密码太容易猜到').waitFor();
  await picture('password-refused');
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再填一次新密码').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('密码设置于').waitFor();
  await picture('password-set');

  await page.getByRole('button', { name: named('退出所有设备') }).click();
  await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  await page.goto(service.address);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.getByLabel('登录名').fill('yanshi.wang');
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the one');
    await page.keyboard.press('Enter');
    await page.getByText('登录名或密码不对').waitFor();
    await picture(`sign-in-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.locator('#password').focus();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
    if (width === 1440) {
      await page.locator('.person-button').click();
      await page.getByRole('menuitem', { name: /^退\s*出/ }).click();
      await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    }
  }

  // The administrator issues a link, which opens in another browser.
  await page.setViewportSize({ width: 1440, height: 1000 });
  await desk.become(ADMINISTRATOR);
  await page.goto(`${service.address}/staff`);
  const card = page.locator('[data-tour="sign-ins"]');
  await card.getByLabel('按姓名查找').fill(personOf('demo-committee-01').name);
  await card.getByRole('button', { name: new RegExp(`给${personOf('demo-committee-01').name}签发`) }).click();
  const link = await card.locator('#issued-link').inputValue();
  await picture('sign-ins-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture('sign-ins-390');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const other = await openPage(browser, 390);
  await new Desk(other.page, service.address).signIn(link);
  await other.page.goto(`${service.address}/password`);
  await other.page.getByRole('heading', { level: 1, name: '登录密码' }).waitFor();
  expect([...unexpected(), ...other.unexpected()]).toEqual([]);
});
