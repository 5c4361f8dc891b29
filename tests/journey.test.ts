import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseEvent } from '@cebao/casework';
import { openLibsqlStore } from '@cebao/store/libsql';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { Desk, named } from './desk.ts';
import { fieldOf, openList } from './fill-form.ts';
import {
  BENEFICIARY,
  CIVIL_AFFAIRS,
  COMMITTEE,
  EVALUATOR,
  FILLED,
  OPINIONS,
  ORGANISATION,
  PARTY,
  PAYMENTS,
  RESIDENT,
  SERVICES,
  SIGNER,
  TOWN,
  WORKER,
} from './main-job.ts';
import { COMMUNITY, FLOW, personOf, policy, stepOf } from './packs.ts';
import { type RunningService, startService } from './service.ts';
import { sheetRows, unzip } from './unzip.ts';

const NEED = FILLED['projectisation/collect'].needTitle;
const PROJECT = FILLED['projectisation/writeProjectBook'].projectTitle;
const MINUTES = { name: '镇党委会议纪要.txt', text: '演示：同意立项，金额 198000.50 元。' };
const FIRST_APPLICATION = 185_000;

let service: RunningService;
let browser: Browser;
let watched: WatchedPage;
let desk: Desk;
/** The case of this journey. */
let id = '';

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchBrowser()]);
  watched = await openPage(browser);
  desk = new Desk(watched.page, service.address);
});

afterAll(async () => {
  await browser?.close();
  await service?.close();
});

/** A journey ends where it fails: what comes after would only say so again. */
let broken = false;
beforeEach(({ task, onTestFailed, skip }) => {
  if (broken) skip('an earlier part of the journey failed');
  onTestFailed(async () => {
    broken = true;
    const path = join(tmpdir(), 'cebao-journey-failed.png');
    await watched?.page.screenshot({ path, fullPage: true }).catch(() => {});
    console.error(`the journey failed at "${task.name}", on ${watched?.page.url()}; the screen is kept in ${path}`);
  });
});

/** As this person: take up the task that waits on the first page, fill it in, submit. */
async function does(person: string, step: keyof typeof FILLED, title: string, next: readonly string[]): Promise<void> {
  await desk.become(person);
  await desk.takeTask(title, step);
  await desk.submit(step, FILLED[step]);
  await desk.expectOutline(step, next);
}

/** As this person: take a step that is open to them but nobody's duty. */
async function doesUnasked(person: string, step: string, data: object): Promise<void> {
  await desk.become(person);
  await desk.findCase(PROJECT);
  await desk.chooseStep(step);
  await desk.submit(step, data as never);
}

