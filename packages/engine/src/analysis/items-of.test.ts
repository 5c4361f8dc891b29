import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileExpression, dataScope, type JsonValue, parseExpression } from '../index.ts';
import { itemsOf } from './items-of.ts';

const seed = Number(process.env['SEED'] ?? 20_261_125);
console.log(`items of lists: SEED=${seed}`);

const scalar = fc.constantFrom<JsonValue>(1, 'a', null, { var: 'n' }, { cat: ['x', { var: 'n' }] });
const list: fc.Arbitrary<JsonValue> = fc.letrec<{ list: JsonValue }>((tie) => ({
  list: fc.oneof(
    { maxDepth: 4 },
    fc.array(scalar, { maxLength: 3 }) as fc.Arbitrary<JsonValue>,
    fc.constantFrom<JsonValue>({ var: 'held' }, { var: 'gone' }, { missing: ['n', 'gone'] }),
    fc.array(fc.oneof(tie('list'), scalar), { maxLength: 3 }).map((parts) => ({ merge: parts }) as JsonValue),
    tie('list').map((inner) => ({ map: [inner, { cat: ['y', { var: '' }] }] }) as JsonValue),
    tie('list').map((inner) => ({ filter: [inner, { '!=': [{ var: '' }, 'a'] }] }) as JsonValue),
    tie('list').map((inner) => ({ distinct: [inner] }) as JsonValue),
    fc.tuple(tie('list'), tie('list')).map(([a, b]) => ({ absent: [a, b] }) as JsonValue),
  ),
})).list;

test('a list that the engine makes is as long as its form tells', () => {
  const tally = { answered: 0, exact: 0 };
  fc.assert(
    fc.property(list, fc.array(fc.constantFrom('a', 'b', 1, null), { maxLength: 4 }), (json, held) => {
      const parsed = parseExpression({ count: [json] });
      if (!parsed.ok) return;
      const run = compileExpression(parsed.value).run(dataScope({ n: 3, held }));
      if (!run.ok) return;
      const { least, most } = itemsOf(json);
      tally.answered += 1;
      if (least === most) tally.exact += 1;
      expect(run.value).toBeGreaterThanOrEqual(least);
      expect(run.value).toBeLessThanOrEqual(most);
    }),
    { seed, numRuns: 3_000 },
  );
  console.log('items of lists:', tally);
  expect(tally.answered).toBeGreaterThan(1_500);
  expect(tally.exact).toBeGreaterThan(300);
});
