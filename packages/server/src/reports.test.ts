import { createRulebook } from '@cebao/pack';
import type { Store } from '@cebao/store';
import { createMemoryStore } from '@cebao/store/memory';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { repositoryPacks } from '../tests/repository.ts';
import { unwrap } from '../tests/service.ts';
import { type Client, createClient } from './client/index.ts';
import { createDemo } from './demo/create-demo.ts';
import { readDemoScenes } from './demo/read-demo-files.ts';
import { eachDocument } from './each-document.ts';
import { createLink, createServer } from './index.ts';
import { createPolicies } from './policies.ts';
import { readSheet } from './read-sheet.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { ADOPTED_REPORTS, PLACE_ANSWERS } from './report-book.ts';
import { registerWorkbook } from './xlsx.ts';

const RULES = new URL('../../../rules', import.meta.url).pathname;
const BANNER = 'nm/ordos/ejin-horo';
const COMMUNITY = `${BANNER}/demo-town-01/demo-community-01`;
const COMMITTEE = 'demo-committee-01';
const CIVIL_AFFAIRS = 'demo-civil-affairs-01';
const SERVICES = 'ejinhoro.report.service-quarter';
const BASICS = 'ejinhoro.report.community-quarter';
const VOLUNTEERS = 'ejinhoro.report.volunteer-quarter';
const FUNDS = 'ejinhoro.report.funds-year';

let app: Hono;
let store: Store;
let now = Date.parse('2026-11-25T01:30:00Z');
const clients = new Map<string, Client>();

const packs = repositoryPacks();

beforeAll(async () => {
  store = createMemoryStore({ cell: 'test', demo: true });
  const scenes = readDemoScenes(RULES);
  const first = scenes.ok ? scenes.value[0] : undefined;
  if (!first) throw new Error('no scene');
  const clock = () => now;
  const made = await createDemo(store, createRulebook(packs), [first], clock);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  const server = await createServer({
    packs,
    store,
    clock,
    signInRate: { burst: 1000, perSecond: 1000 },
    onFailure: (_reference, error) => console.error(error),
  });
  if (!server.ok) throw new Error(JSON.stringify(server.issues));
  app = server.value;
}, 120_000);

async function as(person: string): Promise<Client> {
  const known = clients.get(person);
  if (known) return known;
  const link = await createLink(store, { person, clock: () => now });
  const response = await app.request('/api/v1/sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: link?.link }),
  });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const client = createClient({
    fetch: (url, init) =>
      app.request(url, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } }),
  });
  clients.set(person, client);
  return client;
}

const report = async (id: string, period?: string, place = COMMUNITY) =>
  unwrap(await (await as(COMMITTEE)).report(id, { place, ...(period === undefined ? {} : { period }) }));
const kinds = (reply: { lines: readonly { element: string; kind: string }[] }) =>
  Object.fromEntries(reply.lines.map(({ element, kind }) => [element, kind]));