describe.sequential('the main job on the screen, by the whole cast', { timeout: 120_000 }, () => {
  test('signs in by the one-time link, once', async () => {
    await desk.signIn(service.link);
    const { page } = desk;
    expect(page.url()).toBe(`${service.address}/`);
    expect(await page.locator('.demo-banner').textContent()).toBe('演示数据·人员虚构');
    expect(await page.locator('.person-button').textContent()).toContain(personOf(PARTY).name);
    const again = await fetch(`${service.address}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: service.address },
      body: JSON.stringify({ link: new URL(service.link).hash.replace('#link=', '') }),
    });
    expect(again.status).toBe(401);
  });

  test('the residents committee opens a case with a need, and the need is assessed', async () => {
    const { page } = desk;
    const step = 'projectisation/collect';
    await desk.become(COMMITTEE);
    await page.getByRole('link', { name: '新建办件' }).click();
    await page.getByRole('heading', { level: 1, name: '新建办件' }).waitFor();
    await desk.fill(step, FILLED[step]);
    await page.getByRole('button', { name: named('建立办件并提交') }).click();
    await page.waitForURL(/\/cases\/[^/]+$/);
    id = new URL(page.url()).pathname.split('/')[2] ?? '';
    await page.getByRole('heading', { level: 1, name: NEED }).waitFor();
    await desk.happened(2, '办理“征集需求”');
    await desk.expectOutline(step, ['projectisation/assess']);
    expect((await desk.outlineOf('购买规范化')).state).toBe('等待');
    await does(COMMITTEE, 'projectisation/assess', NEED, ['projectisation/writeProjectBook']);
  });

  test('the social organisation writes the project book, and it enters the library', async () => {
    await does(ORGANISATION, 'projectisation/writeProjectBook', NEED, ['projectisation/enterLibrary']);
    await desk.page.getByRole('heading', { level: 1, name: PROJECT }).waitFor();
    await does(COMMITTEE, 'projectisation/enterLibrary', PROJECT, ['projectisation/apply']);
  });

  test('while it applies, it sees at once which way the amount goes', async () => {
    const step = 'projectisation/apply';
    await desk.become(ORGANISATION);
    await desk.takeTask(PROJECT, step);
    const form = stepOf(step).form;
    if (form === undefined) throw new Error('no form');
    await desk.fill(step, FILLED[step]);
    const amount = fieldOf(desk.page, form, 'appliedAmount');
    const route = desk.decisions.filter({
      hasText: policy.findDecision('ejinhoro.procurement.threshold/route')?.title ?? '',
    });
    const shows = (words: string) => route.filter({ hasText: words }).waitFor();
    await shows('自行采购');
    await shows('政策依据：待补');
    await amount.fill('200000.01');
    await shows('公开招投标');
    await amount.fill('200000');
    await shows('自行采购');
    await amount.fill('200000.01');
    await shows('公开招投标');
    await amount.fill(String(FIRST_APPLICATION));
    await shows('自行采购');
    const before = await desk.timeline.count();
    await desk.press(step);
    await desk.happened(before + 1, '办理“申请项目资金”');
    await desk.expectOutline(step, ['procurement/review']);
    expect((await desk.outlineOf('需求项目化')).state).toBe('已办');
    expect(await desk.summary()).toMatchObject({ 申请金额: expect.stringContaining('185,000.00'), 立项金额: '—' });
  });

  test('the community party organisation returns it for correction, and it comes again', async () => {
    const { page } = desk;
    await desk.become(PARTY);
    await desk.takeTask(PROJECT, 'procurement/review');
    const before = await desk.timeline.count();
    await page.getByRole('button', { name: named('退回补正') }).click();
    const dialog = page.getByRole('dialog', { name: '退回补正' });
    await dialog.getByRole('button', { name: named('确定') }).click();
    await dialog.getByText('请填写内容').waitFor();
    await dialog.getByRole('radio', { name: '申请项目资金' }).check();
    await dialog.getByRole('textbox').fill('申请金额与项目书预算不一致，请核对。');
    await dialog.getByRole('button', { name: named('确定') }).click();
    await desk.happened(before + 1, '退回“申请项目资金”补正');
    expect(await desk.timeline.first().textContent()).toContain('请核对');
    expect(await page.locator('.page-extra .ant-tag').textContent()).toBe('退回补正');

    await desk.become(ORGANISATION);
    const task = await desk.task(PROJECT, 'projectisation/apply').textContent();
    expect(task).toContain('退回原因：申请金额与项目书预算不一致，请核对。');
    await desk.takeTask(PROJECT, 'projectisation/apply');
    expect(await desk.step.getByRole('alert').first().textContent()).toContain(personOf(PARTY).name);
    const form = stepOf('projectisation/apply').form;
    if (form === undefined) throw new Error('no form');
    expect(await fieldOf(page, form, 'appliedAmount').inputValue()).toBe('185,000.00');
    await desk.submit('projectisation/apply', { appliedAmount: FILLED['projectisation/apply'].appliedAmount });
    await desk.expectOutline('projectisation/apply', ['procurement/review']);
    expect(await desk.summary()).toMatchObject({ 申请金额: expect.stringContaining('199,999.99') });
    expect(await page.locator('.page-extra .ant-tag').textContent()).toBe('办理中');
  });

  test('reviewed by the community, decided by the town with the minutes attached', async () => {
    await does(PARTY, 'procurement/review', PROJECT, ['procurement/townDecision']);
    const step = 'procurement/townDecision';
    await desk.become(TOWN);
    await desk.takeTask(PROJECT, step);
    await desk.step
      .locator('input[type="file"]')
      .setInputFiles({ name: MINUTES.name, mimeType: 'text/plain', buffer: Buffer.from(MINUTES.text) });
    await desk.step.locator('.file-tag').filter({ hasText: MINUTES.name }).waitFor();
    await desk.submit(step, FILLED[step]);
    await desk.expectOutline(step, ['procurement/purchase']);
    const file = desk.page.getByRole('link', { name: MINUTES.name });
    const [download] = await Promise.all([desk.page.waitForEvent('download'), file.click()]);
    expect(readFileSync(await download.path(), 'utf8')).toBe(MINUTES.text);
  });

  test('the approval sheet is ready, on the screen and as a Word file', async () => {
    const { page } = desk;
    const title = '购买社会工作服务项目立项审批表';
    await page.locator('[data-tour="papers"]').getByRole('link', { name: title }).click();
    const paper = page.locator('[data-tour="paper"]');
    await paper.getByRole('heading', { name: title }).waitFor();
    const rows = await paper
      .locator('tr')
      .evaluateAll((found) =>
        found.map((row) => [row.querySelector('th')?.textContent, row.querySelector('td')?.textContent]),
      );
    const shown = Object.fromEntries(rows) as Record<string, string>;
    expect(shown).toMatchObject({
      所在社区: '演示社区01',
      项目名称: PROJECT,
      申请单位: '演示社会组织001',
      申请金额: expect.stringContaining('199,999.99'),
      立项金额: expect.stringContaining('198,000.50'),
      社区党组织评审结论: '通过',
      镇党委会议纪要编号: '镇党委〔2026〕2号',
      决策结论: '同意立项',
    });
    expect(await paper.textContent()).toContain('演示数据·人员虚构');
    expect(await paper.textContent()).toContain('镇党委（盖章）');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载 Word' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${title}-${PROJECT}.docx`);
    const files = unzip(readFileSync(await download.path()));
    expect(files.get('word/document.xml')).toContain('198,000.50');
    expect([...files.values()].join('')).toContain('演示数据·人员虚构');
    await page.getByRole('link', { name: '返回办件' }).click();
    await page.getByRole('heading', { level: 1, name: PROJECT }).waitFor();
  });

  test('purchased, contracted, started', async () => {
    await does(SIGNER, 'procurement/purchase', PROJECT, ['procurement/signContract']);
    await does(SIGNER, 'procurement/signContract', PROJECT, ['procurement/startProject']);
    await does(SIGNER, 'procurement/startProject', PROJECT, ['implementation/plan', 'implementation/engage']);
    expect((await desk.outlineOf('购买规范化')).state).toBe('已办');
    expect(await desk.summary()).toMatchObject({
      申请金额: expect.stringContaining('199,999.99'),
      立项金额: expect.stringContaining('198,000.50'),
      合同金额: expect.stringContaining('197,500.25'),
      采购方式: '自行采购',
    });
  });

  test('the plan is signed by three, then disclosed', async () => {
    const step = 'implementation/plan';
    await desk.become(ORGANISATION);
    await desk.takeTask(PROJECT, step);
    await desk.submit(step, FILLED[step]);
    expect((await desk.outlineOf(stepOf(step).title)).state).not.toBe('已办');
    for (const person of [ORGANISATION, COMMITTEE, WORKER]) {
      await desk.become(person);
      if (person !== ORGANISATION) await desk.takeTask(PROJECT, step);
      expect(await desk.step.textContent()).toContain(FILLED[step].planContent);
      await desk.sign(step);
    }
    await desk.expectOutline(step, ['implementation/disclose']);
    await does(COMMITTEE, 'implementation/disclose', PROJECT, ['implementation/deliver']);
  });

  test('a third party is engaged; never the implementing organisation itself', async () => {
    const step = 'implementation/engage';
    const { page } = desk;
    await desk.become(SIGNER);
    await desk.takeTask(PROJECT, step);
    const form = stepOf(step).form;
    if (form === undefined) throw new Error('no form');

    // The list does not offer it.
    await page
      .locator('.ant-select')
      .filter({ has: fieldOf(page, form, 'evaluator') })
      .last()
      .click();
    await openList(page).locator('.ant-select-item-option').first().waitFor();
    await fieldOf(page, form, 'evaluator').fill('演示社会组织001');
    await openList(page).locator('.ant-select-item-option').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');

    // Who asks for it all the same is refused by the service.
    const reply = await watched.context.request.get(`${service.address}/api/v1/cases/${id}`);
    const { version } = (await reply.json()) as { version: number };
    const refused = await watched.context.request.post(`${service.address}/api/v1/cases/${id}/commands`, {
      headers: { 'idempotency-key': 'journey-engage-refused', origin: service.address },
      data: { version, command: { type: 'submit', step, data: { ...FILLED[step], evaluator: 'demo-org-001' } } },
    });
    expect(refused.status()).toBe(422);
    const problem = (await refused.json()) as { issues: { code: string; message: string }[] };
    expect(problem.issues[0]).toMatchObject({
      code: 'evaluatorNotIndependent',
      message: expect.stringMatching(/[\u4e00-\u9fff]/),
    });

    await desk.submit(step, FILLED[step]);
    expect((await desk.outlineOf(stepOf(step).title)).state).toBe('已办');
  });

  test('services are delivered, supervised and paid for', async () => {
    await desk.become(WORKER);
    await desk.takeTask(PROJECT, 'implementation/deliver');
    for (const service of SERVICES) {
      await desk.chooseStep('implementation/deliver');
      await desk.submit('implementation/deliver', service);
    }
    await desk.expectOutline('implementation/engage', ['implementation/finish']);
    await doesUnasked(EVALUATOR, 'implementation/supervise', FILLED['implementation/supervise']);
    await doesUnasked(SIGNER, 'implementation/payment', PAYMENTS[0] as object);
    expect(await desk.summary()).toMatchObject({ '支付金额（累计）': expect.stringContaining('98,750.10') });
  });

  test('finished; accepted by a third party whom the community party organisation invites', async () => {
    await does(ORGANISATION, 'implementation/finish', PROJECT, ['implementation/acceptance']);
    const step = 'implementation/acceptance';
    await desk.become(PARTY);
    await desk.takeTask(PROJECT, step);
    const before = await desk.timeline.count();
    await desk.fill(step, { ...FILLED[step], acceptanceBy: 'implementingOrg' });
    watched.allow(/status of 422 .*\/commands$/);
    await desk.press(step);
    await desk.step
      .getByRole('alert')
      .filter({ hasText: policy.words('notThirdParty') })
      .waitFor();
    expect(await desk.timeline.count()).toBe(before);
    await desk.submit(step, { acceptanceBy: FILLED[step].acceptanceBy });
    await desk.expectOutline(step, ['branding/selfEvaluation', 'branding/thirdPartyEvaluation']);
    await doesUnasked(SIGNER, 'implementation/payment', PAYMENTS[1] as object);
    expect(await desk.summary()).toMatchObject({
      申请金额: expect.stringContaining('199,999.99'),
      立项金额: expect.stringContaining('198,000.50'),
      合同金额: expect.stringContaining('197,500.25'),
      '支付金额（累计）': expect.stringContaining('197,500.25'),
    });
  });

  test('evaluated from three sides, heard from both representatives', async () => {
    await does(ORGANISATION, 'branding/selfEvaluation', PROJECT, ['branding/thirdPartyEvaluation']);
    await does(EVALUATOR, 'branding/thirdPartyEvaluation', PROJECT, ['branding/sustainabilityEvaluation']);
    await doesUnasked(RESIDENT, 'branding/representativeOpinion', OPINIONS[0] as object);
    await doesUnasked(BENEFICIARY, 'branding/representativeOpinion', OPINIONS[1] as object);
    await does(PARTY, 'branding/sustainabilityEvaluation', PROJECT, ['branding/conclude']);
  });

  test('the person in charge keeps it against the reference, and must say why', async () => {
    const step = 'branding/conclude';
    await desk.chooseStep(step);
    const before = await desk.timeline.count();
    await desk.fill(step, FILLED[step]);
    await desk.decisions.filter({ hasText: '73' }).first().waitFor();
    watched.allow(/status of 422 .*\/commands$/);
    await desk.press(step);
    await desk.step
      .getByRole('alert')
      .filter({ hasText: policy.words('reasonForDifferingMissing') })
      .waitFor();
    expect(await desk.timeline.count()).toBe(before);
    await desk.submit(step, { conclusionReason: '居民需要，予以保留。' });
    await desk.expectOutline(step, ['branding/archive', 'branding/satisfaction', 'branding/brand']);
  });

  test('satisfaction, brand, archive: the case is over and kept', async () => {
    await desk.chooseStep('branding/satisfaction');
    await desk.submit('branding/satisfaction', FILLED['branding/satisfaction']);
    await doesUnasked(ORGANISATION, 'branding/brand', FILLED['branding/brand']);
    await does(PARTY, 'branding/archive', PROJECT, []);
    const { page } = desk;
    await page.getByText(`已办结：${policy.words('kept')}`).waitFor();
    expect(await page.locator('.page-extra .ant-tag').textContent()).toBe('已办结');
    expect(await page.locator('[data-tour="papers"]').getByRole('link').allTextContents()).toEqual(
      [...(policy.findFlow(FLOW)?.prints ?? []).map(({ title }) => title), '会签记录：制定实施方案'].map((title) =>
        expect.stringContaining(title),
      ),
    );
    for (const stage of ['需求项目化', '购买规范化', '实施专业化', '创建品牌化'])
      expect((await desk.outlineOf(stage)).state, stage).toBe('已办');
    await page.getByRole('navigation').getByRole('link', { name: '我的待办' }).click();
    await page.locator('[data-tour="task"]').filter({ hasText: PROJECT }).waitFor({ state: 'detached' });
  });

  test('the banner finds it in the book of purchases, and takes the book along as xlsx', async () => {
    const { page } = desk;
    await desk.become(CIVIL_AFFAIRS);
    await page.getByRole('link', { name: '台账', exact: true }).click();
    await page.locator('[data-tour="register"]').filter({ hasText: '购买服务台账' }).click();
    await page.getByRole('searchbox', { name: '在台账中查找' }).fill(PROJECT);
    await page.getByText('显示 1 条，').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 Excel' }).click(),
    ]);
    const files = unzip(readFileSync(await download.path()));
    const rows = sheetRows(files);
    expect(rows.flat()).toContain('演示数据·人员虚构');
    const head = rows.find((row) => row.includes('项目名称')) ?? [];
    const row = rows.filter((cells) => cells[head.indexOf('项目名称')] === PROJECT);
    expect(row).toHaveLength(1);
    const cell = (title: string) => row[0]?.[head.indexOf(title)];
    expect(head).toEqual(
      policy.registers.find(({ title }) => title === '购买服务台账')?.columns.map(({ title }) => title),
    );
    expect(cell('所在社区')).toBe('演示社区01');
    expect(row[0]).toEqual(expect.arrayContaining(['199999.99', '198000.5', '197500.25']));
  });

  test('nothing went wrong in the page: no error, no breach of the content security policy', () => {
    expect(watched.unexpected()).toEqual([]);
  });

  test('the database tells the same story', async () => {
    await service.stop();
    expect(service.said()).not.toContain('requestFailed');
    const opened = await openLibsqlStore({ path: join(service.dataDir, 'cebao.db'), cell: 'main', demo: true });
    if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
    const store = opened.value;
    try {
      const stored = await store.readStream(`case/${id}`);
      const events = stored.map(({ body }) => body as unknown as CaseEvent);
      const told = events.map((event) => {
        const { person, role } = event.actor;
        const about =
          'step' in event
            ? event.step
            : event.type === 'returned'
              ? event.to
              : event.type === 'opened'
                ? event.flow
                : '';
        return `${person} ${role} ${event.type} ${about}`;
      });
      expect(told).toEqual(
        STORY.map(([person, type, about]) => `${person} ${personOf(person).assignments[0]?.role} ${type} ${about}`),
      );
      expect(stored.map(({ version }) => version)).toEqual(stored.map((_, index) => index + 1));
      expect(events.every(({ caseId }) => caseId === id)).toBe(true);
      expect(events[0]).toMatchObject({ type: 'opened', place: COMMUNITY });
      expect(await store.verifyChain()).toMatchObject({ ok: true });

      // What was typed is what is kept, to the fen.
      const data = Object.assign(
        {},
        ...events.map((event) => (event.type === 'submitted' ? event.data : {})),
      ) as object;
      expect(data).toMatchObject({
        appliedAmount: 199_999.99,
        approvedAmount: 198_000.5,
        contractAmount: 197_500.25,
        planMethods: ['个案', '小组'],
        catalogueChecked: true,
        evaluator: 'demo-evaluator-01',
      });
      const paid = events.flatMap((event) =>
        event.type === 'submitted' && event.step === 'implementation/payment' ? [event.data['paymentAmount']] : [],
      );
      expect(paid).toEqual([98_750.1, 98_750.15]);

      // Every decision is kept with the policy it was made under.
      const decisions = await store.readDecisions(id);
      const asked = decisions.map(({ decision }) => decision);
      for (const decision of [
        'ejinhoro.procurement.threshold/route',
        'ejinhoro.procurement.threshold/splitting',
        'ejinhoro.project.implementation/plan',
        'ejinhoro.procurement.third-party/independence',
        'ejinhoro.project.implementation/acceptance',
        'ejinhoro.project.evaluation/overall',
        'ejinhoro.service.four-izations/dual-satisfaction',
        'ejinhoro.project.evaluation/brand',
      ])
        expect(asked).toContain(decision);
      const byEvent = new Map(stored.map(({ id: event, type }) => [event, type]));
      for (const record of decisions) {
        expect(record.revision).toBe(events[0]?.type === 'opened' ? events[0].revision : '');
        expect(record.region).toBe(COMMUNITY);
        expect(byEvent.get(record.eventId ?? '')).toBe('submitted');
      }
      expect(await store.readRevision(decisions[0]?.revision ?? '')).toMatchObject({
        revision: decisions[0]?.revision,
      });
      const route = decisions.filter(({ decision }) => decision === 'ejinhoro.procurement.threshold/route');
      expect(route.map(({ facts }) => (facts as { projectAmount: number }).projectAmount)).toEqual(
        expect.arrayContaining([FIRST_APPLICATION, 199_999.99, 198_000.5, 197_500.25]),
      );

      // The minutes are kept byte by byte.
      const decided = events.find((event) => event.type === 'submitted' && event.step === 'procurement/townDecision');
      const attachment = decided?.type === 'submitted' ? decided.attachments?.[0] : undefined;
      const kept = await store.readAttachment(attachment ?? '');
      expect(kept?.name).toBe(MINUTES.name);
      expect(Buffer.from(kept?.bytes ?? []).toString()).toBe(MINUTES.text);
    } finally {
      await store.close();
    }
  });
});

