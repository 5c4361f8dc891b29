import { type PackSource, validatePacks } from '@cebao/pack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, startTestService, type TestService, unwrap } from '../tests/service.ts';
import { tinySources, VILLAGE_A } from '../tests/tiny-pack.ts';
import type { Client } from './client/index.ts';
import { createPolicies } from './policies.ts';
import { rebuildProjections } from './rebuild-projections.ts';

const DAY = 86_400_000;

/** The tiny pack, its last step co-signed by resident and town within five days, silence an abstention. */
function packsWith(visibility?: string[]) {
  const sources = JSON.parse(JSON.stringify(tinySources)) as PackSource[];
  for (const source of sources)
    for (const { path, json } of source.files) {
      if (path !== 'flows/matter.json') continue;
      const flow = json as { visibility?: string[]; steps: { id: string; signatures?: unknown }[] };
      if (visibility) flow.visibility = visibility;
      const confirm = flow.steps.find(({ id }) => id === 'confirm');
      if (confirm)
        confirm.signatures = {
          bodies: ['resident', 'town'],
          rule: 'all',
          opinions: [
            { id: 'yes', title: '同意', counts: 'agrees' },
            { id: 'no', title: '不同意', counts: 'objects' },
          ],
          withComment: 'unlessAgreeing',
          days: 5,
          silence: 'abstains',
          as: 'answers',
          basis: 'assumption',
        };
    }
  const packs = validatePacks(sources);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  return packs.value;
}

describe.each(ENGINES)('a co-signature on a %s store', (engine) => {
  const packs = packsWith();
  let service: TestService;
  let worker: Client;
  let clerk: Client;
  let signer: Client;
  let id = '';
  beforeAll(async () => {
    service = await startTestService({ engine, packs });
    worker = await service.as('worker-a');
    clerk = await service.as('clerk');
    signer = await service.as('signer-a');
    id = unwrap(
      await worker.openCase({
        flow: 'tiny/matter',
        place: VILLAGE_A,
        data: { name: '修路', amount: 900 },
        submit: true,
      }),
    ).id;
    const send = async (client: Client, step: string, data: Record<string, string>) =>
      unwrap(
        await client.command(id, {
          version: unwrap(await client.case(id)).version,
          command: { type: 'submit', step, data },
        }),
      );
    await send(clerk, 'review', { conclusion: 'agree' });
    await send(worker, 'confirm', {});
  });
  afterAll(() => service.close());

  const kinds = async (client: Client) =>
    unwrap(await client.tasks())
      .filter(({ caseId }) => caseId === id)
      .map(({ kind }) => kind);

  test('an answer needs its opinion and its reason, and counts once', async () => {
    const { version, view } = unwrap(await signer.case(id));
    const contentHash = view.openSteps[0]?.contentHash ?? '';
    const sign = (more: object) =>
      signer.command(id, { version, command: { type: 'sign', step: 'confirm', contentHash, ...more } });
    const refused = await sign({ opinion: 'no' });
    expect(!refused.ok && refused.problem).toMatchObject({ status: 422, issues: [{ code: 'commentMissing' }] });
    const done = unwrap(await sign({ opinion: 'yes', comment: '没有意见' }));
    expect(done.state.steps['confirm']).toMatchObject({ status: 'signing', signatures: [{ opinion: 'yes' }] });
    expect(await kinds(signer)).toEqual([]);
    expect(await kinds(clerk)).toEqual(['sign']);
  });

  test('silence is settled after the deadline, by whose step it is, as a task', async () => {
    expect(await kinds(worker)).toEqual([]);
    const { version, view } = unwrap(await worker.case(id));
    const contentHash = view.openSteps[0]?.contentHash ?? '';
    const settle = () => worker.command(id, { version, command: { type: 'settle', step: 'confirm', contentHash } });
    const early = await settle();
    expect(!early.ok && early.problem.issues[0]).toMatchObject({ code: 'stillTime', params: { until: '2026-11-30' } });
    service.now += 6 * DAY;
    [worker, signer] = [await service.as('worker-a'), await service.as('signer-a')];
    expect(await kinds(worker)).toEqual(['settle']);
    const done = unwrap(await settle());
    expect(done.state.data['answers']).toMatchObject({ result: 'refused', agrees: 1, silent: 1 });
    expect(done.state.steps['confirm']?.settled).toMatchObject({ counted: 'abstains', silent: ['town'] });
    const record = unwrap(await signer.signatures(id, 'confirm'));
    expect(record).toMatchObject({
      partial: false,
      withheld: false,
      intact: true,
      rows: [{ state: 'answered', opinion: '同意', comment: '没有意见' }, { state: 'silent' }],
      settled: { result: 'refused', counted: 'abstains' },
    });
  });

  test('dropped projections come back the same', async () => {
    const rows = async () => JSON.stringify(await service.store.readDocument('cases', id));
    const before = JSON.parse(await rows()) as { value: unknown };
    await rebuildProjections(service.store, createPolicies(packs, service.store));
    expect((JSON.parse(await rows()) as { value: unknown }).value).toEqual(before.value);
  });
});

describe('a flow with visibility', () => {
  let service: TestService;
  afterAll(() => service.close());

  test('lists, papers and registers follow it; so does the end of a case', async () => {
    service = await startTestService({ packs: packsWith(['town']) });
    const [worker, clerk, signer] = await Promise.all(['worker-a', 'clerk', 'signer-a'].map((who) => service.as(who)));
    if (!worker || !clerk || !signer) throw new Error('nobody');
    const { id, version } = unwrap(
      await worker.openCase({
        flow: 'tiny/matter',
        place: VILLAGE_A,
        data: { name: '密件', amount: 900 },
        submit: true,
      }),
    );
    expect((await signer.case(id)).ok).toBe(false);
    expect(unwrap(await signer.cases()).rows).toEqual([]);
    unwrap(
      await clerk.command(id, { version, command: { type: 'submit', step: 'review', data: { conclusion: 'refuse' } } }),
    );
    const [whole, part] = [unwrap(await clerk.case(id)), unwrap(await worker.case(id))];
    expect(whole).toMatchObject({ whole: true, view: { status: 'ended' } });
    expect(part).toMatchObject({ whole: false, view: { status: 'open', prints: [] } });
    expect(JSON.stringify(part)).not.toContain('refuse');
    expect(unwrap(await worker.cases({ state: 'ended' })).rows).toEqual([]);
    expect(unwrap(await clerk.cases({ state: 'ended' })).rows).toHaveLength(1);
    expect((await worker.print(id, whole.view.prints[0]?.id ?? '')).ok).toBe(false);
    expect(unwrap(await worker.registers())).toEqual([]);
    expect(unwrap(await clerk.registers()).length).toBeGreaterThan(0);
  });
});
