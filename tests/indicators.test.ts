import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { Desk } from './desk.ts';
import { CIVIL_AFFAIRS, PARTY } from './main-job.ts';
import { type RunningService, startService } from './service.ts';
import { shoot } from './shots.ts';

// From a number to its records to the case, as a community and its banner use it; what reports say stands beside it.

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let desk: Desk;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser);
  page = watched.page;
  desk = new Desk(page, service.address);
  await desk.signIn(service.link);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const shot = (name: string) => shoot(page, name, { bothWidths: true });
const card = (title: string) => page.locator('[data-tour="indicator"]').filter({ hasText: title });
const numberIn = (text: string | null) => Number(/(\d[\d ]*)/.exec(text ?? '')?.[1]?.replace(/ /g, ''));

async function openIndicators(): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '统计' }).click();
  await page.getByRole('heading', { level: 1, name: '统计指标' }).waitFor();
}

describe.sequential('统计指标', { timeout: 90_000 }, () => {
  test('a community sees its own numbers, each with its day, its base and what was once reported', async () => {
    await desk.become(PARTY);
    await openIndicators();
    const needs = await card('登记的居民需求').textContent();
    expect(needs).toMatch(/\d+ 项/);
    expect(needs).toMatch(/截至 \d{4}-\d{2}-\d{2} · 需求台账 \d+ 条记录/);
    const sessions = await card('服务和文体活动场次').textContent();
    expect(sessions).toContain('资料未标日期（引用2024年全年数据，应在2025年或以后）');
    expect(sessions).toContain('超过 4.2万场次');
    await shot('indicators-community');
  });

  test('from the number to its records and to the case, by keyboard', async () => {
    await card('登记的居民需求').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '登记的居民需求' }).waitFor();
    const counted = numberIn(await page.locator('[data-tour="number"] .indicator-number').textContent());
    await shot('indicator');
    await page.locator('[data-tour="records"]').click();
    await page.getByRole('heading', { level: 1, name: '登记的居民需求：记录' }).waitFor();
    expect(await page.locator('.count').textContent()).toContain(`共 ${counted} 条`);
    const lines = page.locator('[data-tour="lines"] tbody tr.ant-table-row');
    expect(await lines.count()).toBe(Math.min(counted, 50));
    await shot('indicator-records');
    const heads = await page.locator('[data-tour="lines"] thead th').allTextContents();
    const title = await lines.first().locator('td').nth(heads.indexOf('需求名称')).textContent();
    expect(title).not.toBe('');
    await lines.first().getByRole('link').click();
    await page.locator('[data-tour="timeline"]').waitFor();
    expect(await page.locator('main').textContent()).toContain(title ?? '');
    await page.goBack();
    await page.getByRole('link', { name: '返回指标' }).click();
    await page.getByRole('heading', { level: 1, name: '登记的居民需求' }).waitFor();
  });

  test('one part of a division opens just its records', async () => {
    const row = page.locator('[data-tour="split"]').filter({ hasText: '需求类别' }).locator('tbody tr').first();
    const part = numberIn(await row.locator('td').first().textContent());
    await row.getByRole('link').click();
    await page.locator('[data-tour="lines"]').waitFor();
    expect(await page.locator('.count').textContent()).toContain(`共 ${part} 条`);
  });

  test('the banner sees the whole, its towns in their order, and the notes on figures that do not fit together', async () => {
    await desk.become(CIVIL_AFFAIRS);
    await openIndicators();
    await shot('indicators-banner');
    await card('服务和文体活动场次').click();
    await page.locator('[data-tour="history"]').waitFor();
    expect(await page.locator('[data-tour="history"]').textContent()).toContain('文体娱乐活动42000多场次');
    expect(await page.locator('[data-tour="notes"]').textContent()).toContain('不计算场均人次');
    const towns = page.locator('[data-tour="split"]').filter({ hasText: '按苏木乡镇' }).first();
    const names = await towns.locator('tbody th').allTextContents();
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'zh-CN')));
    await shot('indicator-banner');
    await openIndicators();
    await page.getByRole('link', { name: '资料中的数字', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '资料中的数字' }).waitFor();
    expect(await page.locator('.figure-list > li').count()).toBe(43);
    expect(await page.locator('[data-tour="notes"]').textContent()).toContain('持证社工不同日期');
    await shot('figures');
    expect(watched.unexpected()).toEqual([]);
  });
});
