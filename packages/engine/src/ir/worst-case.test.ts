import { describe, expect, test } from 'vitest';
import {
  compileSlots,
  dataScope,
  fillSlots,
  type JsonValue,
  type Lengths,
  lowerExpression,
  parseExpression,
  worstCase,
} from '../index.ts';
import { TYPES } from '../testing/generated-cases.ts';

/** What a rule can take at most, and what it takes with some facts. */
function measure(rule: JsonValue, lengths: Lengths, facts: JsonValue, params: Record<string, JsonValue> = {}) {
  const parsed = parseExpression(rule);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const ir = lowerExpression(parsed.value, TYPES);
  const program = compileSlots(ir);
  program.run(
    fillSlots(
      ir.slots,
      dataScope(facts, (id) => params[id]),
    ),
  );
  return { most: worstCase(ir, lengths), taken: program.spent };
}

describe('the worst case', () => {
  test('of loop-free rules is what every run takes', () => {
    const rule = { if: [{ in: [{ var: 't' }, ['a', 'b', 'c']] }, 1, { '+': [{ var: 'n' }, 1] }] };
    expect(measure(rule, {}, { t: 'a', n: 1 })).toEqual({ most: 8, taken: 8 });
    expect(measure(rule, {}, { t: 'x', n: 1 })).toEqual({ most: 8, taken: 8 });
  });

  test('of loops is reached by lists as long as was told, and grows with them', () => {
    const rule = { map: [{ var: 'list' }, { '+': [{ var: '' }, 1] }] };
    expect(measure(rule, { lists: { list: 3 } }, { list: [1, 2, 3] })).toEqual({ most: 14, taken: 14 });
    expect(measure(rule, { lists: { list: 300 } }, { list: [1] })).toMatchObject({ most: 1_202, taken: 6 });
  });

  test('counts the digits of amounts that were worked out', () => {
    const { most, taken } = measure({ product: [{ moneySum: [{ param: 'limit' }] }] }, {}, {}, { limit: 1e300 });
    expect(taken).toBeGreaterThan(40);
    expect(most).toBeGreaterThanOrEqual(taken);
  });
});
