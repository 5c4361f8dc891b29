import type { JsonValue } from '@cebao/engine';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeOneOf } from './become.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { named } from './desk.ts';
import { fillForm } from './fill-form.ts';
import { castOf, policyAt } from './packs.ts';
import { type RunningService, startService } from './service.ts';

// 准入审核 played through in the desk by its cast: a department applies, is returned, completes; the matter is reviewed,
// signed, approved and stands in the lists of the villages it is meant for. A village looks at its list and proposes.

const LIST = 'hulunbuir.list.village-duties';
const BANNER = 'nm/hulunbuir/evenki';
const HERDING = `${BANNER}/demo-sumu-01/demo-village-004`;
const MATTER = '协助草原鼠虫害情况查看';

const policy = policyAt(BANNER);

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

const cast = castOf('nm-hulunbuir');

const become = (person: string) => becomeOneOf(page, cast, person);

async function fill(form: string, data: Record<string, JsonValue>): Promise<void> {
  const found = policy.findForm(form);
  if (!found) throw new Error(form);
  await fillForm(page, found, data, (id) => (id === 'demo-hlbe-department-01' ? '演示农牧部门' : id));
}

/** Takes up a task of the first page. */
async function takeTask(step: string, title = MATTER): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '我的待办' }).click();
  await page.locator('[data-tour="task"]').filter({ hasText: title }).filter({ hasText: step }).first().click();
  await page.locator('[data-tour="step"]').waitFor();
}

const timeline = () => page.locator('[data-tour="timeline"] .ant-timeline-item');

async function press(button: string, happened: string): Promise<void> {
  const before = await timeline().count();
  await page
    .locator('[data-tour="step"]')
    .getByRole('button', { name: named(button) })
    .click();
  await timeline().nth(before).waitFor();
  expect(await timeline().first().textContent()).toContain(happened);
}

const application = {
  requestingBody: 'demo-hlbe-department-01',
  matter: MATTER,
  part: 'lawfulAssist',
  areaTypes: ['pastoral'],
  term: 'longTerm',
};
const elements = {
  legalBasis: '演示文件（2026）1号第三条',
  dutyScope: '协助入户引导',
  process: '部门查看，嘎查引导',
  content: '每季度一次',
};

