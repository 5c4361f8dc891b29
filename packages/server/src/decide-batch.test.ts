import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonValue } from '@cebao/engine';
import { type LoadModule, shortAnswerOf } from '@cebao/pack/simulate';
import { afterAll, describe, expect, test } from 'vitest';
import { startTestService, unwrap } from '../tests/service.ts';
import { VILLAGE_A } from '../tests/tiny-pack.ts';
import { createModuleShelf } from './node/module-shelf.ts';

const root = mkdtempSync(join(tmpdir(), 'cebao-policy-modules-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const FACTS: Record<string, JsonValue>[] = [
  { amount: 0 },
  { amount: 500 },
  { amount: 999.99 },
  { amount: 1000 },
  { amount: 1000.01 },
  { amount: -1 },
  { amount: '1000' },
  {},
  { amunt: 1 },
];
const asked = { region: VILLAGE_A, at: '2026-12-02', decision: 'tiny/route' };

async function serviceWith(loadModule: LoadModule | undefined) {
  const service = await startTestService(loadModule ? { loadModule } : {});
  afterAll(() => service.close());
  const clerk = await service.as('clerk');
  return {
    ...service,
    clerk,
    batch: async () => unwrap(await clerk.decideBatch({ ...asked, facts: FACTS })),
    one: async (facts: Record<string, JsonValue>) => {
      const answered = await clerk.decide({ ...asked, facts });
      return answered.ok
        ? shortAnswerOf(answered.value)
        : { issues: answered.problem.issues?.map(({ code, path }) => ({ code, path })) };
    },
  };
}

describe('many questions at once', () => {
  const folder = join(root, 'modules');
  const shelf = createModuleShelf(folder);

  test.each([
    ['by the module', shelf.load],
    ['by the closures, without modules', undefined],
    ['by the closures, where the file is not what its name says', async () => undefined],
    [
      'by the closures, where nothing can be written',
      async () => {
        throw new Error('ENOSPC');
      },
    ],
  ])('are answered %s as one by one', async (_how, loadModule) => {
    const { batch, one } = await serviceWith(loadModule);
    const { answers } = await batch();
    expect(answers).toHaveLength(FACTS.length);
    for (const [at, facts] of FACTS.entries())
      expect(answers[at], JSON.stringify(facts)).toMatchObject((await one(facts)) as object);
  });

  test('a published pack has its module ready, and the answers of a batch follow it', async () => {
    const { as, batch } = await serviceWith(shelf.load);
    const before = await batch();
    const files = readdirSync(folder);
    const [drafter, publisher] = [await as('drafter'), await as('publisher')];
    const draft = { param: 'limit', region: 'zz/one/two', value: 400, from: '2026-12-01', note: '试行' };
    const { id } = unwrap(await drafter.createDraft({ ...draft, basis: 'assumption' }));
    const published = unwrap(await publisher.publishDraft(id));
    expect(shelf.find(published.published?.revision ?? '')).toBeDefined();
    expect(shelf.find(before.revision)).toBeDefined();
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(files));
    const after = await batch();
    expect(after.revision).toBe(published.published?.revision);
    expect(after.answers[1]).toMatchObject({ value: { route: 'tender' } });
    expect(before.answers[1]).toMatchObject({ value: { route: 'direct' } });
  });

  test('a batch that cannot be asked is refused as a whole', async () => {
    const { client, clerk } = await serviceWith(shelf.load);
    expect(await client.decideBatch({ ...asked, facts: FACTS })).toMatchObject({ problem: { status: 401 } });
    const codes = async (change: object) => {
      const refused = await clerk.decideBatch({ ...asked, facts: FACTS, ...change });
      return refused.ok ? [] : [refused.problem.status, refused.problem.code];
    };
    expect(await codes({ decision: 'tiny/rout' })).toEqual([422, 'unknownDecision']);
    expect(await codes({ region: 'yy' })).toEqual([422, 'unknownRegion']);
    expect(await codes({ facts: [] })).toEqual([422, 'invalidRequest']);
    expect(await codes({ facts: Array.from({ length: 1001 }, () => ({})) })).toEqual([422, 'invalidRequest']);
    expect(await codes({ at: '2026-02-30' })).toEqual([422, 'invalidRequest']);
  });
});
