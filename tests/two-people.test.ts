import { requestLink } from '@cebao/server/node';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { Desk, named } from './desk.ts';
import { FILLED, PARTY } from './main-job.ts';
import { personOf } from './packs.ts';
import { type RunningService, startService } from './service.ts';

// Two people, and two tabs of one person, have the same step of a case open. One of them is taken; the other is told, sees
// who was faster, and what was typed is still there.

const DEPUTY = 'demo-committee-01';
const STEP = 'procurement/review';
const TYPED = '晚了一步的意见';
const TODAY = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);

let service: RunningService;
let browser: Browser;
let own: WatchedPage;
let other: WatchedPage;
let desk: Desk;
let rival: Desk;

const signIn = async (watched: WatchedPage, person: string): Promise<Desk> => {
  const made = new Desk(watched.page, service.address);
  const link = await requestLink({ dataDir: service.dataDir, person });
  if (!link.ok) throw new Error(link.message);
  await made.signIn(link.address);
  return made;
};

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  own = await openPage(browser);
  other = await openPage(browser);
  desk = await signIn(own, PARTY);
  rival = await signIn(other, DEPUTY);
  const [post] = personOf(PARTY).assignments;
  const answer = await own.page.request.post(`${service.address}/api/v1/staff/delegations`, {
    headers: { origin: service.address },
    data: { post, deputy: DEPUTY, from: TODAY, until: TODAY, reason: '同时在岗' },
  });
  expect(answer.status()).toBeLessThan(300);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const entries = async (page: Page): Promise<number> =>
  page.locator('[data-tour="timeline"] .ant-timeline-item').count();

/** Somebody types, somebody else is faster; the slow one presses, is told, and keeps the words. */
async function race(slow: Desk, fast: Desk, path: string, watched: WatchedPage): Promise<void> {
  await slow.goTo(path);
  await slow.fill(STEP, { ...FILLED[STEP], reviewOpinion: TYPED });
  await fast.goTo(path);
  await fast.page.bringToFront();
  await fast.fill(STEP, FILLED[STEP]);
  const before = await entries(fast.page);
  await fast.press(STEP);
  await fast.page.locator('[data-tour="timeline"] .ant-timeline-item').nth(before).waitFor();
  await slow.page.bringToFront();
  watched.allow(/status of 409 .*\/commands$/);
  await slow.press(STEP);
  const told = slow.page.getByRole('alert').filter({ hasText: '办件已有更新' }).first();
  await told.waitFor();
  expect(await told.textContent()).toContain('没有提交');
  expect(await slow.step.textContent()).toContain(TYPED);
  // Fetched anew, the page shows what happened meanwhile, once, and still has the words.
  await told.getByRole('button').first().click();
  await slow.page.locator('[data-tour="timeline"] .ant-timeline-item').nth(before).waitFor();
  expect(await entries(slow.page)).toBe(before + 1);
  const kept = slow.page.locator('[data-tour="kept-words"]');
  await kept.waitFor();
  expect(await kept.textContent()).toContain(TYPED);
  expect(await kept.textContent()).toContain('没有提交');
  const picture = process.env['CEBAO_SCREENS'];
  if (picture) await slow.page.screenshot({ path: `${picture}-${before}.png`, fullPage: true });
  // Until it is dropped.
  await slow.page.reload();
  await kept.getByRole('button', { name: named('清除') }).click();
  await kept.waitFor({ state: 'detached' });
  await slow.page.reload();
  await slow.page.locator('[data-tour="timeline"]').waitFor();
  expect(await kept.count()).toBe(0);
}

describe.sequential('one step, open twice', { timeout: 120_000 }, () => {
  let paths: string[];
  test('the step waits in several cases', async () => {
    const rows = (await (await own.page.request.get(`${service.address}/api/v1/tasks`)).json()) as {
      caseId: string;
      step: string;
    }[];
    paths = rows.filter(({ step }) => step === STEP).map(({ caseId }) => `/cases/${caseId}`);
    expect(paths.length).toBeGreaterThan(1);
  });

  test('two people: a deputy is faster than the person of the post', async () => {
    await race(desk, rival, paths[0] as string, own);
    expect(await own.page.locator('[data-tour="timeline"]').textContent()).toContain(
      `${personOf(DEPUTY).name} 代 ${personOf(PARTY).name}`,
    );
    expect(other.unexpected()).toEqual([]);
  });

  test('two tabs of one person: the second one is told as well', async () => {
    const tab = new Desk(await own.context.newPage(), service.address);
    await race(desk, tab, paths[1] as string, own);
    expect(own.unexpected()).toEqual([]);
  });
});
