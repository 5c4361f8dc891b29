import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type PackSource, validatePacks } from '@cebao/pack';
import type { Store } from '@cebao/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, startTestService, type TestService, unwrap } from '../tests/service.ts';
import { tinySources, VILLAGE_A } from '../tests/tiny-pack.ts';
import { CASES } from './case-index.ts';
import type { Client } from './client/index.ts';
import { eachDocument } from './each-document.ts';
import { createPolicies } from './policies.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { REGISTER_RECORDS } from './register-book.ts';
import { STAFFING } from './staff-book.ts';

const TOWN = 'zz/one/two/town';
const CALENDAR = fileURLToPath(new URL('../../../rules/nm/calendars/2026.json', import.meta.url));

/** The tiny pack: the review has five working days, a reminder two before, and the bureau is shown it one day after. */
function packs() {
  const sources = JSON.parse(JSON.stringify(tinySources)) as PackSource[];
  sources[0]?.files.push({ path: 'calendars/2026.json', json: JSON.parse(readFileSync(CALENDAR, 'utf8')) });
  for (const source of sources)
    for (const { path, json } of source.files) {
      if (path !== 'flows/matter.json') continue;
      const { steps } = json as { steps: { id: string; due?: unknown }[] };
      const review = steps.find(({ id }) => id === 'review');
      if (review)
        review.due = {
          days: 5,
          calendar: 'working',
          basis: 'assumption',
          key: 'reviewDue',
          remind: 2,
          escalate: { to: 'bureau', days: 1 },
        };
    }
  const validated = validatePacks(sources);
  if (!validated.ok) throw new Error(JSON.stringify(validated.issues));
  return validated.value;
}

async function documentsOf(store: Store): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const collection of [CASES, REGISTER_RECORDS, STAFFING])
    for await (const { key, value } of eachDocument(store, collection)) found[`${collection}/${key}`] = value;
  return found;
}

