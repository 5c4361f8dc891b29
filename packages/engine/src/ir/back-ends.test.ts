import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileSlots } from '../closures/compile-slots.ts';
import { compileExpression } from '../compile.ts';
import { copyValue } from '../copy-value.ts';
import type { JsonValue } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import { parseExpression } from '../parse.ts';
import { evaluateByReference } from '../reference.ts';
import { Refusal } from '../refusal.ts';
import { dataScope } from '../scope.ts';
import { type Case, chosen, generateCase, seeded, TYPES } from '../testing/generated-cases.ts';
import { fold } from './fold.ts';
import { interpret } from './interpret.ts';
import type { Ir, IrNode } from './ir.ts';
import { lowerExpression } from './lower.ts';
import { fillSlots } from './slots.ts';
import { worstCase } from './worst-case.ts';

// Generated rules over generated facts: every back end gives the value, the issue and the fuel of the slow reference.
const seed = Number(process.env['SEED'] ?? 1);
const runs = Number(process.env['RUNS'] ?? 2_000);
console.log(`back ends: SEED=${seed} RUNS=${runs}`);

/** An answer with its fuel, or a refusal, as text that can be compared. */
type Outcome = string;

const refused = ({ code, path, params }: { code: string; path: string; params: object }): Outcome =>
  `refused ${code} ${path} ${JSON.stringify(params)}`;
const answered = (value: JsonValue, fuel: number): Outcome => `${JSON.stringify(value)} for ${fuel}`;

/** Runs a lowered rule on slots. */
function onSlots(ir: Ir, { facts, params }: Case, budget: number): Outcome {
  const program = compileSlots(ir);
  const result = program.run(
    fillSlots(
      ir.slots,
      dataScope(facts, (id) => params[id]),
    ),
    budget,
  );
  return result instanceof Refusal ? refused(result.issue) : answered(result, program.spent);
}

/** The same with values kept. */
function kept(ir: Ir, { facts, params }: Case, budget: number): Outcome {
  const program = compileSlots(ir);
  const slots = fillSlots(
    ir.slots,
    dataScope(facts, (id) => params[id]),
  );
  const result = program.runKept(slots, budget);
  return result instanceof Refusal ? refused(result.issue) : answered(result, program.spent);
}

/** What every back end makes of a case, and what it should. */
function judge(each: Case, budget: number, change: (ir: Ir) => Ir = (ir) => ir) {
  const parsed = parseExpression(each.rule);
  if (!parsed.ok) return undefined;
  const expression = parsed.value;
  const { facts, params } = each;
  const scope = dataScope(facts, (id) => params[id]);
  const expected = interpret(expression, scope, budget);
  const slow = expected.ok ? answered(expected.value, expected.fuel) : refused(expected.issue);
  const untyped = change(lowerExpression(expression));
  const typed = change(lowerExpression(expression, TYPES));
  // What was folded in is no longer read, save by rules that read everything.
  const readsAll = typed.slots.sources.some(({ kind }) => kind === 'whole' || kind === 'scope');
  const { n, o, t, ...others } = facts as { n: JsonValue; o: JsonValue; t: JsonValue };
  const found: Record<string, Outcome> = {
    untyped: onSlots(untyped, each, budget),
    typed: onSlots(typed, each, budget),
    kept: kept(typed, each, budget),
    'params folded': onSlots(change(fold(typed, { params })), each, budget),
    'some facts folded': onSlots(
      change(fold(typed, { params, vars: { n, o, t, gone: undefined } })),
      { ...each, facts: readsAll ? facts : others },
      budget,
    ),
    'all facts folded': onSlots(change(fold(untyped, { params, vars: { ...facts, gone: undefined } })), each, budget),
  };
  const faults = Object.entries(found)
    .filter(([, outcome]) => outcome !== slow)
    .map(([name, outcome]) => `${name}: ${outcome} instead of ${slow}`);
  return { expression, scope, expected, faults, typed };
}

/** Everything that is asked of a case. */
function check(each: Case, choose: (below: number) => number, tally: Record<string, number>): void {
  const judged = judge(each, LIMITS.fuel);
  if (judged === undefined) {
    tally['unread'] = (tally['unread'] ?? 0) + 1;
    return;
  }
  const { expression, scope, expected, faults, typed } = judged;
  expect(faults).toEqual([]);
  const name = expected.ok ? 'answered' : 'refused';
  tally[name] = (tally[name] ?? 0) + 1;

  // The program over a scope: the same, and the copy of its answer is paid for.
  const program = compileExpression(expression, TYPES).run(scope);
  const trace = new Map<string, JsonValue>();
  interpret(expression, scope, LIMITS.fuel, trace);
  const traced = compileExpression(expression).run(scope, { trace: true });
  if (expected.ok) {
    let copy = 0;
    copyValue(expected.value, (cost) => {
      copy += cost;
    });
    expect(program).toEqual({ ok: true, value: expected.value, fuel: expected.fuel + copy });
    expect(traced).toMatchObject({ ok: true, fuel: expected.fuel + copy });
  } else {
    expect(program).toEqual({ ok: false, issue: expected.issue });
  }
  expect(traced.trace).toEqual(Object.fromEntries(trace));

  // Short of fuel: the same answer or the same issue.
  if (expected.ok) {
    expect(judge(each, choose(expected.fuel + 1))?.faults).toEqual([]);
    const lists = Math.max(20, ...Object.values(each.facts).map((fact) => (Array.isArray(fact) ? fact.length : 0)));
    expect(worstCase(typed, { list: lists, text: 200 })).toBeGreaterThanOrEqual(expected.fuel);
    // json-logic-js on the standard operators.
    const reference = evaluateByReference(expression, each.facts);
    if (reference.ok) {
      tally['by json-logic-js'] = (tally['by json-logic-js'] ?? 0) + 1;
      expect(JSON.stringify(expected.value)).toBe(JSON.stringify(reference.value));
    }
  }
}

describe('every back end and the slow reference', () => {
  test('agree on value, issue, fuel and trace', () => {
    const tally: Record<string, number> = {};
    for (let i = 0; (tally['answered'] ?? 0) + (tally['refused'] ?? 0) < runs; i++) {
      const choose = seeded(seed + i);
      const each = generateCase(choose);
      try {
        check(each, choose, tally);
      } catch (thrown) {
        console.log(`back ends: case ${seed + i}: ${JSON.stringify(each)}`);
        throw thrown;
      }
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
        check(generateCase(choose), choose, {});
      }),
      { seed, numRuns: Math.min(runs / 20, 2_000) },
    );
  });
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
    for (let i = 0; i < 20_000 && caught === 0; i++)
      if ((judge(generateCase(seeded(seed + i)), LIMITS.fuel, change)?.faults.length ?? 0) > 0) caught += 1;
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
