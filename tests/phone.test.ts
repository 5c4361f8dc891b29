import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { Desk } from './desk.ts';
import { COMMITTEE, PARTY, TOWN } from './main-job.ts';
import { type RunningService, startService } from './service.ts';

const WIDTH = 390;
const FINGER = 44;

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let desk: Desk;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser, WIDTH);
  desk = new Desk(watched.page, service.address);
  await desk.signIn(service.link);
});

afterAll(async () => {
  await browser?.close();
  await service?.close();
});

/** How far the page can be pushed sideways, and what sticks out. */
async function sideways(page: Page): Promise<{ width: number; out: string[] }> {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    const inScroller = (element: Element): boolean => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
        if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return true;
      return false;
    };
    const out = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !inScroller(element))
      .map((element) => `${element.tagName} ${element.className} "${(element.textContent ?? '').slice(0, 30)}"`);
    return { width: root.scrollWidth, out: root.scrollWidth > window.innerWidth ? out.slice(0, 5) : [] };
  });
}

/** The controls of the form on the page: how many, and which are too low for a finger. */
async function controlsOf(page: Page): Promise<{ seen: number; tooLow: string[] }> {
  return page
    .locator('main form')
    .first()
    .evaluate((form, least) => {
      const frames = '.ant-input-affix-wrapper, .ant-select, .ant-picker, .ant-radio-wrapper, .ant-checkbox-wrapper';
      const controls = [...form.querySelectorAll(`${frames}, input, textarea, button`)]
        .filter((control) => control.getClientRects().length > 0 && !control.parentElement?.closest(frames))
        .map((control) => ({
          name: `${control.tagName} ${control.className}`,
          height: control.getBoundingClientRect().height,
        }));
      return {
        seen: controls.length,
        tooLow: controls.filter(({ height }) => height < least - 0.5).map(({ name, height }) => `${name} ${height}`),
      };
    }, FINGER);
}

describe.sequential('the desk on a phone', { timeout: 60_000 }, () => {
  test.each([
    ['my tasks', PARTY, '/', '我的待办'],
    ['cases', PARTY, '/cases', '办件'],
    ['a new case', COMMITTEE, '/open', '新建办件'],
    ['registers', TOWN, '/registers', '台账'],
    ['a register', TOWN, '/registers/ejinhoro.register.purchase', '购买服务台账'],
    ['policy', TOWN, '/policy', '政策查询'],
  ])('%s: nothing sticks out', async (_, person, path, heading) => {
    await desk.become(person);
    await desk.goTo(path);
    await desk.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await desk.page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
    expect(await sideways(desk.page)).toEqual({ width: WIDTH, out: [] });
  });

  test('a new case: its form fits fingers', async () => {
    await desk.become(COMMITTEE);
    await desk.goTo('/open');
    await desk.page.locator('main form').waitFor();
    const controls = await controlsOf(desk.page);
    expect(controls.tooLow).toEqual([]);
    expect(controls.seen).toBeGreaterThanOrEqual(10);
    expect(await sideways(desk.page)).toEqual({ width: WIDTH, out: [] });
  });

  test('a case with its form and its decision: nothing sticks out, everything fits fingers', async () => {
    const { page } = desk;
    await desk.become(TOWN);
    await page.locator('[data-tour="task"]').filter({ hasText: '登记决策结论' }).first().click();
    await page.locator('main form').waitFor();
    await desk.decisions.first().waitFor();
    expect(await sideways(page)).toEqual({ width: WIDTH, out: [] });
    const controls = await controlsOf(page);
    expect(controls.tooLow).toEqual([]);
    expect(controls.seen).toBeGreaterThanOrEqual(8);
  });

  test('a print: nothing sticks out', async () => {
    const { page } = desk;
    await page.locator('[data-tour="papers"]').getByRole('link').first().click();
    await page.locator('[data-tour="paper"]').waitFor();
    expect(await sideways(page)).toEqual({ width: WIDTH, out: [] });
  });

  test('nothing went wrong in the page', () => {
    expect(watched.unexpected()).toEqual([]);
  });
});