describe('reports of a place', () => {
  test('what registers hold is there already; the sum is that of the register, and shows where it comes from', async () => {
    const reply = await report(SERVICES);
    expect(reply.lines.every(({ text }) => text !== undefined)).toBe(true);
    expect(reply.form.schema).toMatchObject({ properties: {}, required: [] });
    expect(reply.handling?.answer.value).toMatchObject({ handling: 'generated', issuedToGrassroots: false });
    const committee = await as(COMMITTEE);
    const payments = unwrap(await committee.register('ejinhoro.register.payments', { place: COMMUNITY })).rows;
    const sum = payments
      .filter(({ cells }) => String(cells['paidOn']).startsWith('2026'))
      .reduce((fen, { cells }) => fen + Math.round(Number(cells['paymentAmount']) * 100), 0);
    expect(sum).toBeGreaterThan(0);
    const paid = reply.lines.find(({ element }) => element === 'paidAmountTotal');
    expect(paid?.text?.replace(/[^\d.]/g, '')).toBe((sum / 100).toFixed(2));
    expect(paid?.sourceTitle).toBe('支付台账');
    expect(paid?.source).toMatchObject({ from: 'register', take: 'sum' });
    const newest = paid?.source?.from === 'register' ? paid.source.newest : undefined;
    expect(payments.map(({ caseId }) => caseId)).toContain(newest?.caseId);
  });

  test('only the delta is asked for, and what another department asks for is asked once', async () => {
    const basics = await report(BASICS);
    expect(Object.keys(basics.form.schema['properties'] as object)).toEqual([
      'householdCount',
      'residentCount',
      'gridCount',
      'gridWorkerCount',
      'communityWorkerCount',
      'contactPhone',
    ]);
    const volunteers = await report(VOLUNTEERS);
    expect(kinds(volunteers)).toEqual({
      householdCount: 'asked',
      communityWorkerCount: 'asked',
      volunteerCount: 'ask',
      serviceSessionCount: 'computable',
      lastServiceTitle: 'held',
      nextPlan: 'ask',
    });
    expect(volunteers.lines[0]?.askedBy).toMatchObject({ report: BASICS, requestedBy: '旗委社会工作部' });
    expect(Object.keys(volunteers.form.schema['properties'] as object)).toEqual(['volunteerCount', 'nextPlan']);
  });

  test('of what is worked out only the missing part is asked for', async () => {
    const funds = await report(FUNDS);
    expect(funds.lines.find(({ element }) => element === 'fundsTotal')).toMatchObject({
      kind: 'ask',
      waitsFor: [{ element: 'matchedFunds', title: '自筹资金' }],
    });
    expect(Object.keys(funds.form.schema['properties'] as object)).toEqual(['matchedFunds']);
  });

  test('an answer is kept once and fills the next report; handed in only when complete, by whose task it is', async () => {
    const committee = await as(COMMITTEE);
    const basics = await report(BASICS);
    const volunteers = await report(VOLUNTEERS);
    const early = await committee.answerReport(VOLUNTEERS, {
      place: COMMUNITY,
      period: volunteers.period,
      version: 0,
      values: { volunteerCount: 42, nextPlan: '继续开展' },
      file: true,
    });
    expect(early.ok ? '' : early.problem.issues[0]).toMatchObject({
      code: 'reportIncomplete',
      params: { missing: ['辖区户数', '社区工作人员数'] },
    });
    const request = {
      place: COMMUNITY,
      period: basics.period,
      version: 0,
      values: {
        householdCount: 820,
        residentCount: 2310,
        gridCount: 6,
        gridWorkerCount: 8,
        communityWorkerCount: 9,
        contactPhone: '演示电话',
      },
      file: true,
    };
    const foreign = await (await as(CIVIL_AFFAIRS)).answerReport(BASICS, request);
    expect(foreign.ok ? 0 : [foreign.problem.status, foreign.problem.issues[0]?.code]).toEqual([403, 'notYourReport']);
    const key = 'the-same-key';
    const filed = unwrap(await committee.answerReport(BASICS, request, key));
    expect(filed.filings).toHaveLength(1);
    expect(unwrap(await committee.answerReport(BASICS, request, key)).version).toBe(filed.version);
    const stale = await committee.answerReport(BASICS, { ...request, values: { gridCount: 7 } });
    expect(stale.ok ? 0 : [stale.problem.status, stale.problem.code]).toEqual([409, 'staleReport']);

    const next = await report(VOLUNTEERS);
    expect(next.lines[0]).toMatchObject({
      kind: 'held',
      text: '820',
      source: { from: 'answer', report: BASICS, requestedBy: '旗委社会工作部' },
      sourceBody: '居委会',
    });
    expect(next.lines[0]?.sourceTitle).toContain('演示');
  });

  test('a value that is there is said otherwise with a reason only, and both are kept', async () => {
    const committee = await as(COMMITTEE);
    const { version, period, lines } = await report(SERVICES);
    const before = lines.find(({ element }) => element === 'serviceSessionCount')?.text;
    const request = { place: COMMUNITY, period, version, values: { serviceSessionCount: 99 } };
    const bare = await committee.answerReport(SERVICES, request);
    expect(bare.ok ? '' : bare.problem.issues[0]?.code).toBe('reasonForOther');
    const reply = unwrap(
      await committee.answerReport(SERVICES, {
        ...request,
        reasons: { serviceSessionCount: '一场活动尚未登记' },
      }),
    );
    expect(reply.lines.find(({ element }) => element === 'serviceSessionCount')).toMatchObject({
      text: '99',
      instead: { text: before },
      source: { from: 'answer', reason: '一场活动尚未登记' },
    });
    // Said for the quarter, it is not said for another period.
    const earlier = await report(SERVICES, '2026-Q3');
    expect(earlier.lines.find(({ element }) => element === 'serviceSessionCount')?.source?.from).toBe('register');
  });

  test('what is true for a quarter is asked for again in the next one, what is always true is not', async () => {
    const before = now;
    now = Date.parse('2027-01-11T01:30:00Z');
    clients.clear();
    const next = kinds(await report(BASICS));
    expect(next).toMatchObject({ householdCount: 'ask', gridCount: 'ask', contactPhone: 'held' });
    now = before;
    clients.clear();
    expect(kinds(await report(BASICS, '2026-Q3'))['householdCount']).toBe('ask');
  });

  test('the share saved is that of the pack, for the place itself; a place above sees how many have handed in', async () => {
    const mine = unwrap(await (await as(COMMITTEE)).reports({ place: COMMUNITY }));
    expect(mine.reduction).toMatchObject({ before: 4, after: 3 });
    expect(mine.reduction?.asked?.answer.value).toEqual({ reductionRate: 0.25 });
    expect(mine.rows.find(({ id }) => id === VOLUNTEERS)?.counts).toMatchObject({ fields: 6, ask: 2, spared: 0.6667 });
    // What people filled in for a report is not spared, and the report not made by the system.
    expect(mine.rows.find(({ id }) => id === BASICS)).toMatchObject({
      generated: false,
      counts: { fields: 8, filled: 6, ask: 0, spared: 0.25 },
    });
    expect(mine.rows.find(({ id }) => id === SERVICES)).toMatchObject({ generated: true, counts: { spared: 1 } });
    const above = unwrap(await (await as(CIVIL_AFFAIRS)).reports({ place: BANNER }));
    expect(above.rows).toEqual([]);
    expect(above.reduction).toBeUndefined();
    expect(above.below.find(({ id }) => id === BASICS)).toMatchObject({ filed: 1 });
    const foreign = await (await as('demo-committee-01')).reports({ place: `${BANNER}/demo-town-01` });
    expect(foreign.ok ? 0 : foreign.problem.status).toBe(404);
  });
});

