import { beforeAll, describe, expect, test } from 'vitest';
import { brokenBuilds } from './broken-builds.ts';
import { loadKernel } from './kernel.ts';
import { checkAll, checkOne, type Outcome, propertyNames } from './run-model.ts';
import { flowDesigns, madeWorld } from './world.ts';

// A longer run: RUNS=20000 SEED=1 npx vitest run packages/casework/tests/proof
const seed = Number(process.env['SEED'] ?? 20261125);
const numRuns = Number(process.env['RUNS'] ?? 300);

describe('random flows, people, orders and clocks', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    const start = performance.now();
    outcome = checkAll(await loadKernel(), flowDesigns, madeWorld, { seed, numRuns });
    console.log(`flow model: SEED=${seed}, ${numRuns} flows, ${outcome.counts.line}`, performance.now() - start);
  }, 3_600_000);

  test.each(propertyNames)('%s', (name) => {
    expect(outcome.findings[name] && { seed, found: outcome.findings[name] }).toBeUndefined();
  });

  test('the moves reach everything that can happen to a case', () => {
    expect([...outcome.counts.seen.keys()]).toEqual(
      expect.arrayContaining(
        [
          'opened',
          'submitted',
          'signed',
          'settled',
          'returned',
          'withdrawn',
          'corrected',
          'commented',
          'migrated',
        ].concat('new round', 'by a deputy', 'paper'),
      ),
    );
    expect(outcome.counts.ended).toBeGreaterThan(numRuns / 20);
    expect(outcome.counts.refusals).toBeGreaterThan(numRuns / 2);
    expect(outcome.counts.orders).toBeGreaterThan(numRuns / 2);
  });
});

describe('a broken build is caught', () => {
  test.each(propertyNames)('%s', async (name) => {
    const broken = brokenBuilds[name];
    const kernel = await loadKernel(broken);
    const found = checkOne(kernel, name, flowDesigns, madeWorld, { seed, numRuns: 1500, endOnFailure: true });
    expect({ broken: broken.what, caught: found !== undefined }).toEqual({ broken: broken.what, caught: true });
  });
});
