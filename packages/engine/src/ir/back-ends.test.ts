import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { sha256Of } from '../module/sha256-of.ts';
import { evaluateByReference } from '../reference.ts';
import { type Case, chosen, generateCase, seeded } from '../testing/generated-cases.ts';
import { faultsOf, faultsOfProgram, outcomesOf } from '../testing/outcomes.ts';
import type { Ir, IrNode } from './ir.ts';
import { worstCase } from './worst-case.ts';

// Generated rules over generated facts: every back end gives the value, the issue and the fuel of the slow reference.
const seed = Number(process.env['SEED'] ?? 1);
const runs = Number(process.env['RUNS'] ?? 20_000);
console.log(`back ends: SEED=${seed} RUNS=${runs}`);

/** Everything that is asked of a case; what is wrong. */
function check(each: Case, choose: (below: number) => number, tally: Record<string, number>): string[] {
  const outcomes = outcomesOf(each, LIMITS.fuel);
  const count = (name: string) => {
    tally[name] = (tally[name] ?? 0) + 1;
  };
  if (outcomes === undefined) {
    count('unread');
    return [];
  }
  const { expression, expected, typed } = outcomes;
  count(expected.ok ? 'answered' : 'refused');
  const faults = [...faultsOf(outcomes), ...faultsOfProgram(outcomes)];
  if (!expected.ok) return faults;

  // Short of fuel: the same answer or the same issue.
  const short = outcomesOf(each, choose(expected.fuel + 1));
  if (short) faults.push(...faultsOf(short).map((fault) => `short of fuel: ${fault}`));
  const lists = Math.max(20, ...Object.values(each.facts).map((fact) => (Array.isArray(fact) ? fact.length : 0)));
  const bound = worstCase(typed, { list: lists, text: 200 });
  if (bound < expected.fuel) faults.push(`worst case: ${bound}, and it took ${expected.fuel}`);
  // json-logic-js on the standard operators.
  const reference = evaluateByReference(expression, each.facts);
  if (!reference.ok) return faults;
  count('by json-logic-js');
  const [is, be] = [JSON.stringify(expected.value), JSON.stringify(reference.value)];
  return is === be ? faults : [...faults, `json-logic-js: ${be} instead of ${is}`];
}

describe('every back end and the slow reference', () => {
  test('agree on value, issue, fuel and trace', () => {
    const tally: Record<string, number> = {};
    for (let i = 0; (tally['answered'] ?? 0) + (tally['refused'] ?? 0) < runs; i++) {
      const choose = seeded(seed + i);
      const each = generateCase(choose);
      const faults = check(each, choose, tally);
      if (faults.length > 0) expect.fail(`case ${seed + i}: ${faults.join('; ')}: ${JSON.stringify(each)}`);
    }
    console.log('back ends:', tally);
    expect(tally['answered']).toBeGreaterThan(runs / 2);
    expect(tally['refused']).toBeGreaterThan(runs / 20);
    expect(tally['by json-logic-js']).toBeGreaterThan(runs / 20);
  }, 3_600_000);

  test('agree on small cases found by shrinking', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 30, maxLength: 150 }), (numbers) => {
        const choose = chosen(numbers);
        expect(check(generateCase(choose), choose, {})).toEqual([]);
      }),
      { seed, numRuns: Math.min(runs / 20, 2_000) },
    );
  });
});

test('the meaning of rules is the same on every machine and with every version of Node', () => {
  // Of 1 000 cases: value, issue and fuel. It changes only with what rules mean: then records of decisions that were
  // made before can no longer be replayed, and SEMANTICS_VERSION of the packs goes up with it.
  const lines = Array.from({ length: 1_000 }, (_, i) => outcomesOf(generateCase(seeded(i)), LIMITS.fuel)?.slow ?? '');
  expect(sha256Of(lines.join('\n'))).toBe('b4abce7c98f56085f19c497ced52fcce296dc044c787a56c22614b7d83ee839f');
});

describe('a back end that is wrong is caught', () => {
  const everywhere = (change: (node: IrNode) => IrNode) => (ir: Ir) => ({ ...ir, root: rebuilt(ir.root, change) });
  test.each<[string, (ir: Ir) => Ir]>([
    [
      'a bound that is no longer outside',
      everywhere((node) => (node.op === 'order' && node.relation === '<' ? { ...node, relation: '<=' } : node)),
    ],
    [
      'a turn that is not paid for',
      everywhere((node) => (node.op === 'loop' || node.op === 'reduce' ? { ...node, turn: node.turn - 1 } : node)),
    ],
    ['an order that nobody has proved', everywhere((node) => (node.op === 'order' ? { ...node, by: 'number' } : node))],
    [
      'an equality that nobody has proved',
      everywhere((node) => (node.op === 'equal' ? { ...node, by: 'same' } : node)),
    ],
    [
      'arithmetic that nobody has proved',
      everywhere((node) => (node.op === 'arithmetic' ? { ...node, by: 'number' } : node)),
    ],
    [
      'a default that is forgotten',
      everywhere(({ ...node }) => {
        if (node.op === 'var' && node.otherwise) {
          const { otherwise: _, ...rest } = node;
          return rest;
        }
        return node;
      }),
    ],
    ['a bound that is too small', (ir) => ({ ...ir, fuel: ir.fuel - 1 })],
    ['membership paid for twice', everywhere((node) => (node.op === 'in' ? { ...node, metered: true } : node))],
    [
      'a value that is taken for a condition',
      everywhere((node) =>
        node.op === 'and' || node.op === 'or' ? { ...node, type: { kind: 'boolean', nullable: false } } : node,
      ),
    ],
    [
      'a value of another path',
      everywhere((node) => (node.op === 'const' && node.value === 2 ? { ...node, value: 2.5 } : node)),
    ],
  ])('%s', (_what, change) => {
    let caught = 0;
    for (let i = 0; i < 20_000 && caught === 0; i++) {
      const outcomes = outcomesOf(generateCase(seeded(seed + i)), LIMITS.fuel, change);
      if (outcomes !== undefined && faultsOf(outcomes).length > 0) caught += 1;
    }
    expect(caught).toBe(1);
  });
});

/** A tree with every node changed. */
function rebuilt(node: IrNode, change: (node: IrNode) => IrNode): IrNode {
  const go = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(go);
    if (each === null || typeof each !== 'object') return each;
    if (!('op' in each)) return each;
    const copy = Object.fromEntries(
      Object.entries(each).map(([name, value]) => [name, name === 'value' || name === 'type' ? value : go(value)]),
    );
    return change(copy as unknown as IrNode);
  };
  return go(node) as IrNode;
}
