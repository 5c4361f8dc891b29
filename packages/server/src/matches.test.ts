import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castOf, repositoryPacks } from '../tests/repository.ts';
import { ENGINES, startTestService, type TestService, unwrap } from '../tests/service.ts';
import type { CaseReply, Client } from './client/index.ts';
import { eachDocument } from './each-document.ts';
import { MATCH_BOOKS, MATCHED_NEEDS } from './match-book.ts';
import { createPolicies } from './policies.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { BOOKS, KEPT_RECORDS } from './record-book.ts';
import { REGISTER_RECORDS } from './register-book.ts';

const BINHE = 'nm/ordos/dongsheng/_/binhe';
const KUNDULUN = 'nm/ordos/dongsheng/_/kundulun-community';
const THREE = 'ordos.demand.three-lists';
const MATCH = `${THREE}.match`;
const SLIPS = 'ordos.volunteer.four-slips';

const packs = repositoryPacks();

describe.each(ENGINES)('needs and resources, kept in %s', (engine) => {
  let service: TestService;
  const clients = new Map<string, Client>();
  const as = async (person: string): Promise<Client> => {
    const known = clients.get(person) ?? (await service.as(person));
    clients.set(person, known);
    return known;
  };
  const add = async (person: string, register: string, place: string, data: object, from = '2026-11-02') =>
    unwrap(await (await as(person)).addRecord(register, { place, data: data as never, from })).record.id;
  const needOf = (needTitle: string, category: string, people: number, place = BINHE, more: object = {}) =>
    add(place === BINHE ? 'ds-desk-binhe' : 'ds-desk-kundulun', `${THREE}.register.needs`, place, {
      needTitle,
      category,
      people,
      channel: 'householdVisit',
      ...more,
    });
  const resourceOf = (resourceTitle: string, categories: string[], capacity: number | undefined, place = BINHE) =>
    add(place === BINHE ? 'ds-desk-binhe' : 'ds-desk-kundulun', `${THREE}.register.resources`, place, {
      resourceTitle,
      owner: '演示单位',
      ownerType: 'socialOrg',
      categories,
      ...(capacity === undefined ? {} : { capacity }),
    });
  let meal: string;
  let near: string;
  let far: string;

  beforeAll(async () => {
    clients.clear();
    service = await startTestService({ engine, demo: true, packs, cast: castOf('nm-ordos') });
    meal = await needOf('助餐', 'elderly', 30);
    near = await resourceOf('助餐点', ['elderly'], 20);
    far = await resourceOf('食堂', ['elderly', 'children'], 100, KUNDULUN);
    await resourceOf('法律咨询', ['governance'], undefined, KUNDULUN);
  });
  afterAll(() => service.close());

  test('candidates stand with the nearest first, each with reasons; the others with every reason against', async () => {
    const desk = await as('ds-desk-binhe');
    const found = unwrap(await desk.need(MATCH, meal));
    expect(found.candidates.map(({ resource, amount }) => [resource, amount])).toEqual([
      [near, 20],
      [far, 30],
    ]);
    expect(found.candidates[0]?.reasons).toEqual(['服务类别一致：为老服务', '就在本地', '还可承接 20']);
    expect(found.others).toMatchObject([
      { title: '演示单位·法律咨询', because: ['「服务类别」不一致：需求为“为老服务”，资源为“社区治理”。'] },
    ]);
    const list = unwrap(await desk.matches());
    expect(list.map(({ id, needs, without }) => [id, needs, without])).toContainEqual([MATCH, 1, 0]);
  });

  test('a community confirms its own needs only, never more than is left; it becomes a project', async () => {
    const stranger = await as('ds-desk-kundulun');
    expect(await stranger.confirmMatch(MATCH, { need: meal, resource: near })).toMatchObject({
      ok: false,
      problem: { status: 404 },
    });
    const banner = await as('ds-banner');
    expect(await banner.confirmMatch(MATCH, { need: meal, resource: near })).toMatchObject({
      ok: false,
      problem: { issues: [{ code: 'notYoursToMatch' }] },
    });
    const desk = await as('ds-desk-binhe');
    expect(await desk.confirmMatch(MATCH, { need: meal, resource: near, amount: 21 })).toMatchObject({
      ok: false,
      problem: { issues: [{ code: 'amountAbove', params: { most: 20 } }] },
    });
    const key = 'match-key-0001';
    const done = unwrap(await desk.confirmMatch(MATCH, { need: meal, resource: near }, key));
    expect(unwrap(await desk.confirmMatch(MATCH, { need: meal, resource: near }, key)).pairs).toHaveLength(1);
    expect(done.needs).toMatchObject([{ id: meal, rest: 10, candidates: [{ resource: far, amount: 10 }] }]);
    expect(done.resources.find(({ id }) => id === near)).toMatchObject({ used: 20, left: 0 });
    const projects = unwrap(await desk.register(`${THREE}.register.projects`));
    expect(projects.rows[0]?.texts).toMatchObject({ projectTitle: '助餐（演示单位）', projectPeople: '20' });
  });

  test('taken back with a reason: what was used is free again, the project ends, the trace stays', async () => {
    const desk = await as('ds-desk-binhe');
    const pair = unwrap(await desk.match(MATCH)).pairs[0];
    if (!pair) throw new Error('no pair');
    expect(await desk.undoMatch(MATCH, pair.id, ' ')).toMatchObject({
      ok: false,
      problem: { issues: [{ code: 'reasonMissing' }] },
    });
    const undone = unwrap(await desk.undoMatch(MATCH, pair.id, '承接方退出'));
    expect(undone.pairs).toMatchObject([{ id: pair.id, undone: { reason: '承接方退出' }, mayUndo: false }]);
    expect(undone.needs[0]).toMatchObject({ rest: 30 });
    expect(undone.resources.find(({ id }) => id === near)).toMatchObject({ used: 0, left: 20 });
    expect(await desk.undoMatch(MATCH, pair.id, '再撤一次')).toMatchObject({
      ok: false,
      problem: { issues: [{ code: 'undoneAlready' }] },
    });
    const record = unwrap(await desk.record(pair.became?.register ?? '', pair.became?.record ?? ''));
    expect(record.record.ended).toMatchObject({ reason: '承接方退出' });
  });

  test('two communities at once never take more than there is', async () => {
    const other = await needOf('老年课堂', 'elderly', 100, KUNDULUN);
    const last = await needOf('老年助餐二', 'elderly', 80);
    const both = await Promise.all([
      (await as('ds-desk-kundulun')).confirmMatch(MATCH, { need: other, resource: far }),
      (await as('ds-desk-binhe')).confirmMatch(MATCH, { need: last, resource: far }),
    ]);
    const row = unwrap(await (await as('ds-banner')).match(MATCH)).resources.find(({ id }) => id === far);
    expect(row?.used).toBeLessThanOrEqual(100);
    expect(both.some(({ ok }) => ok)).toBe(true);
  });

  test('the round tells of each need without a resource what is missing; it is a workbook too', async () => {
    await needOf('心理讲座', 'health', 5);
    const round = unwrap(await (await as('ds-banner')).match(MATCH, { place: 'nm/ordos/dongsheng' }));
    expect(round.needs.find(({ title }) => title === '心理讲座')?.lacking).toEqual(['缺少服务类别为“健康服务”的资源']);
    expect(round.idle.map(({ title }) => title)).toContain('演示单位·法律咨询');
    const sheet = await service.app.request(`/api/v1/matches/${MATCH}.xlsx?place=nm/ordos/dongsheng`, {
      headers: { cookie: await service.cookieOf('ds-banner') },
    });
    expect(sheet.status).toBe(200);
    expect(new Uint8Array(await sheet.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
    const past = unwrap(await (await as('ds-banner')).match(MATCH, { at: '2026-10-01' }));
    expect(past.needs).toEqual([]);
  });

  test('of two at once one place sees nothing of the needs of another', async () => {
    const round = unwrap(await (await as('ds-desk-binhe')).match(MATCH));
    expect(new Set(round.needs.map(({ place }) => place))).toEqual(new Set([BINHE]));
    const resident = await as('ds-resident');
    expect(unwrap(await resident.matches())).toEqual([]);
    expect(await resident.match(MATCH)).toMatchObject({ ok: false, problem: { status: 404, code: 'unknownMatch' } });
  });

  test('an order goes 点单 → 下单 → 买单 → 签单, each by its own hand; hours are credited after the signature', async () => {
    await add('ds-desk-binhe', `${SLIPS}.register.teams`, BINHE, {
      teamName: '演示爱心队',
      teamCategories: ['elderly'],
      teamContact: '演示·滨志愿',
    });
    const order = await (await as('ds-resident')).openCase({
      flow: SLIPS,
      place: BINHE,
      submit: true,
      data: { need: '买菜', serviceCategory: 'elderly', servedPerson: '演示·滨大爷' },
    });
    let reply: CaseReply = unwrap(order);
    const step = async (person: string, name: string, data: object) => {
      const done = await (await as(person)).command(reply.id, {
        version: reply.version,
        command: { type: 'submit', step: name, data: data as never },
      });
      if (done.ok) reply = done.value;
      return done;
    };
    const waiting = unwrap(await (await as('ds-desk-binhe')).match(`${SLIPS}.match`));
    expect(waiting).toMatchObject({ confirms: false, needs: [{ caseId: reply.id, mayConfirm: false }] });
    expect(waiting.needs[0]?.candidates.map(({ title }) => title)).toEqual(['演示爱心队']);
    const delivered = { servedOn: '2026-11-24', servedHours: 2, served: '已买' };
    expect((await step('ds-volunteer', 'deliver', delivered)).ok).toBe(false);
    expect((await step('ds-resident', 'dispatch', { team: '演示爱心队' })).ok).toBe(false);
    unwrap(await step('ds-desk-binhe', 'dispatch', { team: '演示爱心队' }));
    expect(unwrap(await (await as('ds-desk-binhe')).match(`${SLIPS}.match`)).needs).toEqual([]);
    unwrap(await step('ds-volunteer', 'deliver', delivered));
    expect((await step('ds-desk-binhe', 'creditHours', { creditedHours: 2 })).ok).toBe(false);
    const signed = { signedBy: '演示·滨大爷', signedAs: 'self', satisfaction: 'satisfied' };
    expect((await step('ds-volunteer', 'sign', signed)).ok).toBe(false);
    unwrap(await step('ds-served', 'sign', signed));
    unwrap(await step('ds-desk-binhe', 'creditHours', { creditedHours: 2 }));
    expect(reply.state.ended).toMatchObject({ end: 'hoursCredited' });
    const hours = unwrap(await (await as('ds-desk-binhe')).register(`${SLIPS}.register.hours`));
    expect(hours.rows[0]?.texts).toMatchObject({ team: '演示爱心队', creditedHours: '2', satisfaction: '满意' });
  });

  test('the quarter asks of its events which kinds were not held', async () => {
    const banner = await as('ds-banner');
    await add('ds-banner', 'ordos.matching.quarterly.register.events', 'nm/ordos/dongsheng', {
      eventType: 'demandMatching',
      quarter: '2026Q4',
      heldOn: '2026-11-02',
      community: '滨河社区',
    });
    const events = unwrap(await banner.register('ordos.matching.quarterly.register.events'));
    const [asked] = events.kept?.asked ?? [];
    const answered = unwrap(
      await banner.decide({
        region: 'nm/ordos/dongsheng',
        at: '2026-11-25',
        decision: asked?.decision ?? '',
        facts: asked?.facts ?? {},
      }),
    );
    expect(answered).toMatchObject({
      status: 'decided',
      value: { conforms: false, missing: ['charityFair', 'handInHand'] },
    });
  });

  test('dropped projections come back to the same bytes', async () => {
    const all = async () => {
      const found: string[] = [];
      for (const collection of [MATCH_BOOKS, MATCHED_NEEDS, KEPT_RECORDS, BOOKS, REGISTER_RECORDS])
        for await (const { key, value } of eachDocument(service.store, collection))
          found.push(`${collection} ${key} ${JSON.stringify(value)}`);
      return found;
    };
    const before = await all();
    expect(before.length).toBeGreaterThan(10);
    await rebuildProjections(service.store, createPolicies(packs, service.store));
    expect(await all()).toEqual(before);
  });
});

describe('社区吹哨、部门报到', () => {
  const STREET = 'nm/hulunbuir/yakeshi/nuanquan';
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ demo: true, packs, cast: castOf('nm-hulunbuir-yakeshi-nuanquan') });
  });
  afterAll(() => service.close());

  test('the community whistles, every called department reports in, then it is solved; each answer is kept', async () => {
    const flow = 'yakeshi.nuanquan.1128.whistle';
    const data = {
      issueTitle: '路灯不亮',
      issue: '三盏路灯不亮',
      calledDepts: ['department-01', 'department-02'],
      whistledOn: '2026-11-25',
    };
    const community = await service.as('nq-community');
    const street = await service.as('nq-street');
    expect((await street.openCase({ flow, place: `${STREET}/demo-community-01`, submit: true, data })).ok).toBe(false);
    let reply = unwrap(await community.openCase({ flow, place: `${STREET}/demo-community-01`, submit: true, data }));
    const solve = {
      type: 'submit',
      step: 'solve',
      data: { solution: '更换灯具', agreedSolutionOn: '2026-11-25' },
    } as const;
    expect((await street.command(reply.id, { version: reply.version, command: solve })).ok).toBe(false);
    const third = await service.as('nq-dept-03');
    expect((await third.case(reply.id)).ok).toBe(false);
    for (const [person, comment] of [
      ['nq-dept-01', '已派两人到场'],
      ['nq-dept-02', '负责更换灯具'],
    ] as const) {
      const department = await service.as(person);
      expect(unwrap(await department.tasks())).toMatchObject([{ caseId: reply.id }]);
      const seen = unwrap(await department.case(reply.id));
      const contentHash = seen.state.steps['whistle']?.submissions.at(-1)?.contentHash ?? '';
      unwrap(
        await department.command(reply.id, {
          version: seen.version,
          command: { type: 'sign', step: 'whistle', contentHash, opinion: 'reported', comment },
        }),
      );
    }
    reply = unwrap(await street.case(reply.id));
    expect(reply.state.steps['whistle']?.signatures.map(({ comment }) => comment)).toEqual([
      '已派两人到场',
      '负责更换灯具',
    ]);
    reply = unwrap(await street.command(reply.id, { version: reply.version, command: solve }));
    reply = unwrap(
      await street.command(reply.id, {
        version: reply.version,
        command: { type: 'submit', step: 'result', data: { resultText: '已修好', resultOn: '2026-11-25' } },
      }),
    );
    expect(reply.state.data['whistleState']).toMatchObject({ value: { state: 'closed' } });
    reply = unwrap(
      await community.command(reply.id, {
        version: reply.version,
        command: { type: 'submit', step: 'rate', data: { rating: 'satisfied' } },
      }),
    );
    expect(reply.state.ended).toMatchObject({ end: 'whistleClosed' });
    const book = unwrap(await street.register('yakeshi.nuanquan.1128.register.whistles'));
    expect(book.rows[0]?.texts).toMatchObject({
      issueTitle: '路灯不亮',
      reported: '部门01（名称待补）、部门02（名称待补）',
      resultText: '已修好',
    });
  });
});