describe('准入审核', () => {
  test('one matter is weighed against all lists, and the way from there to the application', async () => {
    await become('demo-hlbe-department-01');
    await page.getByRole('navigation').getByRole('link', { name: '清单' }).click();
    await page.locator('.task-card').first().click();
    await page.getByRole('tab', { name: '一事比对' }).click();
    await page.getByLabel('事项名称').fill(MATTER);
    await page.getByRole('checkbox', { name: '牧区' }).check();
    await page.getByRole('button', { name: named('比对') }).click();
    const found = page.locator('[data-tour="matter"]');
    await found.waitFor();
    expect(await found.textContent()).toContain('共比对 9 个地点');
    expect(await found.textContent()).toContain('牧区：5（清单内没有 5）');
    await page.getByRole('link', { name: '申请准入' }).click();
    await page.getByText('事务准入申请表').waitFor();
    expect(await page.locator('[id$="_matter"]').inputValue()).toBe(MATTER);
  });

  test('an application without the four elements is told so, and is returned with what is missing', async () => {
    await fill('hulunbuir.form.admissionApplication', application);
    const decisions = page.getByRole('region', { name: '规则判定（参考）' }).filter({ hasText: '依法协助事务四要素' });
    await decisions.getByText('退回，请写明所缺要素').waitFor();
    expect(await decisions.textContent()).toContain('制度依据、职责范围、运行流程、具体内容');
    await page.getByRole('button', { name: '建立办件并提交' }).click();
    await page.getByRole('heading', { level: 1, name: MATTER }).waitFor();

    await become('demo-hlbe-social-work');
    await takeTask('完整性检查');
    await page.getByRole('button', { name: named('退回补正') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('制度依据、职责范围、运行流程、具体内容没有写明');
    await dialog.getByRole('button', { name: named('确定') }).click();
    await dialog.waitFor({ state: 'hidden' });

    await become('demo-hlbe-department-01');
    await takeTask('提出申请');
    await fill('hulunbuir.form.admissionApplication', elements);
    await press('提交申请', '办理“提出申请”');
  });

  test('it is checked, reviewed, signed by two offices, and approved by minutes', async () => {
    await become('demo-hlbe-social-work');
    await takeTask('完整性检查');
    await fill('hulunbuir.form.admissionCheck', { checkResult: 'complete', checkedOn: '2026-11-25' });
    await press('登记检查结果', '办理“完整性检查”');
    await takeTask('审核');
    await fill('hulunbuir.form.admissionReview', {
      reviewConclusion: 'admit',
      reviewedOn: '2026-11-25',
      reviewOpinion: '依据明确，建议准入',
    });
    await press('登记审核意见', '办理“审核”');
    for (const signer of ['demo-hlbe-organisation', 'demo-hlbe-civil-affairs']) {
      await become(signer);
      await takeTask('审核');
      await press('签署', '签署“审核”');
    }
    await become('demo-hlbe-party');
    await takeTask('批准准入');
    await fill('hulunbuir.form.admissionApproval', {
      approvalMeetingOn: '2026-11-25',
      approvalMinutes: '〔2026〕1号',
      approvalConclusion: '同意准入',
    });
    await press('登记会议结论', '办理“批准准入”');
  });

  test('entered in the list by the case, it stands in the lists of herding villages from its day on', async () => {
    await become('demo-hlbe-social-work');
    await takeTask('调整清单');
    const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
    await fill('hulunbuir.form.admissionListEntry', { changeReason: '经审核准入', effectiveFrom: today });
    await press('列入清单', '办理“调整清单”');
    await page.goto(`${service.address}/lists/${LIST}/place?place=${HERDING}`);
    const entry = page.locator('[data-entry^="admit-"]');
    await entry.waitFor();
    expect(await entry.textContent()).toContain(MATTER);
    expect(await entry.textContent()).toContain('演示文件（2026）1号第三条');
    await page.goto(`${service.address}/lists/${LIST}/place?place=${HERDING}&at=2026-01-01`);
    await page.getByText('依法履职').first().waitFor();
    expect(await page.locator('[data-entry^="admit-"]').count()).toBe(0);
    await page.goto(`${service.address}/lists/${LIST}/place?place=${BANNER}/demo-town-02/demo-village-006`);
    await page.getByText('依法履职').first().waitFor();
    expect(await page.locator(`[data-entry^="admit-"]`).filter({ hasText: MATTER }).count()).toBe(0);
  });

  test('a keeper takes an entry out with a reason; the day before it still stands', async () => {
    await page.goto(`${service.address}/lists/${LIST}/place?place=${HERDING}`);
    const entry = page.locator('[data-entry="assist-flood"]');
    await entry.getByRole('button', { name: named('移出') }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: named('保存') }).click();
    await drawer.getByText('请把带 * 的内容填写完整').waitFor();
    await drawer.getByLabel('理由 *').fill('本嘎查没有河道');
    await drawer.getByRole('button', { name: named('保存') }).click();
    await drawer.waitFor({ state: 'hidden' });
    await entry.waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: '调整记录' }).textContent()).toContain('本嘎查没有河道');
    await page.goto(`${service.address}/lists/${LIST}/place?place=${HERDING}&at=2026-01-01`);
    await page.locator('[data-entry="assist-flood"]').waitFor();
  });

  test('a village looks up a matter that came down, reports it, and proposes a change of its own list', async () => {
    await become('demo-hlbe-village-001');
    await page.getByRole('navigation').getByRole('link', { name: '清单' }).click();
    await page.locator('.task-card').first().click();
    await page.getByPlaceholder('事项名称').fill('安装指定应用软件');
    await page.getByRole('button', { name: named('查一查') }).click();
    const response = page.locator('[data-tour="response"]');
    await response.getByText('可不予承接，并向苏木乡镇（街道）报告').first().waitFor();
    await response.getByRole('link', { name: '向苏木乡镇（街道）报告' }).click();
    await page.getByText('未经准入事项报告').first().waitFor();
    expect(await page.locator('[id$="_unlistedMatter"]').inputValue()).toBe('安装指定应用软件');
    await page.goBack();
    await page.locator('[data-entry="duty-pasture"]').getByRole('link', { name: '提出移出' }).click();
    await page.getByText('清单调整建议表').waitFor();
    await fill('hulunbuir.form.listProposal', { adjustReason: '草场已由苏木统一登记', adjustFrom: '2026-11-25' });
    await page.getByRole('button', { name: '建立办件并提交' }).click();
    await page.getByRole('heading', { level: 1, name: '清单调整：草场承包情况登记' }).waitFor();
    await become('demo-hlbe-social-work');
    await takeTask('核定', '清单调整');
    await fill('hulunbuir.form.listDecision', { adjustResult: 'agree', adjustDecidedOn: '2026-11-25' });
    await press('登记核定结果', '办理“核定”');
    await page.goto(`${service.address}/lists/${LIST}/place?place=${BANNER}/demo-sumu-01/demo-village-001`);
    await page.getByText('依法履职').first().waitFor();
    expect(await page.locator('[data-entry="duty-pasture"]').count()).toBe(0);
  });

  test('the published list is open to everybody, on a phone too; nothing went wrong in the browser', async () => {
    const phone = await openPage(browser, 390);
    await phone.page.goto(`${service.address}/public/lists/${LIST}?place=${BANNER}/demo-sumu-01/demo-village-002`);
    await phone.page.getByText('便民渡口安全提醒').waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await phone.page.getByText('公布').count()).toBeGreaterThan(0);
    expect(phone.unexpected()).toEqual([]);
    expect(watched.unexpected()).toEqual([]);
  });
});
