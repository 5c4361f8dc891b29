import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSlots } from '../closures/compile-slots.ts';
import { compileExpression } from '../compile.ts';
import type { IfNode } from '../ir/ir.ts';
import { lowerExpression } from '../ir/lower.ts';
import { fillSlots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import { parseExpression } from '../parse.ts';
import { Refusal } from '../refusal.ts';
import { dataScope } from '../scope.ts';
import { recogniseTable } from './recognise-table.ts';

const seed = Number(process.env['SEED'] ?? 20_261_125);
const runs = Number(process.env['RUNS'] ?? 20_000);
console.log(`recognised tables: SEED=${seed} RUNS=${Math.ceil(runs / 60)}`);

const text = fc.constantFrom('a', 'b', '旗', '2024-02-29');
const number = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.constantFrom(0.1, 2.5, -0));
const day = fc.constantFrom('2024-02-28', '2024-02-29', '2024-03-01');
const order = fc.constantFrom('<', '<=', '>', '>=');
const equal = fc.constantFrom('==', '===', '!=', '!==');
const compare = (
  operator: fc.Arbitrary<string>,
  name: string,
  value: fc.Arbitrary<JsonValue>,
): fc.Arbitrary<JsonValue> =>
  fc
    .tuple(operator, value, fc.boolean())
    .map(([op, to, turned]) => ({ [op]: turned ? [to, { var: name }] : [{ var: name }, to] }) as JsonValue);
const atom: fc.Arbitrary<JsonValue> = fc.oneof(
  compare(equal, 't', text),
  compare(equal, 'n', number),
  compare(order, 'n', number),
  compare(order, 'd', day),
  compare(equal, 'd', day),
  fc.tuple(number, number).map(([a, b]) => ({ '<=': [a, { var: 'n' }, b] })),
  fc.tuple(number, number).map(([a, b]) => ({ '<': [a, { var: 'n' }, b] })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((list) => ({ in: [{ var: 't' }, list] })),
  fc.constant({ var: 'b' }),
  compare(equal, 'b', fc.boolean()),
  fc.tuple(text, text).map(([a, b]) => ({ or: [{ '==': [{ var: 't' }, a] }, { '==': [{ var: 't' }, b] }] })),
);
const negated = atom.map((inner): JsonValue => ({ '!': [inner] }));
const condition: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 4, arbitrary: atom },
  { weight: 1, arbitrary: negated },
  { weight: 5, arbitrary: fc.array(fc.oneof(atom, negated), { minLength: 1, maxLength: 4 }).map((and) => ({ and })) },
  { weight: 1, arbitrary: fc.tuple(atom, atom).map(([a, b]) => ({ '!': [{ or: [a, b] }] })) },
  { weight: 1, arbitrary: fc.boolean() },
);
const chain = fc
  .array(condition, { minLength: 8, maxLength: 14 })
  .map((all): JsonValue => ({ if: [...all.flatMap((when, at) => [when, at]), { var: 't' }] }));
const strange = fc.constantFrom<JsonValue>(null, [], 'x', 3, true, '2024-02-30', '2024-02');
const facts = fc.record(
  {
    t: fc.oneof({ weight: 12, arbitrary: text }, strange),
    n: fc.oneof({ weight: 12, arbitrary: number }, strange),
    d: fc.oneof({ weight: 12, arbitrary: day }, strange),
    b: fc.oneof({ weight: 12, arbitrary: fc.boolean() }, strange),
  },
  { requiredKeys: [] },
);

function outcomes(rule: JsonValue, given: JsonValue): { fast: string; slow: string; recognised: boolean } | undefined {
  const parsed = parseExpression(rule);
  if (!parsed.ok) return undefined;
  const ir = lowerExpression(parsed.value);
  const program = compileSlots(ir);
  const fast = program.run(fillSlots(ir.slots, dataScope(given)));
  const slow = compileExpression(parsed.value).run(dataScope(given));
  return {
    fast: JSON.stringify(fast instanceof Refusal ? fast.issue : [fast, program.spent]),
    slow: JSON.stringify(slow.ok ? [slow.value, slow.fuel] : slow.issue),
    recognised: recogniseTable(ir.root as IfNode) !== undefined,
  };
}

describe('an if that is a table', () => {
  it('gives the value, the refusal and the fuel of its branches', () => {
    let recognised = 0;
    let all = 0;
    fc.assert(
      fc.property(chain, fc.array(facts, { minLength: 4, maxLength: 8 }), (rule, questions) => {
        for (const given of questions) {
          const found = outcomes(rule, given);
          if (found === undefined) continue;
          expect(found.fast).toBe(found.slow);
          all += 1;
          if (found.recognised) recognised += 1;
        }
      }),
      { seed, numRuns: Math.ceil(runs / 60) },
    );
    // Had it recognised nothing, nothing would have been compared.
    expect(recognised / all).toBeGreaterThan(0.5);
  });

  it('is not recognised where a condition is more than comparisons of slots with values', () => {
    const branch = (when: JsonValue) => [when, 1];
    const plain = { '==': [{ var: 't' }, 'a'] };
    const many = (when: JsonValue) => ({
      if: [...Array.from({ length: 8 }, () => branch(plain)).flat(), ...branch(when)],
    });
    const isTable = (rule: JsonValue) => {
      const parsed = parseExpression(rule);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      return recogniseTable(lowerExpression(parsed.value).root as IfNode) !== undefined;
    };
    expect(isTable(many(plain))).toBe(true);
    for (const when of [
      { '==': [{ var: 't' }, { var: 'n' }] },
      { '>': [{ '+': [{ var: 'n' }, 1] }, 2] },
      { or: [{ '==': [{ var: 't' }, 'a'] }, { '>': [{ var: 'n' }, 2] }] },
      { '>': [{ var: ['n', 1] }, 2] },
      { '==': [{ var: 't' }, 5] },
      { and: [{ '>': [{ var: 'n' }, 2] }, false] },
      { '==': [{ var: 't' }, null] },
    ] as JsonValue[])
      expect([when, isTable(many(when))]).toEqual([when, false]);
  });
});
