import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { Desk, named } from './desk.ts';
import { CIVIL_AFFAIRS, COMMITTEE } from './main-job.ts';
import { type RunningService, startService } from './service.ts';
import { shoot } from './shots.ts';

// 双满意调查 played through: a committee opens a survey, residents answer on a phone without an account, each by a link that
// works once; departments answer in their own name; both sides stand beside each other once it is closed.

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let phone: WatchedPage;
let page: Page;
let desk: Desk;
let links: string[] = [];

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser);
  phone = await openPage(browser, 390);
  page = watched.page;
  desk = new Desk(page, service.address);
  await desk.signIn(service.link);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const openSurveys = async () => {
  await page.getByRole('navigation').getByRole('link', { name: '调查' }).click();
  await page.getByRole('heading', { level: 1, name: '满意度调查' }).waitFor();
};
const openSurvey = async () => {
  await openSurveys();
  await page.locator('[data-tour="survey"]').filter({ hasText: '演示助老项目' }).first().click();
  await page.getByRole('heading', { level: 1, name: '演示助老项目' }).waitFor();
};

describe.sequential('双满意调查', { timeout: 120_000 }, () => {
  test('a committee opens a survey and gets the links once', async () => {
    await desk.become(COMMITTEE);
    await openSurveys();
    await page.getByRole('button', { name: named('开始调查') }).click();
    await page.getByLabel('调查什么（如项目名称）').fill('演示助老项目');
    await page.getByLabel('本地名册上有多少户（人）').fill('200');
    await page.getByLabel('抽取多少').fill('6');
    await page.getByLabel('截止日期').fill('2099-12-31');
    await page.getByLabel('截止日期').press('Enter');
    await shoot(page, 'survey-open');
    await page.getByRole('button', { name: named('开始，生成链接') }).click();
    const shown = page.locator('[data-tour="survey-links"] code');
    await shown.first().waitFor();
    links = await shown.allTextContents();
    expect(links).toHaveLength(6);
    await shoot(page, 'survey-links');
    await page.getByRole('button', { name: named('已发出，查看调查') }).click();
    await page.locator('[data-tour="survey-sides"]').waitFor();
    expect(await page.getByRole('main').textContent()).toContain('200 户（人）中随机抽取 6');
  });

  test('residents answer on a phone without an account; a link works once', async () => {
    // Nobody is signed in on the phone, and that is asked.
    phone.allow(/status of 401/, 'often');
    for (const link of links) {
      await phone.page.goto('about:blank');
      await phone.page.goto(link);
      await phone.page.getByRole('heading', { level: 1, name: '演示助老项目' }).waitFor();
      await phone.page.getByText('很满意', { exact: true }).click();
      if (link === links[0]) await shoot(phone.page, 'survey-answer');
      await phone.page.getByRole('button', { name: named('提交') }).click();
      await phone.page.getByText('已提交，谢谢。').waitFor();
    }
    phone.allow(/status of 404/, 'often');

    await phone.page.goto('about:blank');
    await phone.page.goto(links[0] ?? '');
    await phone.page.getByText('这个调查链接已经答过').waitFor();
  });

  test('a department answers in its own name', async () => {
    await desk.become(CIVIL_AFFAIRS);
    await openSurvey();
    await page.getByText('满意', { exact: true }).first().click();
    await page.getByRole('button', { name: named('提交本单位答复') }).click();
    await page.getByText(/旗民政局：已答复/).waitFor();
  });

  test('both sides stand beside each other once it is closed, each with how many answered', async () => {
    await desk.become(COMMITTEE);
    await openSurvey();
    expect(await page.getByRole('main').textContent()).toContain('结束以后显示结果');
    await page.getByRole('button', { name: named('结束调查') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: named('结束') })
      .click();
    await page.getByText('双满意', { exact: true }).first().waitFor();
    const sides = (await page.locator('[data-tour="survey-sides"]').textContent()) ?? '';
    expect(sides).toContain('发出 6 份，收回 6 份');
    expect(sides).toContain('满意 100%');
    expect(sides).toContain('收回 1');
    await shoot(page, 'survey-closed');
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot(page, 'survey-closed');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(watched.unexpected()).toEqual([]);
    expect(phone.unexpected()).toEqual([]);
  });
});