test('a report goes out as a workbook, for those who may export', async () => {
  const client = await as(COMMITTEE);
  const address = client.reportUrl(SERVICES, { place: COMMUNITY, period: '2026-Q4' });
  const link = await createLink(store, { person: COMMITTEE, clock: () => now });
  const session = await app.request('/api/v1/sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: link?.link }),
  });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const response = await app.request(address, { headers: { cookie } });
  expect(response.status).toBe(200);
  const rows = await readSheet(new Uint8Array(await response.arrayBuffer()));
  expect(rows.flat()).toEqual(expect.arrayContaining(['支付金额合计', '支付台账', '演示数据·人员虚构']));
  expect((await app.request(address)).status).toBe(401);
});

describe('a department’s sheet', () => {
  const fields = ['总户数（户）', '服务场次', '志愿者人数', '独居老人探访人次', '活动场地情况'];

  test('is read from a workbook, from csv and from JSON, and matched by names and synonyms', async () => {
    const desk = await as(CIVIL_AFFAIRS);
    const sheet = await registerWorkbook(
      {
        id: 'sheet',
        title: '社区服务情况统计表',
        kind: 'cases',
        demo: false,
        columns: fields.map((title, index) => ({ id: `c${index}`, title, format: 'text' })),
        rows: [],
      } as never,
      '2026-11-25',
    );
    for (const bytes of [
      new Uint8Array(sheet),
      new TextEncoder().encode(`社区服务情况统计表\n${fields.join(',')}\n`),
      new TextEncoder().encode(JSON.stringify({ title: '社区服务情况统计表', fields })),
    ]) {
      const read = unwrap(await desk.readTemplate(bytes, { place: BANNER }));
      expect(read.title).toBe('社区服务情况统计表');
      expect(read.fields.map(({ title }) => title)).toEqual(fields);
      expect(read.fields.map(({ matches: [best] }) => (best?.how === 'same' ? best.element : undefined))).toEqual([
        'householdCount',
        'serviceSessionCount',
        'volunteerCount',
        undefined,
        undefined,
      ]);
    }
    for (const bad of ['', '[]', '{"fields":[1]}']) {
      const refused = await desk.readTemplate(new TextEncoder().encode(bad), { place: BANNER });
      expect(refused.ok).toBe(false);
    }
    const stranger = await (await as(COMMITTEE)).readTemplate(new TextEncoder().encode('["a"]'), { place: COMMUNITY });
    expect(stranger.ok ? 0 : stranger.problem.status).toBe(403);
  });

  test('is taken up with confirmed fields, asks for what is new only, and ends', async () => {
    const desk = await as(CIVIL_AFFAIRS);
    const request = {
      place: BANNER,
      title: '社区服务情况统计表',
      requestedBy: '旗卫生健康委',
      period: 'quarter' as const,
      level: 'village-community' as const,
      answeredBy: ['residentsCommittee'],
      fields: [
        { title: '总户数', element: 'householdCount' },
        { title: '服务场次', element: 'serviceSessionCount' },
        { title: '志愿者人数', element: 'volunteerCount' },
        { title: '独居老人探访人次', define: { type: 'integer' as const, unit: '人次', keeps: 'period' as const } },
      ],
    };
    const unconfirmed = await desk.adoptReport({ ...request, fields: [{ title: '总户数' }] });
    expect(unconfirmed.ok ? '' : unconfirmed.problem.issues[0]?.code).toBe('fieldNotConfirmed');
    const { id } = unwrap(await desk.adoptReport(request));
    const reply = await report(id);
    expect(reply.lines.map(({ kind }) => kind)).toEqual(['held', 'held', 'asked', 'ask']);
    expect(reply.form.schema['required']).toHaveLength(1);
    const [element] = reply.form.schema['required'] as [string];
    const read = unwrap(await desk.readTemplate(new TextEncoder().encode('["独居老人探访人次"]'), { place: BANNER }));
    expect(read.fields[0]?.matches[0]).toMatchObject({ element, how: 'same' });
    const elements = unwrap(await (await as(COMMITTEE)).elements({ place: COMMUNITY }));
    expect(elements.find((one) => one.id === element)).toMatchObject({ title: '独居老人探访人次', own: true });
    expect((await (await as(COMMITTEE)).endReport(id, 'x')).ok).toBe(false);
    unwrap(await desk.endReport(id, '与季度表重复'));
    const gone = await (await as(COMMITTEE)).report(id, { place: COMMUNITY });
    expect(gone.ok ? 0 : gone.problem.status).toBe(404);
  });
});

test('dropped and made again from the events, answers and reports are the same', async () => {
  const snapshot = async () => {
    const found: string[] = [];
    for (const collection of [PLACE_ANSWERS, ADOPTED_REPORTS])
      for await (const { key, value } of eachDocument(store, collection)) found.push(JSON.stringify([key, value]));
    return found;
  };
  const before = await snapshot();
  expect(before).toHaveLength(2);
  await rebuildProjections(store, createPolicies(packs, store));
  expect(await snapshot()).toEqual(before);
});
