import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnonymousAnswer, drawSample, inNoOrder } from '../src/index.ts';

const SEED = Number(process.env['SEED'] ?? 20261125);
const HALL = 'nm/hall';

/** Answers that people give one after the other, and what is kept of them after each. */
const keptBy = (arrivals: readonly AnonymousAnswer[], keep: typeof inNoOrder): readonly AnonymousAnswer[] => {
  let bag: readonly AnonymousAnswer[] = [];
  for (const answer of arrivals) bag = keep([...bag, answer]);
  return bag;
};

/** Whether what is kept is the same in whatever order people come. */
const unlinkable = (keep: typeof inNoOrder) =>
  fc.check(
    fc.property(
      fc
        .array(
          fc.record({ place: fc.constantFrom(HALL, 'nm/yard'), data: fc.record({ a: fc.nat(3), b: fc.nat(3) }) }),
          {
            minLength: 2,
            maxLength: 12,
          },
        )
        .chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      ([given, other]) => JSON.stringify(keptBy(given, keep)) === JSON.stringify(keptBy(other, keep)),
    ),
    { seed: SEED, numRuns: 500 },
  );

describe('answers without names', () => {
  test('what is kept does not depend on who came when', () => {
    expect(unlinkable(inNoOrder).failed).toBe(false);
  });

  test('builds that keep the order of arrival, or the newest first, are caught', () => {
    expect(unlinkable((answers) => [...answers]).failed).toBe(true);
    expect(unlinkable((answers) => [...answers].reverse()).failed).toBe(true);
  });
});

describe('whom a survey asks', () => {
  test('the same seed draws the same, nobody twice, no more than there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 100 }),
        fc.nat(),
        (sizes, n, seed) => {
          const populations = sizes.map((size, index) => ({ place: `nm/p${index}`, size }));
          const all = sizes.reduce((sum, size) => sum + size, 0);
          const drawn = drawSample(populations, { mode: 'random', n, seed });
          expect(drawSample(populations, { mode: 'random', n, seed })).toEqual(drawn);
          expect(drawn).toHaveLength(Math.min(n, all));
          expect(new Set(drawn.map(({ place, number }) => `${place} ${number}`)).size).toBe(drawn.length);
          const quota = drawSample(populations, { mode: 'quota', perPlace: n, seed });
          for (const { place, size } of populations)
            expect(quota.filter((one) => one.place === place)).toHaveLength(Math.min(n, size));
          expect(drawSample(populations, { mode: 'all' })).toHaveLength(all);
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});
