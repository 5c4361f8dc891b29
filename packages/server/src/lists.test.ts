import { readFileSync } from 'node:fs';
import { createRulebook } from '@cebao/pack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES, repositoryPacks } from '../tests/repository.ts';
import { startTestService, type TestService, unwrap } from '../tests/service.ts';
import type { CaseReply, Client } from './client/index.ts';
import { commitEvents } from './commit-events.ts';
import type { Cast } from './demo/cast-documents.ts';
import { demoLists } from './demo/demo-lists.ts';
import { makePlaceLists } from './demo/make-place-lists.ts';
import { eachDocument } from './each-document.ts';
import { listStream, PLACE_LISTS, projectPlaceLists } from './place-list-book.ts';
import { createPolicies } from './policies.ts';
import { rebuildProjections } from './rebuild-projections.ts';

const demo = `${RULES}/nm-hulunbuir/demo`;
const LIST = 'hulunbuir.list.village-duties';
const BANNER = 'nm/hulunbuir/evenki';
const VILLAGE = `${BANNER}/demo-sumu-01/demo-village-001`;
const FARM = `${BANNER}/demo-town-02/demo-village-006`;
const KEEPER = 'demo-hlbe-social-work';

let service: TestService;
const clients = new Map<string, Client>();
const as = async (person: string): Promise<Client> => {
  const known = clients.get(person) ?? (await service.as(person));
  clients.set(person, known);
  return known;
};
const packs = repositoryPacks();
const read = (name: string): unknown => JSON.parse(readFileSync(`${demo}/${name}`, 'utf8'));

beforeAll(async () => {
  const cast = read('cast.json') as Cast;
  service = await startTestService({ engine: 'libsql', demo: true, packs, cast });
  const policy = createRulebook(packs).policy(BANNER);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  const made = makePlaceLists(demoLists.parse(read('lists.json')), policy.value, cast.people, '');
  const done = await service.store.commit({
    streams: made.map(({ place, events }) => ({
      stream: listStream(place),
      expectedVersion: 0,
      events: commitEvents(events),
    })),
    documents: made.map(({ lists }) => projectPlaceLists(lists)),
  });
  expect(done.ok).toBe(true);
});
afterAll(() => service.close());

const placeList = async (place: string, at?: string, person = KEEPER) =>
  unwrap(await (await as(person)).placeList(LIST, { place, ...(at === undefined ? {} : { at }) }));
const idsOf = (reply: { entries: readonly { id: string }[] }) => reply.entries.map(({ id }) => id);

