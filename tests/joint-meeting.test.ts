import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeOneOf } from './become.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { named } from './desk.ts';
import { castOf } from './packs.ts';
import { type RunningService, startService } from './service.ts';
import { shoot } from './shots.ts';

// Meetings played through in the desk by their cast: the estate's joint meeting is called, held, minuted, followed up and
// corrected; the joint committee's chair goes round; three meetings and one review keep their order.

const ESTATE = 'nm-ordos-dongsheng-kundulun-community-xinyuan-b';
const COMMITTEE = 'nm-ordos-dongsheng-binhe';
const COUNCIL = 'nm-ordos-kangbashi-xinbei';

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser);
  page = watched.page;
  await page.goto(service.link);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const shot = (name: string) => shoot(page, name, { bothWidths: true });

const become = (folder: string, person: string) => becomeOneOf(page, castOf(folder), person);

async function openBody(title: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '会议' }).click();
  await page.locator('[data-tour="meeting-body"]').filter({ hasText: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Chooses in a list that opens below a field. */
async function choose(field: Locator, option: string): Promise<void> {
  await field.click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    .getByText(option, { exact: true })
    .click();
}

const facts = async (): Promise<string> => (await page.locator('[data-tour="meeting-facts"]').textContent()) ?? '';
const button = (name: string) => page.getByRole('main').getByRole('button', { name: named(name) });
const come = (name: string, how: string) =>
  page
    .locator('.meeting-attendance > li')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByText(how, { exact: true })
    .click();

describe.sequential('会议', { timeout: 120_000 }, () => {
  test('the estate sees when its next meeting is due, on what that rests, and who chairs', async () => {
    await become(ESTATE, 'xyb-convener');
    await page.getByRole('navigation').getByRole('link', { name: '会议' }).click();
    await page.locator('[data-tour="meeting-body"]').first().waitFor();
    await shot('meetings');
    await openBody('小区联席会议');
    const text = await facts();
    expect(text).toMatch(/下次最迟 \d{4}-\d{2}-\d{2} 召开/);
    expect(text).toContain('假定（待核定）');
    expect(text).toContain('每月召开一次：资料未载明，须由主管部门核定');
    expect(text).toContain('主持人：演示·昆召集');
    expect(text).toContain('成员 9');
    await shot('meeting-body');
  });

  test('the convener calls; whoever else may not', async () => {
    await button('通知开会').click();
    await page.getByRole('heading', { level: 1, name: '通知开会 · 小区联席会议' }).waitFor();
    await page.getByLabel('地点', { exact: true }).fill('小区党员服务中心联席会议办公室');
    await page.getByLabel('议题 1', { exact: true }).fill('楼道杂物清理');
    await button('再加一个议题').click();
    await page.getByLabel('议题 2', { exact: true }).fill('门禁卡换发');
    await shot('meeting-call');
    await button('通知开会').click();
    await page.locator('[data-tour="timeline"]').waitFor();
    expect(await page.getByRole('main').textContent()).toContain('会议记录由小区联席会议登记。');
    await become(ESTATE, 'xyb-committee');
    await openBody('小区联席会议');
    expect(await page.getByRole('main').textContent()).toContain('开会由召集人通知。');
    expect(await button('通知开会').count()).toBe(0);
  });

  test('the clerk keeps the minutes: who came, what was said and resolved; too few votes for is told and not refused', async () => {
    await become(ESTATE, 'xyb-clerk');
    await openBody('小区联席会议');
    await page.locator('[data-tour="meeting"]').filter({ hasText: '楼道杂物清理' }).click();
    await button('登记会议记录').click();
    await page.getByRole('heading', { level: 1, name: '登记会议记录 · 小区联席会议' }).waitFor();
    await button('全部到会').click();
    await come('演示·昆业委四', '请假');
    await come('演示·昆代表二', '委托到会');
    await page.getByLabel('演示·昆代表二 受托人').fill('演示·昆代参');
    await page.getByLabel('讨论情况').first().fill('各楼道统一清理一次。');
    await button('添加决议').first().click();
    await page.getByLabel('决议编号').fill('演示联席〔2026〕6号');
    await page.getByLabel('决议内容').fill('本周末统一清理楼道杂物。');
    await page.getByLabel('赞成').fill('4');
    await page.getByLabel('反对').fill('3');
    await page.getByLabel('弃权').fill('1');
    await choose(page.locator('[id$="-body"]'), '召集人');
    await page.getByLabel('负责人（姓名或单位）').fill('演示·昆业委');
    await shot('meeting-minutes');
    await button('存草稿').click();
    await page.locator('[data-tour="timeline"]').waitFor();
    expect(await page.getByRole('main').textContent()).toContain('记录中');
    await button('继续登记会议记录').click();
    await button('定稿').click();
    await page.locator('[data-tour="meeting-warnings"]').waitFor();
    const text = (await page.getByRole('main').textContent()) ?? '';
    expect(text).toContain('到会 8 人，应到 9 人');
    expect(text).toContain('演示·昆代表二（演示·昆代参代）');
    expect(await page.locator('[data-tour="meeting-warnings"]').textContent()).toContain(
      '赞成人数没有超过到会人数的一半',
    );
    await shot('meeting-held');
  });

  test('the resolution waits for whoever is charged with it, and is done with what they tell', async () => {
    await become(ESTATE, 'xyb-convener');
    const task = page.locator('[data-tour="meeting-task"]').filter({ hasText: '演示联席〔2026〕6号' });
    await task.waitFor();
    await shot('meeting-tasks');
    await task.click();
    const card = page.locator('[data-tour="resolution"]').filter({ hasText: '演示联席〔2026〕6号' });
    await card.getByRole('button', { name: named('登记落实情况') }).click();
    await card.getByLabel('办得怎样').fill('已全部清理。');
    await card.getByText('已办结', { exact: true }).click();
    await card.getByRole('button', { name: named('确定') }).click();
    await card.getByText('已全部清理。').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: '我的待办' }).click();
    await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
    await task.waitFor({ state: 'detached' });
  });

  test('closed minutes are corrected with a reason; what stood there stays to be read; paper and book follow', async () => {
    await become(ESTATE, 'xyb-clerk');
    await openBody('小区联席会议');
    await page.locator('[data-tour="meeting"]').filter({ hasText: '楼道杂物清理' }).click();
    await button('更正会议记录').click();
    await page.getByRole('heading', { level: 1, name: '更正会议记录 · 小区联席会议' }).waitFor();
    await page.getByLabel('赞成').fill('7');
    await page.getByLabel('反对').fill('0');
    await page.getByLabel('更正理由').fill('票数登记时看错行');
    await button('更正').click();
    const history = page.locator('[data-tour="timeline"]');
    await history.getByText('更正会议记录').waitFor();
    expect(await history.textContent()).toContain('演示联席〔2026〕6号 · 赞成：4 → 7');
    expect(await history.textContent()).toContain('理由：票数登记时看错行');
    await shot('meeting-corrected');
    await button('打印纪要').click();
    const paper = page.locator('[data-tour="paper"]');
    await paper.waitFor();
    expect(await paper.textContent()).toContain('演示数据·人员虚构');
    expect(await paper.textContent()).toContain('赞成 7，反对 0，弃权 1');
    expect(await paper.textContent()).toContain('票数登记时看错行');
    await shot('meeting-paper');
    await page.getByRole('navigation').getByRole('link', { name: '台账' }).click();
    await page.locator('.task-card').filter({ hasText: '联席会议决议台账' }).first().click();
    await page.getByRole('heading', { level: 1, name: '联席会议决议台账' }).waitFor();
    const row = page.locator('tr').filter({ hasText: '演示联席〔2026〕6号' });
    expect(await row.textContent()).toContain('已全部清理。');
    await row.getByRole('link', { name: '查看' }).click();
    await page.locator('[data-tour="timeline"]').waitFor();
  });

  test('the rotating chair: whose turn it is follows from who has chaired; out of turn only with a reason', async () => {
    await become(COMMITTEE, 'bh-clerk');
    await openBody('联合党委推进会');
    const before = await facts();
    expect(before).toContain('前召开，还没有会议记录，请安排。');
    const turn = /这次轮到 (\S+?) 主持/.exec(before)?.[1] ?? '';
    expect(turn).toBe('演示成员单位06');
    await shot('meeting-rotating');
    await button('通知开会').click();
    await page.getByLabel('议题 1', { exact: true }).fill('年终评议准备');
    watched.allow(/status of 422/);
    await choose(page.locator('#meeting-chair'), '演示成员单位01');
    await button('通知开会').click();
    await page.getByRole('alert').filter({ hasText: '这次轮到 演示成员单位06 主持' }).waitFor();
    await page.getByLabel(/改由他人主持的，请写明理由/).fill('演示成员单位06当日值班');
    await button('通知开会').click();
    await page.locator('[data-tour="timeline"]').waitFor();
    expect(await page.getByRole('main').textContent()).toContain('原轮到 演示成员单位06，演示成员单位06当日值班');
    await openBody('联合党委推进会');
    expect(await facts()).toContain('这次轮到 演示成员单位06 主持');
  });

  test('three meetings and one review: only the next of the round may be called', async () => {
    await become(COUNCIL, 'xb-clerk');
    await openBody('居民议事会（三会一评）');
    expect(await facts()).toContain('本轮可以开的会：述职评议');
    expect(await facts()).toContain('多久开一次：资料未载明');
    await button('通知开会').click();
    await page.getByRole('heading', { level: 1, name: /通知开会/ }).waitFor();
    expect(await page.getByLabel(/^群众意见收集会/).isDisabled()).toBe(true);
    await shot('meeting-stages');
  });

  test('nothing went wrong on the way', () => {
    expect(watched.unexpected()).toEqual([]);
  });
});
