import type { JsonValue } from '@cebao/engine';
import type { StatementReply } from '@cebao/server/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeOneOf } from './become.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { named } from './desk.ts';
import { fillForm } from './fill-form.ts';
import { castOf, policyAt } from './packs.ts';
import { type RunningService, startService } from './service.ts';

// The fund account of an estate, played through in the desk by its cast: money comes in, an expense is proposed, resolved,
// signed by three, paid and published; what is not there is not paid; the books that people keep, by hand and by file.

const PLACE = 'nm/ordos/dongsheng/_/kundulun-community/xinyuan-b';
const ACCOUNT = 'dongsheng.xinyuanb.fund-account';

const policy = policyAt(PLACE);
const cast = castOf('nm-ordos-dongsheng-kundulun-community-xinyuan-b');

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

const become = (person: string) => becomeOneOf(page, cast, person);

async function fill(form: string, data: Record<string, JsonValue>): Promise<void> {
  const found = policy.findForm(form);
  if (!found) throw new Error(form);
  const owner = policy.flows.flatMap(({ steps }) => steps).find((one) => one.form === form);
  if (new URL(page.url()).pathname.startsWith('/cases/'))
    await step()
      .locator('.ant-card-head-title')
      .getByText(owner?.title ?? '', { exact: true })
      .waitFor();
  await fillForm(page, found, data);
}

const step = () => page.locator('[data-tour="step"]');
const timeline = () => page.locator('[data-tour="timeline"] .ant-timeline-item');
const press = async (button: string): Promise<void> => {
  const before = await timeline().count();
  await step()
    .getByRole('button', { name: named(button) })
    .click();
  await timeline().nth(before).waitFor();
};
const takeTask = async (title: string, what = ''): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: '我的待办' }).click();
  await page.locator('[data-tour="task"]').filter({ hasText: title }).filter({ hasText: what }).first().click();
  await step().waitFor();
};
const openBook = async (title: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: '台账' }).click();
  await page.locator('.task-card').filter({ hasText: title }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};
const balance = async (): Promise<string> => (await page.locator('[data-tour="balance"]').textContent()) ?? '';
const told = async (): Promise<StatementReply> =>
  (await (
    await page.request.get(`${service.address}/api/v1/accounts/${encodeURIComponent(ACCOUNT)}?place=${PLACE}`)
  ).json()) as StatementReply;

