import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { Desk, named } from './desk.ts';
import { openList } from './fill-form.ts';
import { CIVIL_AFFAIRS, COMMITTEE } from './main-job.ts';
import { type RunningService, startService } from './service.ts';
import { shoot } from './shots.ts';

// 报表预填与去重 played through in the desk by its cast: what registers hold is there already, what one department asks for is
// asked once, a department's own sheet is taken up and asks for what is new only.

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let desk: Desk;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cebao-report-'));
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser);
  page = watched.page;
  desk = new Desk(page, service.address);
  await desk.signIn(service.link);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

const shot = (name: string) => shoot(page, name);
const card = (title: string) => page.locator('[data-tour="report"]').filter({ hasText: title });
const line = (title: string) =>
  page
    .locator('[data-tour="report-lines"] > li')
    .filter({ has: page.locator('.report-line-title', { hasText: title }) });
const field = (name: string) => page.locator(`[data-tour="report-fill"] [id$="_${name}"]`);

async function openReports(): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '报表' }).click();
  await page.getByRole('heading', { level: 1, name: '报表预填与去重' }).waitFor();
}

async function openReport(title: string): Promise<void> {
  await openReports();
  await card(title).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

describe.sequential('报表预填与去重', { timeout: 90_000 }, () => {
  test('the community sees how much of each report is there already, and the share saved', async () => {
    await desk.become(COMMITTEE);
    await openReports();
    expect(await card('购买社会工作服务季度情况表').textContent()).toContain('由系统生成，不用填');
    expect(await card('社区基本情况季度表').textContent()).toContain('要填 6 项');
    expect(await card('志愿服务和社工队伍季度表').textContent()).toContain('其他部门已问 2，要填 2');
    const reduction = page.locator('[data-tour="reduction"]');
    expect(await reduction.textContent()).toContain('报表精减 25%');
    expect(await reduction.textContent()).toContain('共 4 张报表，其中 1 张由系统生成，由人填报 3 张');
    await shot('reports');
  });

  test('a report that registers hold is handed in without filling in anything; each value shows its record', async () => {
    await openReport('购买社会工作服务季度情况表');
    expect(await page.locator('[data-tour="report-fill"]').textContent()).toContain('没有要填的内容，可以直接报送');
    expect(await line('支付金额合计').textContent()).toMatch(/支付台账，\d+ 条合计，最近一条 2026-/);
    expect(await line('合同未支付金额').textContent()).toContain('由合同金额合计、支付金额合计算出');
    await shot('report-held');
    await line('支付金额合计').getByRole('link', { name: '查看记录' }).click();
    await page.locator('[data-tour="timeline"]').waitFor();
    await page.goBack();
    await page
      .locator('[data-tour="report-fill"]')
      .getByRole('button', { name: named('报送') })
      .click();
    await page.locator('[data-tour="filings"]').waitFor();
    expect(await page.locator('[data-tour="report-counts"]').textContent()).toContain('已报送');
  });

  test('what another department asks for already is not asked again; the answer given once fills both', async () => {
    await openReport('志愿服务和社工队伍季度表');
    expect(await line('辖区户数').textContent()).toContain('旗委社会工作部 的《社区基本情况季度表》已经在问');
    expect(await field('householdCount').count()).toBe(0);
    await field('volunteerCount').fill('42');
    await field('nextPlan').fill('继续开展助餐和探访');
    await shot('report-asked');
    await page
      .locator('[data-tour="report-fill"]')
      .getByRole('button', { name: named('保存') })
      .click();
    await line('登记志愿者人数').getByText('42').waitFor();
    await line('辖区户数').getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: '社区基本情况季度表' }).waitFor();
    for (const [name, value] of Object.entries({
      householdCount: '820',
      residentCount: '2310',
      gridCount: '6',
      gridWorkerCount: '8',
      communityWorkerCount: '9',
      contactPhone: '演示电话',
    }))
      await field(name).fill(value);
    await page
      .locator('[data-tour="report-fill"]')
      .getByRole('button', { name: named('保存并报送') })
      .click();
    await page.locator('[data-tour="filings"]').waitFor();
    await openReport('志愿服务和社工队伍季度表');
    await line('辖区户数').getByText('820').waitFor();
    expect(await line('辖区户数').textContent()).toMatch(/居委会 .*在《社区基本情况季度表》中填报（旗委社会工作部）/);
    expect(await page.locator('[data-tour="report-fill"]').textContent()).toContain('可以直接报送');
    await shot('report-prefilled');
  });

  test('a value that is not right is said otherwise with a reason; both stay readable', async () => {
    await line('服务活动场次').or(line('活动场次')).getByRole('button', { name: '不对，改填' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[id$="_serviceSessionCount"]').fill('99');
    await dialog.getByRole('button', { name: named('确定') }).click();
    await dialog.getByText('请写明改填的原因').waitFor();
    await dialog.locator('#differ-reason').fill('一场活动尚未登记');
    await shot('report-differ');
    await dialog.getByRole('button', { name: named('确定') }).click();
    await dialog.waitFor({ state: 'hidden' });
    await line('活动场次').getByText('99').waitFor();
    expect(await line('活动场次').textContent()).toMatch(/原因：一场活动尚未登记；原数据 \d+/);
  });

  test('a department’s sheet is read, confirmed field by field, and asks the community for what is new only', async () => {
    await desk.become(CIVIL_AFFAIRS);
    await openReports();
    expect(await page.locator('[data-tour="report-below"]').first().textContent()).toContain('已报送');
    await shot('reports-above');
    await page.getByRole('button', { name: named('登记部门报表') }).click();
    const file = join(folder, '社区服务统计表.csv');
    writeFileSync(file, '社区服务统计表,,,\n总户数（户）,开展活动次数,志愿者登记人数,独居老人探访人次\n');
    await page.locator('input[type="file"]').setInputFiles(file);
    const sheet = page.locator('[data-tour="report-sheet"]');
    await sheet.waitFor();
    expect(await sheet.textContent()).toContain('共读到 4 个栏目，其中 2 个与目录一致，1 个需要您辨认，1 个目录里没有');
    await sheet.getByLabel('要求部门').fill('旗卫生健康委');
    const choose = async (label: string, option: string) => {
      await sheet.getByRole('combobox', { name: label, exact: true }).click();
      await openList(page).locator(`.ant-select-item-option[title="${option}"]`).click();
    };
    await choose('由谁填报', '居委会');
    const send = sheet.getByRole('button', { name: named('登记报表') });
    expect(await send.isDisabled()).toBe(true);
    await choose('志愿者登记人数 是哪个数据元', '登记志愿者人数');
    await choose('独居老人探访人次 是哪个数据元', '新的数据元');
    await shot('report-sheet');
    await send.click();
    await page.locator('[data-tour="report-below"]').filter({ hasText: '社区服务统计表' }).waitFor();

    await desk.become(COMMITTEE);
    await openReports();
    expect(await card('社区服务统计表').textContent()).toContain('要填 1 项');
    await card('社区服务统计表').click();
    await page.getByRole('heading', { level: 1, name: '社区服务统计表' }).waitFor();
    expect(await page.locator('[data-tour="report-fill"] form input').count()).toBe(1);
    await line('总户数').getByText('820').waitFor();
  });

  test('the dictionary shows where each element comes from', async () => {
    await openReports();
    await page.getByRole('link', { name: '数据元目录' }).click();
    await page.getByRole('heading', { level: 1, name: '数据元目录' }).waitFor();
    await page.getByText('独居老人探访人次').waitFor();
    expect(await page.locator('main').textContent()).toContain('服务记录台账');
    await shot('elements');
  });

  test('on a phone nothing sticks out', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [path, name] of [
      ['/reports', 'phone-reports'],
      ['/reports/ejinhoro.report.funds-year?place=nm/ordos/ejin-horo/demo-town-01/demo-community-01', 'phone-report'],
    ] as const) {
      await desk.goTo(path);
      await page.locator('[data-tour="reduction"], [data-tour="report-lines"]').first().waitFor();
      expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(390);
      await shot(name);
    }
  });

  test('nothing went wrong in the page', () => {
    expect(watched.unexpected()).toEqual([]);
  });
});
