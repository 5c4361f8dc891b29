import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient } from '@cebao/server/client';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { Desk } from './desk.ts';
import { FILLED, PARTY, TOWN } from './main-job.ts';
import { type RunningService, startService } from './service.ts';

const STEP = 'procurement/review';

let service: RunningService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const post = (path: string, json: unknown) =>
  fetch(`${service.address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });

/** The path of a one-time link, from the door of the running service. */
async function linkOf(person: string): Promise<string> {
  const { secret } = JSON.parse(readFileSync(join(service.dataDir, 'door.json'), 'utf8')) as { secret: string };
  return ((await (await post('/links', { secret, person })).json()) as { path: string }).path;
}

/** Somebody of the cast who works elsewhere: a session of its own, without a browser. */
async function elsewhere(person: string): Promise<Client> {
  const signedIn = await post('/sessions', { link: (await linkOf(person)).split('#link=')[1] });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return createClient({
    fetch: (url, init) =>
      fetch(service.address + url, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } }),
  });
}

/** Takes the first review that waits; the town has something to decide then. */
async function review(party: Client): Promise<string> {
  const tasks = await party.tasks();
  const task = tasks.ok ? tasks.value.find(({ step }) => step === STEP) : undefined;
  if (task === undefined) throw new Error('nothing to review');
  const found = await party.case(task.caseId);
  if (!found.ok) throw new Error(found.problem.detail);
  const done = await party.command(task.caseId, {
    version: found.value.version,
    command: { type: 'submit', step: STEP, data: FILLED[STEP] },
  });
  if (!done.ok) throw new Error(JSON.stringify(done.problem));
  return task.title;
}

test.each([1440, 390])(
  'a task that comes up elsewhere shows by itself, at %s wide',
  { timeout: 60_000 },
  async (width) => {
    const { page, context, unexpected } = await openPage(browser, width);
    const desk = new Desk(page, service.address);
    const party = await elsewhere(PARTY);
    const town = await elsewhere(TOWN);
    const before = await town.tasks();
    const link = await linkOf(TOWN);
    await desk.signIn(service.address + link);
    const cards = page.locator('[data-tour="task"]');
    await cards.first().waitFor();
    expect(await cards.count()).toBe(before.ok ? before.value.length : -1);
    const had = await cards.count();
    const title = await review(party);
    await cards.nth(had).waitFor();
    expect(await desk.task(title, 'procurement/townDecision').count()).toBeGreaterThan(0);
    expect(unexpected()).toEqual([]);
    await context.close();
  },
);

test('where streams are held back, the list is there as ever and nobody is bothered', { timeout: 60_000 }, async () => {
  const { page, context, allow, unexpected } = await openPage(browser);
  await context.route('**/api/v1/tasks/events', (route) => route.abort());
  allow(/ERR_FAILED/, 'often');
  const party = await elsewhere(PARTY);
  const link = await linkOf(TOWN);
  const desk = new Desk(page, service.address);
  await desk.signIn(service.address + link);
  await page.locator('[data-tour="task"]').first().waitFor();
  const title = await review(party);
  await page.reload();
  await desk.task(title, 'procurement/townDecision').first().waitFor();
  expect(await page.locator('.ant-alert-error, .ant-message-error').count()).toBe(0);
  expect(unexpected()).toEqual([]);
  await context.close();
});