describe.sequential('小区公益基金', { timeout: 240_000 }, () => {
  let start = 0;

  test('money comes in and stands in the account at once', async () => {
    await become('xyb-clerk');
    await openBook('小区公益基金账户');
    start = (await told()).balance;
    expect(await balance()).toBe(`${start.toLocaleString('en', { minimumFractionDigits: 2 })} 元`);
    await page.getByRole('link', { name: '办理：公益基金收入' }).click();
    await fill('dongsheng.xinyuanb.form.income', {
      source: 'publicResourceIncome',
      incomeAmount: 1234.56,
      receivedOn: '2026-11-20',
      payer: '演示快递柜公司',
      incomeVoucher: '演示收901',
    });
    await page.getByRole('button', { name: named('建立办件并提交') }).click();
    await timeline().first().waitFor();
    await openBook('小区公益基金账户');
    expect((await told()).balance).toBeCloseTo(start + 1234.56, 6);
    const line = page.locator('.ant-table-row').filter({ hasText: '演示快递柜公司' });
    expect(await line.textContent()).toContain('小区公共资源收入');
    expect(await line.textContent()).toContain('1,234.56');
  });

  test('an expense is proposed, resolved, signed by three people and paid', async () => {
    watched.allow(/status of 422/, 'often');
    await page.getByRole('link', { name: '办理：公益基金支出' }).click();
    await fill('dongsheng.xinyuanb.form.expense', {
      purpose: 'cultureSport',
      forProfit: true,
      amount: 888.88,
      payee: '演示鲜花店',
      payReason: '重阳节敬老活动',
    });
    await page.getByRole('button', { name: named('建立办件并提交') }).click();
    await page.getByText('用于盈利性活动').first().waitFor();
    await fill('dongsheng.xinyuanb.form.expense', { forProfit: false });
    await page.getByRole('button', { name: named('建立办件并提交') }).click();
    await timeline().first().waitFor();
    await fill('dongsheng.xinyuanb.form.expense-resolution', {
      meetingOn: '2026-11-22',
      minutesNo: '演示联席〔2026〕901号',
      resolutionResult: 'agreed',
      resolvedAmount: 888.88,
      resolutionOpinion: '同意用款。（演示）',
    });
    await press('登记决议');
    await fill('dongsheng.xinyuanb.form.payment-order', { orderAmount: 888.88, payWay: 'transfer' });
    await press('提交付款单');
    for (const person of ['xyb-convener', 'xyb-committee', 'xyb-representative']) {
      await become(person);
      await takeTask('重阳节敬老活动');
      // What was proposed and resolved is signed too, and stands beside the order.
      expect(await step().textContent()).toContain('演示鲜花店');
      expect(await step().textContent()).toContain('演示联席〔2026〕901号');
      await press('签署');
    }
    await become('xyb-clerk');
    await takeTask('重阳节敬老活动');
    await fill('dongsheng.xinyuanb.form.payment', {
      paidOn: '2026-11-25',
      paidAmount: 888.88,
      paymentVoucher: '演示付901',
    });
    await page.getByRole('region', { name: '规则判定（参考）' }).getByText('可以支付').waitFor();
    await press('登记付款');
    expect((await told()).balance).toBeCloseTo(start + 1234.56 - 888.88, 6);
  });

  test('what is not in the account is not paid, in two tabs neither, and the page says how much is missing', async () => {
    await takeTask('健身场地改造');
    await fill('dongsheng.xinyuanb.form.expense-resolution', {
      meetingOn: '2026-11-23',
      minutesNo: '演示联席〔2026〕902号',
      resolutionResult: 'agreed',
      resolvedAmount: 80000,
      resolutionOpinion: '同意，资金到位后付款。（演示）',
    });
    await press('登记决议');
    await fill('dongsheng.xinyuanb.form.payment-order', { orderAmount: 80000, payWay: 'transfer' });
    await press('提交付款单');
    expect(await timeline().first().textContent()).toContain('付款单金额超过账户结余');
    for (const person of ['xyb-convener', 'xyb-committee', 'xyb-representative']) {
      await become(person);
      await takeTask('健身场地改造');
      await press('签署');
    }
    await become('xyb-clerk');
    await takeTask('健身场地改造');
    const payment = { paidOn: '2026-11-25', paidAmount: 80000, paymentVoucher: '演示付902' };
    await fill('dongsheng.xinyuanb.form.payment', payment);
    const before = await told();
    await step()
      .getByRole('button', { name: named('登记付款') })
      .click();
    const problem = page.getByRole('alert').filter({ hasText: '不足以支出 80000 元' });
    await problem.waitFor();
    expect(await problem.textContent()).toContain(`还差 ${Math.round(8_000_000 - before.balance * 100) / 100} 元`);
    expect(await told()).toEqual(before);
    // Money comes in on another tab; then two tabs pay at once, and one payment is made.
    const here = page.url();
    const tabs = await Promise.all([1, 2].map(() => watched.context.newPage()));
    const added = await page.request.post(`${service.address}/api/v1/cases`, {
      headers: { 'idempotency-key': 'fund-test-income', origin: service.address },
      data: {
        flow: 'dongsheng.xinyuanb.fund-income',
        place: PLACE,
        submit: true,
        data: { source: 'govStartup', incomeAmount: 100000, receivedOn: '2026-11-24', payer: '演示街道办事处' },
      },
    });
    expect(added.status()).toBe(201);
    watched.allow(/status of 409/, 'often');
    const form = policy.findForm('dongsheng.xinyuanb.form.payment');
    if (!form) throw new Error('no form');
    for (const tab of tabs) {
      await tab.goto(here);
      await fillForm(tab, form, payment);
    }
    await Promise.all(
      tabs.map((tab) =>
        tab
          .locator('[data-tour="step"]')
          .getByRole('button', { name: named('登记付款') })
          .click(),
      ),
    );
    await Promise.race(tabs.map((tab) => tab.getByRole('alert').filter({ hasText: '办件已有更新' }).waitFor()));
    expect((await told()).balance).toBeCloseTo(before.balance + 100000 - 80000, 6);
    for (const tab of tabs) await tab.close();
  });

  test('the month is printed with its balance, and residents read it without the cases', async () => {
    await become('xyb-resident');
    await openBook('小区公益基金账户');
    const statement = await told();
    expect(statement.lines.every(({ caseId }) => caseId === undefined)).toBe(true);
    expect(await page.locator('.ant-table-row a').count()).toBe(0);
    expect(await page.getByRole('link', { name: /^办理/ }).count()).toBe(0);
    await page.getByRole('button', { name: '打印对账单' }).click();
    const sheet = page.locator('[data-tour="statement"]');
    await sheet.waitFor();
    const text = (await sheet.textContent()) ?? '';
    for (const shown of ['演示数据·人员虚构', '居民代表', '本月合计', '重阳节敬老活动']) expect(text).toContain(shown);
    const total = await sheet.locator('.statement-total .amount').allTextContents();
    expect(total.at(-1)).toBe(statement.closing.toLocaleString('en', { minimumFractionDigits: 2 }));
    await page.getByRole('link', { name: '返回账户' }).click();
    await page.getByRole('navigation').getByRole('link', { name: '台账' }).click();
    await page.locator('.task-card').filter({ hasText: '小区公益基金账户' }).waitFor();
    expect(await page.locator('.task-card').filter({ hasText: '联席会议成员名册' }).count()).toBe(0);
  });

  test('a book kept by hand: what the pack says about it follows its records; each change has a reason', async () => {
    await become('xyb-clerk');
    await openBook('联席会议成员名册');
    const card = page.locator('section').filter({ hasText: '联席会议组成是否合规' });
    await card.getByText('符合', { exact: true }).waitFor();
    await page
      .locator('.ant-table-row')
      .filter({ hasText: '演示·昆代表三' })
      .getByRole('link', { name: '查看' })
      .click();
    await page.getByRole('heading', { level: 1, name: 'r3' }).waitFor();
    await page.getByRole('button', { name: named('终止') }).click();
    const drawer = page.getByRole('dialog', { name: '终止' });
    await drawer.getByLabel('最后有效的一天').fill('2026-11-24');
    await drawer.getByRole('button', { name: named('保存') }).click();
    await drawer.getByText('请填写理由').waitFor();
    await drawer.getByLabel('理由').fill('搬离小区');
    await drawer.getByRole('button', { name: named('保存') }).click();
    await drawer.waitFor({ state: 'hidden' });
    expect(await page.locator('[data-tour="history"]').textContent()).toContain('理由：搬离小区');
    await openBook('联席会议成员名册');
    await card.getByText('不符合').first().waitFor();
    expect(await page.locator('.ant-table-row').count()).toBe(8);
    await page.getByLabel('查看日期').fill('2026-11-24');
    await page.locator('.ant-table-row').nth(8).waitFor();
  });

  test('a file is rehearsed first, each bad row told, and then kept', async () => {
    await openBook('联席会议成员名册');
    await page.getByRole('link', { name: named('导入') }).click();
    await page.getByRole('heading', { level: 1, name: /^导入/ }).waitFor();
    const head = '人员编号,姓名,身份（可兼任）,是否在业委会名单上（主任在内）,是否为召集人\n';
    const choose = (name: string, rows: string) =>
      page
        .locator('input[type="file"]')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(`${head}${rows}\n`) });
    await choose('坏.csv', 'r4,演示·昆代表四,住户,否,否');
    const outcome = page.locator('[data-tour="rehearsal"]');
    await outcome.getByText('问题提示 1 条').waitFor();
    expect(await outcome.locator('.ant-table-row').textContent()).toContain('C 身份');
    expect(await page.getByRole('button', { name: /^导入 \d/ }).count()).toBe(0);
    await choose('好.csv', 'r4,演示·昆代表四,居民代表,否,否');
    await outcome.getByText('没有问题，可以导入').waitFor();
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await outcome.getByText('已导入 1 行').waitFor();
    await openBook('联席会议成员名册');
    const card = page.locator('section').filter({ hasText: '联席会议组成是否合规' });
    await card.getByText('符合', { exact: true }).waitFor();
    expect(await page.locator('.ant-table-row').count()).toBe(9);
  });

  test('on a phone nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const pages = [
      '/registers',
      `/accounts/${ACCOUNT}?place=${PLACE}`,
      '/registers/dongsheng.xinyuanb.joint-meeting.register.members',
      `/registers/dongsheng.xinyuanb.joint-meeting.register.members/add?place=${PLACE}`,
      `/registers/dongsheng.xinyuanb.joint-meeting.register.members/import?place=${PLACE}`,
    ];
    for (const path of pages) {
      await page.goto(`${service.address}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, path).toBeLessThanOrEqual(0);
    }
    expect(watched.unexpected()).toEqual([]);
  });
});
