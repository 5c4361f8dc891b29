import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@cebao/engine';
import type { CaseReply, SignatureRecord } from '@cebao/server/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeOneOf } from './become.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { named } from './desk.ts';
import { fillForm } from './fill-form.ts';
import { castOf, policyAt } from './packs.ts';
import { type RunningService, startService } from './service.ts';

const _RULES = fileURLToPath(new URL('../rules', import.meta.url));
const COMMUNITY = 'nm/bayannur/urad-front/demo-town-01/demo-community-01';
const FLOW = 'uradfront.select.reserve';
const CANDIDATE = '演示人选甲';
const WHY = '有一项情况须进一步核实（演示）';

const cast = castOf('nm-bayannur-urad-front');
const departments = cast.people.filter(({ id }) => id.startsWith('urad-dept-')).map(({ id }) => id);
const policy = policyAt(COMMUNITY);

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let caseId = '';

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser);
  page = watched.page;
  await page.goto(service.link);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const become = (person: string) => becomeOneOf(page, cast, person);

const step = () => page.locator('[data-tour="step"]');
const timeline = () => page.locator('[data-tour="timeline"] .ant-timeline-item');

/** Fills the form of a step of the flow and presses its button. */
async function submit(id: string, data: Record<string, JsonValue>): Promise<void> {
  const found = policy.findFlow(FLOW)?.steps.find((one) => one.id === id);
  const form = policy.findForm(found?.form ?? '');
  if (!found || !form) throw new Error(`no step ${id}`);
  await step().locator('.ant-card-head-title').getByText(found.title, { exact: true }).waitFor();
  const before = await timeline().count();
  await fillForm(page, form, data);
  await step()
    .getByRole('button', { name: named(found.action ?? '提交') })
    .click();
  await timeline().nth(before).waitFor();
}

async function takeTask(title = CANDIDATE): Promise<void> {
  await page.locator('[data-tour="task"]').filter({ hasText: title }).first().click();
  await step().waitFor();
}

/** What the service tells the person who is signed in now. */
async function told<T = CaseReply>(path = ''): Promise<{ status: number; value: T; text: string }> {
  const reply = await page.request.get(`${service.address}/api/v1/cases/${caseId}${path}`);
  const text = await reply.text();
  return { status: reply.status(), value: JSON.parse(text) as T, text };
}

describe.sequential('两级联审 by 19 departments', { timeout: 240_000 }, () => {
  test('a community recommends, the banner visits, the town reviews', async () => {
    await become('urad-community-01');
    await page.goto(`${service.address}/open`);
    await page.getByText('后备人选推荐表').first().waitFor();
    const form = policy.findForm('uradfront.form.recommendation');
    if (!form) throw new Error('no form');
    await fillForm(page, form, {
      candidate: CANDIDATE,
      way: 'self',
      targetPost: 'secretary',
      age: 35,
      education: 'bachelor',
      channels: ['微信公众号', '居务公开栏'],
      announcedOn: '2026-11-02',
      recommendation: '熟悉社区情况，参与工作主动。（演示）',
    });
    await page.getByRole('button', { name: named('建立办件并提交') }).click();
    await timeline().first().waitFor();
    caseId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

    await become('urad-org-01');
    await takeTask();
    await submit('assess', {
      visitedOn: '2026-11-10',
      group: ['liaisonBannerLeader', 'leadUnitLeader', 'coBuildingUnitLeader'],
      talksWith: ['twoCommittee', 'representatives'],
      assessmentResult: 'suggested',
      assessmentOpinion: '走访反映较好。（演示，只供组织部）',
    });
    await become('urad-town-01');
    await takeTask();
    expect((await told()).text).not.toContain('只供组织部');
    await submit('townReview', {
      townMeetingOn: '2026-11-12',
      townMinutesNo: '演示镇01党纪〔2026〕7号',
      townResult: 'pass',
      townOpinion: '同意提请。（演示）',
    });
    await become('urad-org-01');
    await takeTask();
    await submit('jointReview', { requestedOn: '2026-11-13', reviewScope: '请按职责核查任职资格。' });
    await page.getByText('0 / 19').waitFor();
  });

  test('19 departments answer, one objects; each sees its own answer and no other', async () => {
    expect(departments).toHaveLength(19);
    for (const [index, department] of departments.entries()) {
      await become(department);
      await takeTask();
      const objects = index === 4;
      await step()
        .getByRole('radio', { name: objects ? '不通过' : '通过', exact: true })
        .check();
      if (objects) {
        await step()
          .getByRole('button', { name: named('出具意见并签署') })
          .click();
        await step().getByText('请写明理由').waitFor();
        await step().getByLabel('意见说明').fill(WHY);
      }
      const before = await timeline().count();
      await step()
        .getByRole('button', { name: named('出具意见并签署') })
        .click();
      await timeline().nth(before).waitFor();
      const { value, text } = await told();
      const record = value.state.steps['jointReview'];
      expect(record?.signatures.map(({ actor }) => actor.person)).toEqual([department]);
      expect(record?.required).toHaveLength(1);
      expect(text.includes(WHY)).toBe(objects);
      for (const secret of ['只供组织部', '熟悉社区情况', '同意提请', '"objecting"'])
        expect(text).not.toContain(secret);
    }
  });

  test('a department finds its own record only, no paper and no register', async () => {
    await become('urad-dept-02');
    const record = await told<SignatureRecord>('/signatures?step=jointReview');
    expect(record.value).toMatchObject({ partial: true, withheld: true, intact: true });
    expect(record.value.rows).toHaveLength(1);
    expect(record.value.settled).toBeUndefined();
    expect((await told('/prints/jointReviewSheet')).status).toBe(404);
    const registers = await page.request.get(`${service.address}/api/v1/registers/uradfront.register.files`);
    expect(registers.status()).toBe(404);
    await become('urad-administrator');
    expect((await told()).status).toBe(404);
  });

  test('the organisation department sees all, and decides against the advice with a reason', async () => {
    await become('urad-org-01');
    await takeTask();
    const before = await told();
    expect(before.value.state.data['jointReview']).toMatchObject({ result: 'refused', total: 19, objects: 1 });
    expect(before.text).toContain(WHY);
    await page.getByText('汇总意见（有部门提出不通过），提请旗委组织部研究').first().waitFor();
    await submit('conclude', {
      orgMeetingOn: '2026-11-20',
      orgMinutesNo: '演示组纪〔2026〕3号',
      orgResult: 'qualified',
      orgReason: '该项情况已核实，不影响任职。（演示）',
    });
    await submit('enterPool', { fileNo: '演示档2026-901', enteredOn: '2026-11-21' });
    await page.getByRole('link', { name: /会签记录/ }).click();
    await page.getByRole('heading', { level: 1, name: '会签记录' }).waitFor();
    expect(await page.locator('.paper tbody tr').count()).toBe(19);
    expect(await page.locator('.paper').textContent()).not.toContain(WHY);
    expect((await told('/prints/jointReviewSheet')).text).not.toContain(CANDIDATE);
    await page.goto(`${service.address}/registers/uradfront.register.files`);
    await page.getByText('演示档2026-901').first().waitFor();
    expect(watched.unexpected()).toEqual([]);
  });

  test('the community sees that it is over for now, not how', async () => {
    await become('urad-community-01');
    const { text, value } = await told();
    expect(Object.keys(value.state.steps)).toEqual(['recommend']);
    expect(value.state.done).toEqual(['recommend']);
    for (const secret of [WHY, '已核实', '演示档', '只供组织部', '"refused"']) expect(text).not.toContain(secret);
  });
});
