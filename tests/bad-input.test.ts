import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { Desk, named } from './desk.ts';
import { fieldOf } from './fill-form.ts';
import { COMMITTEE, FILLED, ORGANISATION, PARTY, TOWN } from './main-job.ts';
import { personOf, stepOf } from './packs.ts';
import { type RunningService, startService } from './service.ts';

const NEED = '坏输入·入户陪伴';
const PROJECT = '坏输入·邻里陪伴';
const PHONE = 390;

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let desk: Desk;
let id = '';

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser, PHONE);
  desk = new Desk(watched.page, service.address);
  await desk.signIn(service.link);
});

afterAll(async () => {
  await browser?.close();
  await service?.close();
});

afterEach(() => {
  expect(watched.unexpected()).toEqual([]);
});

/** The events of the case, as the service tells them to whoever is signed in. */
async function events(): Promise<{ version: number; done: string[] }> {
  const reply = await watched.context.request.get(`${service.address}/api/v1/cases/${id}`);
  const { version, state } = (await reply.json()) as { version: number; state: { done: string[] } };
  return { version, done: state.done };
}

function formOf(step: string) {
  const { form } = stepOf(step);
  if (form === undefined) throw new Error(`${step} has no form`);
  return form;
}

describe.sequential('bad input on a phone: a clear sentence, and nothing half-done', { timeout: 60_000 }, () => {
  test('a form that is not complete says what is missing, and sends nothing', async () => {
    const { page } = desk;
    await desk.become(COMMITTEE);
    await page.getByRole('link', { name: '新建办件' }).click();
    const send = page.getByRole('button', { name: named('建立办件并提交') });
    await send.click();
    await page.getByText('有 7 处需要补充或修改').waitFor();
    const { needContent, ...most } = { ...FILLED['projectisation/collect'], needTitle: NEED };
    await desk.fill('projectisation/collect', most);
    await send.click();
    await page.getByText('有 1 处需要补充或修改').waitFor();
    expect(page.url()).toMatch(/\/open$/);
    // The last field is filled and the button pressed at once: the press is not lost.
    await desk.fill('projectisation/collect', { needContent });
    await send.click();
    await page.waitForURL(/\/cases\/[^/]+$/);
    id = new URL(page.url()).pathname.split('/')[2] ?? '';
    await desk.happened(2, '办理“征集需求”');
  });

  test('who has no part in a step sees why, and who can act', async () => {
    await desk.become(TOWN);
    await desk.findCase(NEED);
    const card = desk.page.locator('.ant-card').filter({ hasText: '现在没有需要您办理的环节' });
    const text = (await card.textContent()) ?? '';
    expect(text).toContain('居民代表评估');
    expect(text).toMatch(/由 .*居委会（演示社区01）.* 办理/);
    expect(await desk.page.locator('form').count()).toBe(0);
  });

  test('a step against a reference opinion asks for a reason; a double click is one submission', async () => {
    const step = 'projectisation/assess';
    await desk.become(COMMITTEE);
    await desk.takeTask(NEED, step);
    await desk.fill(step, { ...FILLED[step], residentReps: 4 });
    // Against a reference opinion the person in charge decides, and says why.
    await desk.step.getByText('参考意见：资料未载明，须由主管部门核定').waitFor();
    await desk.press(step);
    await desk.step.getByRole('alert').filter({ hasText: '请说明仍按此办理的理由' }).waitFor();
    await desk.step.getByLabel('仍按此办理的理由').fill('两位代表外出，已电话征求意见');
    await desk.step.getByRole('button', { name: named(stepOf(step).action) }).dblclick();
    await desk.happened(3, '办理“居民代表评估”');
    expect(await desk.timeline.first().textContent()).toContain('仍按此办理的理由：两位代表外出，已电话征求意见');
    await desk.page.waitForTimeout(500);
    expect(await events()).toMatchObject({ version: 3 });
  });

  test('a lost connection keeps what was typed, says so, and goes on afterwards', async () => {
    const { page } = desk;
    const step = 'projectisation/writeProjectBook';
    await desk.become(ORGANISATION);
    await desk.takeTask(NEED, step);
    await desk.fill(step, { ...FILLED[step], projectTitle: PROJECT });
    watched.allow(/ERR_INTERNET_DISCONNECTED/, 'often');
    await watched.context.setOffline(true);
    await desk.press(step);
    await desk.step.getByRole('alert').filter({ hasText: '连接中断，内容没有提交' }).waitFor();
    await desk.step.getByRole('button', { name: named('重试') }).waitFor();
    expect(await fieldOf(page, formOf(step), 'projectTitle').inputValue()).toBe(PROJECT);
    await watched.context.setOffline(false);
    expect(await events()).toMatchObject({ version: 3 });

    // Even when the window was closed meanwhile.
    await page.reload();
    await page.getByText('已恢复本机上未提交的填写内容').waitFor();
    expect(await fieldOf(page, formOf(step), 'projectTitle').inputValue()).toBe(PROJECT);
    expect(await fieldOf(page, formOf(step), 'projectBudget').inputValue()).toBe('199,999.99');
    await desk.press(step);
    await desk.happened(4, '办理“编写项目书”');
    expect(await events()).toMatchObject({ version: 4 });
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('cebao.draft:'))),
    ).toEqual([]);
  });

  test('one task by keyboard alone', async () => {
    const { page } = desk;
    const step = 'projectisation/enterLibrary';
    await desk.become(COMMITTEE);
    await tabTo(page, desk.task(PROJECT, step));
    await page.keyboard.press('Enter');
    await desk.step.getByText('进入项目库', { exact: true }).first().waitFor();
    await tabTo(page, fieldOf(page, formOf(step), 'libraryNo'));
    await page.keyboard.type('E2E-L2');
    await tabTo(page, fieldOf(page, formOf(step), 'enteredOn'));
    await page.keyboard.type('2026-11-05');
    await page.keyboard.press('Enter');
    await tabTo(page, desk.step.getByRole('button', { name: named(stepOf(step).action) }));
    await page.keyboard.press('Enter');
    await desk.happened(5, '办理“进入项目库”');
    expect(await events()).toMatchObject({ version: 5 });
  });

  test('an amount that is none is refused in its field', async () => {
    const { page } = desk;
    const step = 'projectisation/apply';
    await desk.become(ORGANISATION);
    await desk.takeTask(PROJECT, step);
    await desk.fill(step, FILLED[step]);
    const amount = fieldOf(page, formOf(step), 'appliedAmount');
    await amount.fill('二十万');
    await page.getByText('请填写数字金额').first().waitFor();
    await desk.press(step);
    await page.getByText('有 1 处需要补充或修改').waitFor();
    await amount.fill('199999.999');
    await page.getByText('最多两位小数（精确到分）').first().waitFor();
    await desk.press(step);
    await page.getByText('有 1 处需要补充或修改').waitFor();
    expect(await events()).toMatchObject({ version: 5 });
    await amount.fill('１９９，９９９．９９');
  });

  test('when only the answer is lost, trying again does it once', async () => {
    const { page } = desk;
    const step = 'projectisation/apply';
    watched.allow(/ERR_CONNECTION_RESET/);
    await page.route(
      '**/commands',
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await desk.press(step);
    await desk.step.getByRole('alert').filter({ hasText: '重复提交只会办理一次' }).waitFor();
    expect(await events()).toMatchObject({ version: 6 });
    await desk.step.getByRole('button', { name: named('重试') }).click();
    await desk.happened(6, '办理“申请项目资金”');
    expect(await events()).toMatchObject({ version: 6 });
    expect(await desk.summary()).toMatchObject({ 申请金额: expect.stringContaining('199,999.99') });
  });

  test('a second window that has not seen the latest change is told so, and loses nothing', async () => {
    const step = 'procurement/review';
    await desk.become(PARTY);
    await desk.takeTask(PROJECT, step);
    const late = new Desk(await watched.context.newPage(), service.address);
    await late.goTo(`/cases/${id}`);
    await late.fill(step, { ...FILLED[step], reviewOpinion: '晚了一步的意见' });
    await desk.page.bringToFront();
    await desk.submit(step, FILLED[step]);
    await late.page.bringToFront();
    watched.allow(/status of 409 .*\/commands$/);
    await late.press(step);
    const told = late.page.getByRole('alert').filter({ hasText: '办件已有更新' }).first();
    await told.waitFor();
    expect(await told.textContent()).toContain('没有提交');
    expect(await late.page.locator('body').textContent()).toContain('晚了一步的意见');
    expect(await events()).toMatchObject({ version: 7 });
    await late.page.reload();
    await late.page.getByText('现在没有需要您办理的环节').waitFor();
    await late.page.close();
  });

  test.each([
    ['a page that is not there', '/nowhere', '没有这个页面', undefined],
    ['a case that is not there', '/cases/20200101-none', '没有这个办件', 404],
    ['a print that is not there', '/cases/20200101-none/prints/approvalSheet', '没有这个办件', 404],
    ['a register that is not there', '/registers/none', '没有这本台账', 404],
  ])('%s is a Chinese sentence', async (_, path, sentence, status) => {
    if (status !== undefined) watched.allow(new RegExp(`status of ${status} `));
    await desk.goTo(path);
    await desk.page.locator('main').getByText(sentence).first().waitFor();
    expect(await desk.page.locator('main').textContent()).not.toMatch(/undefined|Error|not found/i);
  });

  test('a link that was used up is a Chinese sentence', async () => {
    const other = await openPage(browser, PHONE);
    other.allow(/status of 401 .*\/sessions$/);
    await other.page.goto(service.link);
    await other.page.getByText('这个一次性链接无效、已用过或已过期').waitFor();
    expect(new URL(other.page.url()).hash).toBe('');
    expect(other.unexpected()).toEqual([]);
    await other.context.close();
  });

  test('what goes wrong in a page does not go unseen: foreign scripts, code from text, uncaught errors', async () => {
    const other = await openPage(browser, PHONE);
    await other.page.goto(service.address);
    await other.page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    expect(other.unexpected()).toEqual([]);
    await other.page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.foreign = true' }));
      document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.1:9/a.png' }));
      const timer = (code: string) => setTimeout(code);
      timer('window.foreign = true');
      setTimeout(() => {
        throw new Error('uncaught on purpose');
      });
    });
    await expect.poll(() => other.unexpected().join('\n')).toContain('uncaught on purpose');
    const seen = other.unexpected().join('\n');
    expect(seen).toContain('content security policy: script-src-elem inline');
    expect(seen).toContain('content security policy: script-src eval');
    expect(seen).toContain('content security policy: img-src http://127.0.0.1:9/a.png');
    expect(await other.page.evaluate(() => 'foreign' in window)).toBe(false);
    await other.context.close();
  });

  test('the case tells of each submission once, by the right person', async () => {
    await desk.become(PARTY);
    await desk.goTo(`/cases/${id}`);
    await desk.timeline.first().waitFor();
    const told = (await desk.timeline.allTextContents()).reverse();
    expect(told).toHaveLength(7);
    const people = [COMMITTEE, COMMITTEE, COMMITTEE, ORGANISATION, COMMITTEE, ORGANISATION, PARTY];
    for (const [index, person] of people.entries()) expect(told[index]).toContain(personOf(person).name);
  });
});

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}
