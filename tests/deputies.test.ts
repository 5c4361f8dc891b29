import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { Desk, named } from './desk.ts';
import { FILLED, PARTY, TOWN } from './main-job.ts';
import { personOf } from './packs.ts';
import { type RunningService, startService } from './service.ts';

const DEPUTY = 'demo-committee-01';
const ADMINISTRATOR = 'demo-administrator';
const STEP = 'procurement/review';
const UNTIL = new Date(Date.now() + (8 + 24 * 10) * 3600_000).toISOString().slice(0, 10);

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let desk: Desk;
let page: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser);
  desk = new Desk(watched.page, service.address);
  page = desk.page;
  await desk.signIn(service.link);
});

afterAll(async () => {
  await browser?.close();
  await service?.close();
});

async function choose(id: string, text: string): Promise<void> {
  await page.locator(`#${id}`).click();
  await page.locator(`#${id}`).fill(text);
  await page.locator('.ant-select-item-option').filter({ hasText: text }).first().click();
}

async function openFromMenu(name: string): Promise<void> {
  await page.locator('.person-button').click();
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Asks the service in the session of the page. */
function ask<T>(path: string, json?: unknown): Promise<T> {
  return page.evaluate(
    async ([to, body]) => {
      const reply = await fetch(`/api/v1${to}`, {
        ...(body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return (await reply.json()) as never;
    },
    [path, json] as const,
  );
}

describe.sequential('deadlines, deputies, handover and new rules, by the cast', { timeout: 60_000 }, () => {
  test('every task of a step with a time limit says until when, in working days', async () => {
    await desk.become(PARTY);
    const tags = page.locator('[data-tour="task"] [data-deadline]');
    await tags.first().waitFor();
    expect(await tags.count()).toBe(3);
    expect(await tags.first().textContent()).toMatch(
      /^期限 \d{4}-\d\d-\d\d · (还剩 \d+ 个工作日|今天到期|已逾期 \d+ 个工作日)$/,
    );
  });

  test('somebody names a deputy for their own post', async () => {
    await openFromMenu('代理与交接');
    await page.getByRole('button', { name: named('指定代理人') }).click();
    await page.getByRole('button', { name: named('确定') }).click();
    await page.getByText('请把各项填写完整。').waitFor();
    await choose('delegate-deputy', personOf(DEPUTY).name);
    await page.locator('#delegate-until').fill(UNTIL);
    await page.keyboard.press('Enter');
    await page.locator('#delegate-reason').fill('外出培训');
    await page.getByRole('button', { name: named('确定') }).click();
    const row = page.locator('[data-tour="delegations"] li').first();
    await row.waitFor();
    expect(await row.textContent()).toContain(`${personOf(DEPUTY).name} 代 ${personOf(PARTY).name}`);
    expect(await row.textContent()).toContain('代理中');
  });

  test('the deputy finds the tasks, is told for whom, and both names stay on record', async () => {
    await desk.become(DEPUTY);
    const task = page.locator('[data-tour="task"]').filter({ hasText: `代 ${personOf(PARTY).name}` });
    await task.first().waitFor();
    expect(await task.count()).toBe(3);
    await task.first().click();
    await page.locator('[data-tour="deputy"]').waitFor();
    expect(await page.locator('[data-tour="deputy"]').textContent()).toContain(personOf(PARTY).name);
    await desk.submit(STEP, FILLED[STEP]);
    await page
      .locator('[data-tour="timeline"]')
      .getByText(`代 ${personOf(PARTY).name}`)
      .waitFor();
    expect(await page.locator('[data-tour="timeline"]').textContent()).toContain(
      `${personOf(DEPUTY).name} 代 ${personOf(PARTY).name}`,
    );
    await page.getByText('还不能办理的环节').click();
    expect(await page.locator('[data-tour="later"]').textContent()).toContain('须先完成：镇党委决策立项');
  });

  test('an administrator hands the post over; the tasks go with it, the deputy’s end', async () => {
    await desk.become(ADMINISTRATOR);
    await openFromMenu('代理与交接');
    await page.getByRole('button', { name: named('登记交接') }).click();
    await choose('move-post', '社区党组织经办人（演示社区01）');
    await choose('move-to', personOf(TOWN).name);
    await page.locator('#move-reason').fill('轮岗');
    await page.getByRole('button', { name: named('确定') }).click();
    await page.locator('[data-tour="moves"]').getByText('轮岗').first().waitFor();
    await desk.become(DEPUTY);
    await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
    expect((await ask<{ step: string }[]>('/tasks')).filter(({ step }) => step === STEP)).toEqual([]);
    await desk.become(TOWN);
    expect((await ask<{ step: string }[]>('/tasks')).filter(({ step }) => step === STEP)).toHaveLength(2);
  });

  test('rules change: an overseer rehearses, sees each effect, and moves one case with a reason', async () => {
    await desk.become('demo-civil-affairs-02');
    const draft = await ask<{ id: string }>('/drafts', {
      param: 'tenderThreshold',
      region: 'nm/ordos/ejin-horo',
      value: 80_000,
      from: '2026-01-01',
      basis: 'assumption',
      note: '演示：改按新规则办理',
    });
    await ask(`/drafts/${draft.id}/publish`, {});
    await desk.become(TOWN);
    await page.getByRole('link', { name: '办件', exact: true }).click();
    await page.getByRole('link', { name: '改按新规则办理' }).click();
    await page.locator('[data-tour="rehearse"]').click();
    await page.getByText('请填写内容').waitFor();
    await page.locator('#migration-reason').fill('演示：金额分界调整');
    await page.locator('[data-tour="rehearse"]').click();
    const cards = page.locator('[data-tour="migration"]');
    await cards.first().waitFor();
    expect(await cards.count()).toBeGreaterThan(3);
    const changed = cards.filter({ hasText: /按新规则的判定（参考）/ });
    expect(await changed.count()).toBeGreaterThan(0);
    expect(await cards.filter({ hasText: '没有影响办理的变化' }).count()).toBeGreaterThan(0);
    expect(await changed.first().textContent()).toMatch(/自行采购.* → .*公开招投标/);
    const boxes = cards.getByRole('checkbox');
    for (let at = (await boxes.count()) - 1; at > 0; at -= 1) await boxes.nth(at).uncheck();
    await page.locator('[data-tour="migrate"]').click();
    await page.getByRole('button', { name: named('确定') }).click();
    await page.getByText('已改按新规则办理').waitFor();
    await cards.filter({ hasText: '已改按新规则办理' }).getByRole('link').click();
    await page.locator('[data-tour="timeline"]').getByText('改按新规则版本办理').waitFor();
  });

  test.each(['/staff', '/migrations', '/'])('on a phone %s does not stick out', async (path) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.goTo(path);
    await page.locator('main h1').waitFor();
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(390);
    await page.setViewportSize({ width: 1440, height: 1000 });
  });

  test('nothing went wrong in the page', () => {
    expect(watched.unexpected()).toEqual([]);
  });
});
