import { describe, expect, test } from 'vitest';
import {
  compileSlots,
  createRuleSet,
  createSlotTable,
  dataScope,
  fillSlots,
  type JsonValue,
  lowerExpression,
  parseExpression,
  Refusal,
} from '../index.ts';
import { generateCase, seeded } from '../testing/generated-cases.ts';

const seed = Number(process.env['SEED'] ?? Date.now() & 0x7fffffff);
console.log(`rule sets: SEED=${seed}`);

const table = createSlotTable();
const lower = (rule: JsonValue, into = table) => {
  const parsed = parseExpression(rule);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return lowerExpression(parsed.value, {}, into);
};
const v = (name: string) => ({ var: name });

describe('a set of rules over one record', () => {
  const set = createRuleSet([
    { ir: lower({ '>': [v('total'), 100] }) },
    { ir: lower({ '+': [v('a'), v('b')] }), as: 'total' },
    { ir: lower({ cat: ['to ', v('o.name')] }) },
    { ir: lower({ isPresent: 'o' }) },
    { ir: lower({ '<': [v('a'), { param: 'limit' }] }) },
  ]);
  const codes = () => set.answers.map((answer) => (answer instanceof Refusal ? answer.issue.code : answer));

  test('computes what depends on a change, in order, and nothing else', () => {
    expect(codes()).toEqual(['missingOperand', 'missingOperand', 'to ', false, 'missingParam']);
    expect(set.setAll({ a: 60, b: 50 })).toEqual([1, 0, 4]);
    expect(set.setParam('limit', 10)).toEqual([4]);
    expect(codes()).toEqual([true, 110, 'to ', false, false]);
    expect(set.set('o.name', 'x')).toEqual([2, 3]);
    expect(set.set('o', { name: 'y' })).toEqual([2, 3]);
    expect(codes()).toEqual([true, 110, 'to y', true, false]);
    expect(set.set('b', 50)).toEqual([]);
    expect(set.set('unknown', 1)).toEqual([]);
    // The sum stays as it is, so the rule that reads it is left alone.
    expect(set.setAll({ a: 50, b: 60 })).toEqual([1, 4]);
    expect(set.set('b', null)).toEqual([1, 0]);
    expect(codes().slice(0, 2)).toEqual(['missingOperand', 'missingOperand']);
  });

  test('refuses circles and rules of several tables', () => {
    const circle = [
      { ir: lower(v('p')), as: 'q' },
      { ir: lower(v('q')), as: 'p' },
    ];
    expect(() => createRuleSet(circle)).toThrow(TypeError);
    expect(() => createRuleSet([{ ir: lower(1) }, { ir: lower(1, createSlotTable()) }])).toThrow(TypeError);
  });

  test('answers like each rule afresh, whatever changes', () => {
    let read = 0;
    for (let round = 0; round < 60; round++) {
      const choose = seeded(seed + round);
      const shared = createSlotTable();
      const cases = Array.from({ length: 20 }, () => generateCase(choose)).filter(
        (each) => parseExpression(each.rule).ok,
      );
      const rules = cases.map(({ rule }) => lower(rule, shared));
      // Rules that read everything or names worked out read no single fact.
      if (shared.sources.some(({ kind }) => kind === 'whole' || kind === 'scope')) continue;
      const rulesSet = createRuleSet(rules.map((ir) => ({ ir })));
      const params = cases[0]?.params ?? {};
      for (const [id, value] of Object.entries(params)) rulesSet.setParam(id, value);
      const facts: Record<string, JsonValue> = {};
      for (const each of cases) {
        for (const [name, value] of Object.entries(each.facts)) {
          facts[name] = value;
          rulesSet.set(name, value);
        }
        const slots = fillSlots(
          shared,
          dataScope(facts, (id) => params[id]),
        );
        for (const [i, ir] of rules.entries()) {
          expect(rulesSet.answers[i]).toEqual(compileSlots(ir).run(slots));
          read += 1;
        }
      }
    }
    expect(read).toBeGreaterThan(1_000);
  });
});