describe('the list of a place', () => {
  test('has what is meant for its kind, and agrees with the decision', async () => {
    const herding = await placeList(VILLAGE);
    expect(idsOf(herding)).toContain('duty-pasture');
    expect(idsOf(herding)).not.toContain('duty-consult');
    expect(herding.selection?.answer.status).toBe('decided');
    expect(herding.selection?.answer.value).toEqual(expect.arrayContaining(idsOf(herding)));
    expect(herding.selection?.answer.value).toHaveLength(herding.entries.length);
    expect(herding.leftOut.find(({ entry }) => entry.id === 'duty-consult')?.why).toBe('otherKind');
  });

  test('reads as on any day: an entry for a time comes and goes', async () => {
    expect(idsOf(await placeList(VILLAGE, '2025-08-31'))).not.toContain('temp-census');
    expect(idsOf(await placeList(VILLAGE, '2025-09-01'))).toContain('temp-census');
    expect(idsOf(await placeList(VILLAGE, '2025-12-31'))).toContain('temp-census');
    expect(idsOf(await placeList(VILLAGE, '2026-01-01'))).not.toContain('temp-census');
    expect((await placeList(VILLAGE, '2024-05-31')).entries).toEqual([]);
  });

  test('is changed by its keepers only, with a reason, and not from an old screen', async () => {
    const before = await placeList(FARM);
    const command = {
      type: 'change' as const,
      change: 'remove' as const,
      item: 'assist-insurance',
      reason: '已由保险机构直接核对',
      from: '2026-11-25',
    };
    const change = { place: FARM, command, version: before.version };
    const village = await as('demo-hlbe-village-006');
    const refused = await village.changeList(LIST, change);
    expect(refused.ok ? '' : refused.problem.code).toBe('listNotYours');
    expect(refused.ok ? '' : refused.problem.issues[0]?.message).toContain('社会工作部');
    const keeper = await as(KEEPER);
    const silent = await keeper.changeList(LIST, { ...change, command: { ...command, reason: ' ' } });
    expect(silent.ok ? [] : silent.problem.issues.map(({ code }) => code)).toContain('reasonMissing');
    const unknown = await keeper.changeList(LIST, { ...change, command: { ...command, item: 'no-such' } });
    expect(unknown.ok ? [] : unknown.problem.issues.map(({ code }) => code)).toEqual(['notInList']);
    const key = 'remove-insurance-1';
    const after = unwrap(await keeper.changeList(LIST, change, key));
    expect(idsOf(after)).not.toContain('assist-insurance');
    expect(after.changes[0]?.reason).toBe('已由保险机构直接核对');
    expect(unwrap(await keeper.changeList(LIST, change, key)).version).toBe(after.version);
    const stale = await keeper.changeList(LIST, change);
    expect(stale.ok ? '' : stale.problem.code).toBe('staleList');
    expect(idsOf(await placeList(FARM, '2026-11-24'))).toContain('assist-insurance');
  });

  test('of another banner is not shown', async () => {
    const reply = await (await as('demo-hlbe-hailar')).placeList(LIST, { place: VILLAGE });
    expect(reply.ok ? 200 : reply.problem.status).toBe(404);
  });

  test('compares with another, and tells when all are alike', async () => {
    const keeper = await as(KEEPER);
    const compared = unwrap(await keeper.compareLists(LIST, { first: VILLAGE, second: FARM }));
    expect(compared.onlyFirst.map(({ id }) => id)).toContain('duty-pasture');
    expect(compared.same.map(({ id }) => id)).toContain('duty-meeting');
    expect(compared.differing.map(({ first }) => first.id)).toEqual(['assist-flood']);
    const banner = unwrap(await keeper.listPlaces(LIST, { under: BANNER }));
    expect(banner.comparison?.answer.value).toEqual({ conforms: true });
    expect(banner.kindUnknown).toBe(1);
    const street = unwrap(
      await (await as('demo-hlbe-hailar')).listPlaces(LIST, { under: 'nm/hulunbuir/hailar/demo-street-04' }),
    );
    expect(street.total).toBe(6);
    expect(street.comparison?.answer).toMatchObject({ value: { conforms: false }, warnings: ['notDifferentiated'] });
  });

  test('answers what to do with a matter that comes down', async () => {
    const village = await as('demo-hlbe-village-001');
    const listed = unwrap(await village.listResponse(LIST, { place: VILLAGE, matter: '协助 动物防疫' }));
    expect(listed.asked?.answer.value).toEqual({ response: 'perform', violation: false });
    const stranger = unwrap(await village.listResponse(LIST, { place: VILLAGE, matter: '安装指定应用软件' }));
    expect(stranger.asked?.answer.value).toEqual({ response: 'refuse', violation: true });
    const admitted = unwrap(
      await village.listResponse(LIST, { place: VILLAGE, matter: '安装指定应用软件', admitted: true }),
    );
    expect(admitted.asked?.answer.value).toEqual({ response: 'perform', violation: false });
  });
});

const application = {
  requestingBody: 'demo-hlbe-department-01',
  matter: '协助草原鼠虫害调查',
  part: 'lawfulAssist',
  areaTypes: ['pastoral'],
  term: 'temporary',
  termUntil: '2027-06-30',
  dataCollected: ['牲畜存栏数', '草场面积'],
};
const elements = {
  legalBasis: '演示文件（2026）1号第三条',
  dutyScope: '协助入户引导',
  process: '部门调查，嘎查引导',
  content: '每季度一次',
};