describe.each(ENGINES)('deadlines, deputies, posts and migration on a %s store', (engine) => {
  const all = packs();
  let service: TestService;
  let worker: Client;
  let clerk: Client;
  let id = '';
  /** Another day; sessions do not last so long. */
  const at = async (day: string) => {
    service.now = Date.parse(`${day}T01:30:00Z`);
    worker = await service.as('worker-a');
    clerk = await service.as('clerk');
  };
  beforeAll(async () => {
    service = await startTestService({ engine, packs: all });
    worker = await service.as('worker-a');
    clerk = await service.as('clerk');
    id = unwrap(
      await worker.openCase({
        flow: 'tiny/matter',
        place: VILLAGE_A,
        data: { name: '修路', amount: 900 },
        submit: true,
      }),
    ).id;
  });
  afterAll(() => service.close());

  test('a task tells until when, by working days; the case and its answer to what comes next tell the same', async () => {
    const [task] = unwrap(await clerk.tasks());
    expect(task?.deadline).toMatchObject({ on: '2026-12-02', left: 5, state: 'ahead', basis: 'assumption' });
    const next = unwrap(await clerk.next(id));
    expect(next.open[0]?.deadline).toEqual(task?.deadline);
    expect(next.later[0]).toMatchObject({ path: 'confirm', whyNot: { code: 'waitsForSteps' } });
    expect(unwrap(await clerk.case(id)).view.openSteps[0]?.deadline).toEqual(task?.deadline);
    expect(unwrap(await worker.next(id)).whyNot).toMatchObject({ code: 'notYourStep' });
  });

  test('overdue by more than a day, the body above is shown it; nobody is kept from doing it', async () => {
    await at('2026-11-30');
    const bureau = await service.as('drafter');
    expect(unwrap(await clerk.tasks())[0]?.deadline).toMatchObject({ state: 'soon', left: 2 });
    expect(unwrap(await bureau.tasks())).toEqual([]);
    await at('2026-12-04');
    const later = await service.as('drafter');
    expect(unwrap(await later.tasks())).toMatchObject([
      { caseId: id, kind: 'overdue', deadline: { state: 'overdue' } },
    ]);
    expect((await later.case(id)).ok).toBe(true);
    await at('2026-11-25');
  });

  test('a deputy is shown the task and does it in the other’s post; everybody sees for whom', async () => {
    const post = { role: 'clerk', place: TOWN };
    unwrap(await clerk.delegate({ post, deputy: 'worker-a', from: '2026-11-25', until: '2026-11-27', reason: '培训' }));
    const given = unwrap(await worker.staff());
    expect(given.delegations).toMatchObject([{ state: 'running', deputy: { id: 'worker-a' }, mayEnd: false }]);
    expect(unwrap(await worker.me()).person.assignments.at(-1)).toMatchObject({ role: 'clerk', for: 'clerk' });
    const task = unwrap(await worker.tasks()).find(({ step }) => step === 'review');
    expect(task?.deputyOf).toBe(unwrap(await clerk.me()).person.name);
    const { version } = unwrap(await worker.case(id));
    const done = unwrap(
      await worker.command(id, { version, command: { type: 'submit', step: 'review', data: { conclusion: 'agree' } } }),
    );
    expect(done.state.steps['review']?.submissions[0]?.actor).toMatchObject({
      person: 'worker-a',
      body: 'town',
      for: 'clerk',
    });
    expect(done.names.people['clerk']).toBe(unwrap(await clerk.me()).person.name);
    await at('2026-11-28');
    expect(unwrap(await worker.me()).person.assignments).toHaveLength(1);
    await at('2026-11-25');
  });

  test('only an administrator hands posts over; open tasks follow the post, sessions know at once', async () => {
    const post = { role: 'clerk', place: TOWN };
    const move = { post, from: 'clerk', to: 'worker-b', on: '2026-11-25', reason: '轮岗' };
    expect(await clerk.movePost(move)).toMatchObject({
      ok: false,
      problem: { status: 422, issues: [{ code: 'notYoursToMove' }] },
    });
    const second = unwrap(
      await worker.openCase({
        flow: 'tiny/matter',
        place: VILLAGE_A,
        data: { name: '亮灯', amount: 10 },
        submit: true,
      }),
    ).id;
    const admin = await service.as('admin');
    const other = await service.as('worker-b');
    expect(unwrap(await clerk.tasks()).map(({ caseId }) => caseId)).toContain(second);
    const reply = unwrap(await admin.movePost(move));
    expect(reply.moves.map(({ type, person }) => [type, person.id])).toContainEqual(['postTaken', 'worker-b']);
    expect(unwrap(await clerk.tasks())).toEqual([]);
    expect(unwrap(await other.tasks()).map(({ caseId }) => caseId)).toContain(second);
    unwrap(await admin.movePost({ ...move, from: 'worker-b', to: 'clerk', on: '2026-11-26', reason: '回岗' }));
    await at('2026-11-26');
    expect(unwrap(await clerk.tasks()).map(({ caseId }) => caseId)).toContain(second);
    await at('2026-11-25');
  });

  test('running cases are moved to published rules after a rehearsal that tells each effect', async () => {
    const drafter = await service.as('drafter');
    const publisher = await service.as('publisher');
    const draft = unwrap(
      await drafter.createDraft({
        param: 'limit',
        region: 'zz/one/two',
        value: 500,
        from: '2026-01-01',
        basis: 'assumption',
        note: '试行',
      } as never),
    );
    unwrap(await publisher.publishDraft(draft.id));
    await at('2026-11-26');
    const signer = await service.as('signer-a');
    expect(await signer.rehearseMigration({ reason: '新限额' })).toMatchObject({ ok: false, problem: { status: 403 } });
    const rehearsed = unwrap(await clerk.rehearseMigration({ reason: '新限额' }));
    const row = rehearsed.find((one) => one.id === id);
    expect(row).toMatchObject({ moved: false, problems: [], effects: [{ kind: 'answerChanges', step: 'apply' }] });
    const version = row?.version ?? 0;
    const stale = unwrap(await clerk.migrateCases({ reason: '新限额', cases: [{ id, version: version - 1 || 99 }] }));
    expect(stale).toMatchObject([{ moved: false, problems: [{ code: 'staleVersion' }] }]);
    const moved = unwrap(await clerk.migrateCases({ reason: '新限额', cases: [{ id, version }] }));
    expect(moved).toMatchObject([{ moved: true, problems: [] }]);
    const reply = unwrap(await worker.case(id));
    expect(reply).toMatchObject({ revision: row?.to, version: version + 1 });
    expect(reply.state.timeline.at(-1)).toMatchObject({ type: 'migrated', text: '新限额' });
    expect(unwrap(await clerk.rehearseMigration({ reason: '新限额' })).map((one) => one.id)).not.toContain(id);
    const { view } = reply;
    expect(view.mine.some(({ type }) => type === 'submit')).toBe(true);
  });

  test('dropped projections come back byte by byte, posts and deputies among them', async () => {
    const before = await documentsOf(service.store);
    expect(Object.keys(before).some((key) => key.startsWith(STAFFING))).toBe(true);
    const kept = await service.store.listRevisions();
    expect(kept.length).toBeGreaterThan(1);
    await rebuildProjections(service.store, createPolicies(all, service.store));
    expect(await documentsOf(service.store)).toEqual(before);
  });
});
