import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeOneOf } from './become.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { named } from './desk.ts';
import { fillForm } from './fill-form.ts';
import { type Cast, castOf, policyAt } from './packs.ts';
import { type RunningService, startService } from './service.ts';

// Played through in the desk by their casts: needs and resources of two communities brought together and taken back; an order
// from 点单 to 签单; a whistle of a community that departments report in to.

const _RULES = fileURLToPath(new URL('../rules', import.meta.url));
const THREE = 'ordos.demand.three-lists';
const dongsheng = castOf('nm-ordos');
const nuanquan = castOf('nm-hulunbuir-yakeshi-nuanquan');
const ordos = policyAt('nm/ordos/dongsheng/_/binhe');
const street = policyAt('nm/hulunbuir/yakeshi/nuanquan/demo-community-01');

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

const become = (cast: Cast, person: string) => becomeOneOf(page, cast, person);

const step = () => page.locator('[data-tour="step"]');
const timeline = () => page.locator('[data-tour="timeline"] .ant-timeline-item');

async function fill(policy: Policy, form: string, data: Record<string, JsonValue>): Promise<void> {
  const found = policy.findForm(form);
  if (!found) throw new Error(form);
  await fillForm(page, found, data);
}

async function press(button: string): Promise<void> {
  const before = await timeline().count();
  await step()
    .getByRole('button', { name: named(button) })
    .click();
  await timeline().nth(before).waitFor();
}

async function open(flow: string): Promise<void> {
  await page.goto(`${service.address}/open?flow=${flow}`);
  await page.locator('.ant-card-head-title').first().waitFor();
}

async function takeTask(title: string): Promise<void> {
  await page.goto(`${service.address}/`);
  await page.locator('[data-tour="task"]').filter({ hasText: title }).first().click();
  await step().waitFor();
}