async function take(
  person: string,
  reply: CaseReply,
  command: Parameters<Client['command']>[1]['command'],
): Promise<CaseReply> {
  return unwrap(await (await as(person)).command(reply.id, { command, version: reply.version }));
}

async function apply(data: Record<string, unknown>): Promise<CaseReply> {
  const department = await as('demo-hlbe-department-01');
  return unwrap(
    await department.openCase({
      flow: 'hulunbuir.gates.admission',
      place: BANNER,
      data: data as never,
      submit: true,
    }),
  );
}

async function upToReview(conclusion: string): Promise<CaseReply> {
  let reply = await apply({ ...application, ...elements });
  const submit = (step: string, data: Record<string, unknown>) => ({
    type: 'submit' as const,
    step,
    data: data as never,
  });
  reply = await take(KEEPER, reply, submit('completenessCheck', { checkResult: 'complete', checkedOn: '2026-11-25' }));
  reply = await take(
    KEEPER,
    reply,
    submit('review', { reviewConclusion: conclusion, reviewedOn: '2026-11-25', reviewOpinion: '意见' }),
  );
  for (const signer of ['demo-hlbe-organisation', 'demo-hlbe-civil-affairs']) {
    const seen = unwrap(await (await as(signer)).case(reply.id));
    const mine = seen.view.mine.find(({ type }) => type === 'sign');
    reply = await take(signer, seen, {
      type: 'sign',
      step: 'review',
      contentHash: mine?.type === 'sign' ? mine.contentHash : '',
    });
  }
  return reply;
}