/** Every event of the case, in order: who, what, at which step. */
const STORY: readonly (readonly [person: string, type: CaseEvent['type'], about: string])[] = [
  [COMMITTEE, 'opened', FLOW],
  [COMMITTEE, 'submitted', 'projectisation/collect'],
  [COMMITTEE, 'submitted', 'projectisation/assess'],
  [ORGANISATION, 'submitted', 'projectisation/writeProjectBook'],
  [COMMITTEE, 'submitted', 'projectisation/enterLibrary'],
  [ORGANISATION, 'submitted', 'projectisation/apply'],
  [PARTY, 'returned', 'projectisation/apply'],
  [ORGANISATION, 'submitted', 'projectisation/apply'],
  [PARTY, 'submitted', 'procurement/review'],
  [TOWN, 'submitted', 'procurement/townDecision'],
  [SIGNER, 'submitted', 'procurement/purchase'],
  [SIGNER, 'submitted', 'procurement/signContract'],
  [SIGNER, 'submitted', 'procurement/startProject'],
  [ORGANISATION, 'submitted', 'implementation/plan'],
  [ORGANISATION, 'signed', 'implementation/plan'],
  [COMMITTEE, 'signed', 'implementation/plan'],
  [WORKER, 'signed', 'implementation/plan'],
  [COMMITTEE, 'submitted', 'implementation/disclose'],
  [SIGNER, 'submitted', 'implementation/engage'],
  [WORKER, 'submitted', 'implementation/deliver'],
  [WORKER, 'submitted', 'implementation/deliver'],
  [EVALUATOR, 'submitted', 'implementation/supervise'],
  [SIGNER, 'submitted', 'implementation/payment'],
  [ORGANISATION, 'submitted', 'implementation/finish'],
  [PARTY, 'submitted', 'implementation/acceptance'],
  [SIGNER, 'submitted', 'implementation/payment'],
  [ORGANISATION, 'submitted', 'branding/selfEvaluation'],
  [EVALUATOR, 'submitted', 'branding/thirdPartyEvaluation'],
  [RESIDENT, 'submitted', 'branding/representativeOpinion'],
  [BENEFICIARY, 'submitted', 'branding/representativeOpinion'],
  [PARTY, 'submitted', 'branding/sustainabilityEvaluation'],
  [PARTY, 'submitted', 'branding/conclude'],
  [PARTY, 'submitted', 'branding/satisfaction'],
  [ORGANISATION, 'submitted', 'branding/brand'],
  [PARTY, 'submitted', 'branding/archive'],
];
