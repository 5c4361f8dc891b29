import { expect, test } from 'vitest';
import { startTestService, unwrap } from '../tests/service.ts';
import { cast, organisations, tinyPacks, VILLAGE_A } from '../tests/tiny-pack.ts';
import { createServer } from './server.ts';

const draft = {
  param: 'limit',
  region: 'zz/one/two',
  value: 500,
  from: '2026-12-01',
  basis: 'assumption' as const,
  note: '试行',
};
const ask = { region: VILLAGE_A, decision: 'tiny/route', facts: { amount: 800 } };

test('a published draft holds for new cases from its day; running ones keep their law', async () => {
  const service = await startTestService({ engine: 'libsql' });
  const [drafter, publisher, worker] = [
    await service.as('drafter'),
    await service.as('publisher'),
    await service.as('worker-a'),
  ];
  const open = async (name: string) =>
    unwrap(await worker.openCase({ flow: 'tiny/matter', place: VILLAGE_A, data: { name, amount: 800 } }));
  const running = await open('旧办件');

  expect(await worker.createDraft(draft)).toMatchObject({ problem: { status: 403, code: 'notAllowed' } });
  expect(await drafter.createDraft({ ...draft, value: '五百' })).toMatchObject({
    problem: { status: 422, issues: [{ code: 'wrongType', path: '/value' }] },
  });
  expect(await drafter.createDraft({ ...draft, param: 'limits' })).toMatchObject({ problem: { status: 422 } });
  const made = unwrap(await drafter.createDraft(draft));
  expect(made).toMatchObject({
    state: 'draft',
    paramTitle: '限额',
    before: 1000,
    value: 500,
    unit: 'yuan',
    author: { name: '测试起草' },
    mayPublish: false,
  });
  expect(unwrap(await publisher.drafts())).toMatchObject([{ id: made.id, mayPublish: true }]);
  expect(unwrap(await worker.drafts())).toEqual([]);

  const revisionBefore = unwrap(await service.client.policy({ region: VILLAGE_A })).revision;
  expect(await drafter.publishDraft(made.id)).toMatchObject({ problem: { status: 403 } });
  const published = unwrap(await publisher.publishDraft(made.id));
  expect(published).toMatchObject({ state: 'published', published: { by: { id: 'publisher' } } });
  expect(await publisher.publishDraft(made.id)).toMatchObject({ problem: { status: 409, code: 'draftPublished' } });

  const revisionAfter = unwrap(await service.client.policy({ region: VILLAGE_A })).revision;
  expect(revisionAfter).toBe(published.published?.revision);
  expect(revisionAfter).not.toBe(revisionBefore);
  expect(unwrap(await service.client.decide({ ...ask, at: '2026-11-30' })).value).toEqual({ route: 'direct' });
  expect(unwrap(await service.client.decide({ ...ask, at: '2026-12-01' })).value).toEqual({ route: 'tender' });

  service.now = Date.parse('2026-12-02T01:00:00Z');
  const workerLater = await service.as('worker-a');
  const fresh = unwrap(
    await workerLater.openCase({
      flow: 'tiny/matter',
      place: VILLAGE_A,
      data: { name: '新办件', amount: 800 },
      submit: true,
    }),
  );
  expect(fresh).toMatchObject({
    revision: revisionAfter,
    state: { governedOn: '2026-12-02', data: { route: { value: { route: 'tender' } } } },
  });
  const old = unwrap(
    await workerLater.command(running.id, {
      version: 1,
      command: { type: 'submit', step: 'apply', data: { name: '旧办件', amount: 800 } },
    }),
  );
  expect(old).toMatchObject({ revision: revisionBefore, state: { data: { route: { value: { route: 'direct' } } } } });

  // A service started again on the same store answers by the same rules.
  const again = await createServer({ packs: tinyPacks(), store: service.store, clock: () => service.now });
  if (!again.ok) throw new Error(JSON.stringify(again.issues));
  const reply = await again.value.request(`/api/v1/policy?region=${VILLAGE_A}`);
  expect(await reply.json()).toMatchObject({ revision: revisionAfter });
  await service.close();
});

test('nobody publishes a draft of their own, except alone in a demo', async () => {
  for (const demo of [false, true]) {
    const service = await startTestService({ demo, cast: { people: cast, organisations } });
    const publisher = await service.as('publisher');
    const made = unwrap(await publisher.createDraft(draft));
    const reply = await publisher.publishDraft(made.id);
    if (demo) expect(reply.ok).toBe(true);
    else expect(reply).toMatchObject({ problem: { status: 403, code: 'fourEyes' } });
    await service.close();
  }
});