describe('admission', () => {
  test('what is incomplete is returned with what is missing, and cannot be approved', async () => {
    const reply = await apply(application);
    const answers = reply.state.decisions.map(({ decision, answer }) => [decision, answer.value]);
    expect(answers).toContainEqual([
      'hulunbuir.gates.assistance/request',
      { outcome: 'returned', missing: ['legalBasis', 'dutyScope', 'process', 'content'] },
    ]);
    expect(reply.state.timeline.at(-1)?.judged?.warnings).toEqual(
      expect.arrayContaining(['resourcesNotStated', 'duplicateCollection']),
    );
    const returned = await take(KEEPER, reply, { type: 'return', to: 'apply', reason: '四要素没有写明' });
    expect(returned.view.status).toBe('returned');
    const again = await take('demo-hlbe-department-01', returned, {
      type: 'submit',
      step: 'apply',
      data: { ...application, ...elements },
    });
    expect(again.view.openSteps.map(({ path }) => path)).toEqual(['completenessCheck']);
  });

  test('what is admitted stands in the lists of the places it is meant for, from its day on, in the same commit', async () => {
    let reply = await upToReview('admit');
    expect(reply.view.openSteps.map(({ path }) => path)).toContain('approve');
    reply = await take('demo-hlbe-party', reply, {
      type: 'submit',
      step: 'approve',
      data: { approvalMeetingOn: '2026-11-25', approvalMinutes: '〔2026〕1号', approvalConclusion: '同意准入' },
    });
    const before = (await service.store.readHead()).seq;
    reply = await take(KEEPER, reply, {
      type: 'submit',
      step: 'changeList',
      data: { changeReason: '经审核准入', effectiveFrom: '2026-12-01', effectiveUntil: '2027-06-30' },
    });
    const written = await service.store.readAll({ after: before });
    expect(written.map(({ stream }) => stream)).toEqual([`list/${BANNER}`, `case/${reply.id}`]);
    expect(idsOf(await placeList(VILLAGE))).not.toContain(`admit-${reply.id}`);
    const then = await placeList(VILLAGE, '2026-12-01');
    const entry = then.entries.find(({ id }) => id === `admit-${reply.id}`);
    expect(entry).toMatchObject({ title: application.matter, part: 'lawfulAssist', case: reply.id, addedAt: BANNER });
    expect(entry?.data).toMatchObject({ basis: elements.legalBasis, collects: application.dataCollected });
    expect(idsOf(await placeList(FARM, '2026-12-01'))).not.toContain(`admit-${reply.id}`);
    reply = await take(KEEPER, reply, { type: 'submit', step: 'notify', data: { notifiedOn: '2026-11-25' } });
    expect(reply.state.ended?.end).toBe('admitted');
    const second = await apply({ ...application, ...elements });
    expect(second.state.timeline.at(-1)?.judged?.warnings).toContain('alreadyInList');
  });

  test('what is not admitted stays inside unless the banner shows it, this one alone', async () => {
    let reply = await upToReview('notAdmit');
    expect(reply.view.openSteps.map(({ path }) => path)).toContain('reject');
    reply = await take(KEEPER, reply, {
      type: 'submit',
      step: 'reject',
      data: { rejectedOn: '2026-11-25', rejectReason: '属部门自身职责' },
    });
    const keeper = await as(KEEPER);
    const early = await keeper.changeList(LIST, {
      place: BANNER,
      version: (await placeList(BANNER)).version,
      command: { type: 'setNotice', case: reply.id, shown: true, reason: '群众关注' },
    });
    expect(early.ok ? '' : early.problem.code).toBe('noticeTooEarly');
    reply = await take(KEEPER, reply, { type: 'submit', step: 'notify', data: { notifiedOn: '2026-11-25' } });
    expect(reply.state.ended?.end).toBe('notAdmitted');
    const open = async () => unwrap(await service.client.publicList(LIST, { place: VILLAGE }));
    expect((await open()).notices).toEqual([]);
    const shown = { type: 'setNotice' as const, case: reply.id, shown: true, reason: '群众关注，予以公开' };
    const set = async (command: typeof shown) =>
      unwrap(await keeper.changeList(LIST, { place: BANNER, version: (await placeList(BANNER)).version, command }));
    await set(shown);
    expect((await open()).notices.map(({ title }) => title)).toEqual([application.matter]);
    await set({ ...shown, shown: false });
    expect((await open()).notices).toEqual([]);
  });

  test('a village proposes a change of its own list; agreed, it stands there', async () => {
    const village = await as('demo-hlbe-village-001');
    const propose = (data: Record<string, unknown>) =>
      village.openCase({ flow: 'hulunbuir.flow.list-adjustment', place: VILLAGE, data: data as never, submit: true });
    const data = { adjustType: 'remove', adjustReason: '本嘎查没有草场', adjustFrom: '2026-11-25' };
    const stranger = await propose({ ...data, adjustItem: 'no-such' });
    expect(stranger.ok ? [] : stranger.problem.issues.map(({ code }) => code)).toEqual(['itemNotInList']);
    const reply = unwrap(await propose({ ...data, adjustItem: 'duty-pasture' }));
    const decided = await take(KEEPER, reply, {
      type: 'submit',
      step: 'decide',
      data: { adjustResult: 'agree', adjustDecidedOn: '2026-11-25' },
    });
    expect(decided.state.ended?.end).toBe('adjusted');
    const now = await placeList(VILLAGE);
    expect(idsOf(now)).not.toContain('duty-pasture');
    expect(now.leftOut.find(({ entry }) => entry.id === 'duty-pasture')).toMatchObject({
      why: 'removed',
      case: reply.id,
    });
  });

  test('a published list can be read by everybody, another not', async () => {
    const open = unwrap(await service.client.publicList(LIST, { place: VILLAGE }));
    expect(open.publishedOn).toBe('2024-07-01');
    expect(open.entries.length).toBeGreaterThan(5);
    expect(unwrap(await service.client.publicList(LIST, { place: FARM })).entries).toEqual([]);
  });
});

test('lists dropped and made again from events are the same to the byte', async () => {
  const all = async () => {
    const documents: Record<string, unknown> = {};
    for await (const { key, value } of eachDocument(service.store, PLACE_LISTS)) documents[key] = JSON.stringify(value);
    return documents;
  };
  const before = await all();
  await rebuildProjections(service.store, createPolicies(packs, service.store));
  expect(await all()).toEqual(before);
  expect(Object.keys(before).length).toBeGreaterThan(15);
});