describe('供需对接', () => {
  test('a community sees who fits and why, confirms a part, finds the project, and takes it back', async () => {
    await become(dongsheng, 'ds-desk-binhe');
    await page.getByRole('navigation').getByRole('link', { name: '台账' }).click();
    await page.locator('[data-tour="match"]').filter({ hasText: '需求与资源对接' }).click();
    const need = page.locator('[data-need]').filter({ hasText: '独居老人助餐' });
    await need.getByText('待对接 30，共需 30').waitFor();
    await page.getByText('暂无可对接的资源：缺少服务类别为“健康服务”的资源').waitFor();
    await need.getByRole('link', { name: '查看并对接' }).click();
    await page.getByRole('heading', { level: 1, name: '独居老人助餐' }).waitFor();
    const first = page.locator('[data-candidate]').first();
    expect(await first.locator('.match-reasons li').allTextContents()).toEqual([
      '服务类别一致：为老服务',
      '就在本地',
      '还可承接 20',
    ]);
    await page.getByText('「服务类别」不一致：需求为“为老服务”，资源为“社区治理”。').waitFor();
    await first.getByRole('button', { name: named('确认对接') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('对接数量').fill('12');
    await dialog.getByRole('button', { name: named('确认') }).click();
    await page.getByRole('heading', { name: '已对接（1）' }).waitFor();
    await need.getByText('待对接 18，共需 30').waitFor();
    await page.getByRole('link', { name: '已列入社区项目清单' }).click();
    await page.getByRole('heading', { level: 1, name: '独居老人助餐（演示社会组织甲）' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: named('撤销') }).click();
    const undo = page.getByRole('dialog');
    await undo.getByLabel('撤销理由').fill('承接方退出');
    await undo.getByRole('button', { name: named('撤销') }).click();
    await page.getByText('撤销：承接方退出').waitFor();
    await need.getByText('待对接 30，共需 30').waitFor();
    await page.getByRole('link', { name: /打印/ }).click();
    await page.locator('.paper').getByText('心理健康讲座').waitFor();
    expect(await page.locator('.paper').getByText('演示数据·人员虚构').count()).toBe(1);
  }, 90_000);

  test('点单 → 下单 → 买单 → 签单: each by its own hand, hours after the signature', async () => {
    await become(dongsheng, 'ds-resident');
    await open('ordos.volunteer.four-slips');
    await fill(ordos, 'ordos.volunteer.four-slips.form.order', {
      need: '帮取快递',
      serviceCategory: 'elderly',
      servedPerson: '演示·滨大爷',
    });
    await page.getByRole('button', { name: named('建立办件并提交') }).click();
    await page.getByRole('heading', { level: 1, name: '点单：帮取快递' }).waitFor();

    await become(dongsheng, 'ds-desk-binhe');
    await page.goto(`${service.address}/matches/ordos.volunteer.four-slips.match`);
    const order = page.locator('[data-need]').filter({ hasText: '帮取快递' });
    await order.getByText('可对接：演示爱心志愿队（滨河社区）').waitFor();
    await order.getByRole('link', { name: '去办件下单' }).click();
    await step().waitFor();
    await fill(ordos, 'ordos.volunteer.four-slips.form.dispatch', { team: '演示爱心志愿队' });
    await press('提交下单');

    await become(dongsheng, 'ds-volunteer');
    await takeTask('帮取快递');
    await fill(ordos, 'ordos.volunteer.four-slips.form.delivery', {
      servedOn: '2026-11-20',
      servedHours: 1.5,
      served: '已送到家',
    });
    await press('提交买单');

    await become(dongsheng, 'ds-served');
    await takeTask('帮取快递');
    await fill(ordos, 'ordos.volunteer.four-slips.form.sign', {
      signedBy: '演示·滨大爷',
      signedAs: 'self',
      satisfaction: 'satisfied',
    });
    await press('签单');

    await become(dongsheng, 'ds-desk-binhe');
    await takeTask('帮取快递');
    await fill(ordos, 'ordos.volunteer.four-slips.form.hours', { creditedHours: 1.5 });
    await press('记入时长');
    await page.getByText('已签单并记入时长').first().waitFor();
    await page.goto(`${service.address}/registers/ordos.volunteer.four-slips.register.hours`);
    await page.getByRole('cell', { name: '帮取快递' }).waitFor();
  }, 120_000);
});

describe('社区吹哨、部门报到', () => {
  test('the community whistles, two departments report in, the street notes what was done, residents rate it', async () => {
    const form = (name: string) => `yakeshi.nuanquan.1128.form.${name}`;
    await become(nuanquan, 'nq-community');
    await open('yakeshi.nuanquan.1128.whistle');
    await fill(street, form('whistle'), {
      issueTitle: '下水井盖破损',
      issue: '井盖破损，行人不安全。',
      calledDepts: ['department-01', 'department-03'],
      whistledOn: '2026-11-20',
    });
    await page.getByRole('button', { name: named('建立办件并提交') }).click();
    await page.getByRole('heading', { level: 1, name: '吹哨：下水井盖破损' }).waitFor();
    for (const [person, words] of [
      ['nq-dept-01', '两人到场，设置围挡'],
      ['nq-dept-03', '更换井盖'],
    ] as const) {
      await become(nuanquan, person);
      await takeTask('下水井盖破损');
      await step().getByText('报到', { exact: true }).click();
      await step().getByLabel('意见说明').fill(words);
      await press('出具意见并签署');
    }
    await become(nuanquan, 'nq-dept-02');
    expect(await page.getByText('下水井盖破损').count()).toBe(0);

    await become(nuanquan, 'nq-street');
    await takeTask('下水井盖破损');
    await page
      .getByRole('button', { name: /社区吹哨 · / })
      .first()
      .click();
    await page.getByText('更换井盖').first().waitFor();
    await page.getByText('两人到场，设置围挡').first().waitFor();
    await fill(street, form('solution'), { solution: '围挡后更换', agreedSolutionOn: '2026-11-20' });
    await press('登记办法');
    await fill(street, form('result'), { resultText: '井盖已更换', resultOn: '2026-11-21' });
    await press('登记结果');

    await become(nuanquan, 'nq-community');
    await takeTask('下水井盖破损');
    await fill(street, form('rating'), { rating: 'satisfied' });
    await press('登记评价');
    await page.getByText('事情已解决，居民已评价').first().waitFor();
    await page.goto(`${service.address}/registers/yakeshi.nuanquan.1128.register.whistles`);
    await page.getByRole('cell', { name: '井盖已更换' }).waitFor();
    expect(watched.unexpected()).toEqual([]);
  }, 120_000);
});

test('the two pages of matching fit a phone', async () => {
  const phone = await openPage(browser, 390);
  await phone.context.addCookies(await watched.context.cookies());
  await become(dongsheng, 'ds-desk-binhe');
  for (const path of [`/matches/${THREE}.match`, '/registers']) {
    await phone.page.goto(`${service.address}${path}`);
    await phone.page.getByRole('heading', { level: 1 }).waitFor();
    const wider = await phone.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
  }
  await phone.context.close();
}, 60_000);
