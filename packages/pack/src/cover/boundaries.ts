import type { JsonValue } from '@cebao/engine';
import type { ReadName } from '../evaluate.ts';
import type { Decision, FactSpec, Flow } from '../format.ts';
import { isDayOrMonth, moved, shifted, stepOf } from '../mutate/granularity.ts';
import { factOf } from '../mutate/readings.ts';
import type { Policy } from '../policy.ts';
import { pointer } from '../strict-json.ts';
import { rulesOf } from '../table/index.ts';

type Path = readonly (string | number)[];
function flattened(list: readonly JsonValue[], depth: number): JsonValue[] {
  return depth <= 1
    ? [...list]
    : list.flatMap((inner) => (Array.isArray(inner) ? flattened(inner, depth - 1) : [inner]));
}

/** Where a value lies beside a boundary, within one step of its unit. */
export type Side = 'below' | 'at' | 'above';
export const SIDES: readonly Side[] = ['below', 'at', 'above'];

/** A comparison of something with a constant or a param: the place where an answer turns. */
export interface Boundary {
  readonly pointer: string;
  /** The comparison, for words. */
  readonly comparison: JsonValue;
  readonly compared: JsonValue;
  readonly bound: JsonValue;
  /** The unit in which neighbours are counted. */
  readonly spec: { unit?: string | undefined; type?: string | undefined } | undefined;
  /** Lists around it whose items it judges, outermost first. */
  readonly lists: readonly JsonValue[];
}

const ORDERS = new Set(['<', '<=', '>', '>=']);
const LOOPS = new Set(['map', 'filter', 'all', 'some', 'none']);

/** Sides that a comparison can come to: a count never lies below nothing. */
export function reachableSides({ compared, bound }: Boundary): readonly Side[] {
  const counts = compared !== null && typeof compared === 'object' && !Array.isArray(compared) && 'count' in compared;
  return counts && bound === 0 ? SIDES.filter((side) => side !== 'below') : SIDES;
}

/** The boundaries in one expression. */
export function boundariesIn(
  expression: JsonValue | undefined,
  at: Path,
  decisions: readonly Decision[],
  units: (param: string) => string | undefined,
  lists: readonly JsonValue[] = [],
): Boundary[] {
  if (expression === null || typeof expression !== 'object') return [];
  if (Array.isArray(expression))
    return expression.flatMap((item, index) => boundariesIn(item, [...at, index], decisions, units, lists));
  return Object.entries(expression).flatMap(([name, raw]) => {
    const args = Array.isArray(raw) ? raw : [raw];
    if (LOOPS.has(name))
      return [
        ...boundariesIn(args[0], [...at, name, 0], decisions, units, lists),
        ...boundariesIn(args[1], [...at, name, 1], decisions, units, [...lists, args[0] ?? null]),
      ];
    const inner = boundariesIn(raw, [...at, name], decisions, units, lists);
    if (!ORDERS.has(name) || args.length !== 2) return inner;
    const [left = null, right = null] = args;
    const [compared, bound] = isConstant(right) ? [left, right] : [right, left];
    if (!isConstant(bound) || isConstant(compared)) return inner;
    const spec =
      (lists.length > 0 && hasNoName(compared) ? undefined : specOf(compared, decisions)) ??
      (paramOf(bound) ? { unit: units(paramOf(bound) ?? '') } : undefined);
    return [{ pointer: pointer(at), comparison: { [name]: raw }, compared, bound, spec, lists }, ...inner];
  });
}

/** Every boundary of a decision and of the flow it asks, `flow` pointers marked by its id. */
export function boundariesOf(decision: Decision, flow: Flow | undefined, policy: Policy): Boundary[] {
  const units = (id: string) => policy.layered.params[id]?.at(-1)?.item.unit;
  const find = (value: unknown, at: Path) => boundariesIn(value as JsonValue, at, [decision], units);
  const { let: lets = {}, rules = [], check, assumptions = [], warnings = [] } = decision;
  return [
    ...Object.entries(lets).flatMap(([name, value]) => find(value, ['let', name])),
    ...rules.flatMap(({ when, then }, index) => [
      ...find(when, ['rules', index, 'when']),
      ...find(then.value, ['rules', index, 'then', 'value']),
    ]),
    ...rulesOf(decision)
      .slice(rules.length)
      .flatMap(({ when, then }, index) => [
        ...find(when, ['table', 'rows', index, 'when']),
        ...find(then.value, ['table', 'rows', index, 'then']),
      ]),
    ...(check?.faults ?? []).flatMap(({ when }, index) => find(when, ['check', 'faults', index, 'when'])),
    ...find(check?.missing, ['check', 'missing']),
    ...[...assumptions.entries()].flatMap(([index, { when }]) => find(when, ['assumptions', index, 'when'])),
    ...[...warnings.entries()].flatMap(([index, { when }]) => find(when, ['warnings', index, 'when'])),
    ...(flow ? flowBoundaries(flow, find) : []),
  ];
}

function flowBoundaries(flow: Flow, find: (value: unknown, at: Path) => Boundary[]): Boundary[] {
  const guards = [
    ...(flow.preconditions ?? []).map(({ when }, index) => ({ when, at: ['preconditions', index] as Path })),
    ...flow.steps.flatMap((step, position) =>
      (['blocks', 'checks', 'outcomes', 'warnings', 'assumptions'] as const).flatMap((list) =>
        (step[list] ?? []).map(({ when }, index) => ({ when, at: ['steps', position, list, index] as Path })),
      ),
    ),
  ];
  return [
    ...Object.entries(flow.let ?? {}).flatMap(([name, value]) => find(value, ['flow', 'let', name])),
    ...guards.flatMap(({ when, at }) => find(when, ['flow', ...at, 'when'])),
  ];
}

/** On which sides of a boundary a question comes within one step: a list may come to several. */
export function sidesOf(boundary: Boundary, policy: Policy, at: string, read: ReadName): ReadonlySet<Side> {
  const readParam = (id: string) => policy.findParam(id, at)?.value;
  const run = (expression: JsonValue, scope: ReadName): JsonValue | undefined => {
    const result = policy.evaluate(expression, scope, readParam);
    return result.ok ? result.value : undefined;
  };
  // What stands inside loops is said with `map`, so that the engine makes the scope of each turn.
  const compared = [...boundary.lists]
    .reverse()
    .reduce<JsonValue>((inner, list) => ({ map: [list, inner] }), boundary.compared);
  const bound = run(boundary.bound, read);
  const found = run(compared, read);
  const values = boundary.lists.length > 0 && Array.isArray(found) ? flattened(found, boundary.lists.length) : [found];
  const sides = new Set<Side>();
  for (const value of values) {
    const side = sideOf(value, bound, boundary.spec);
    if (side !== undefined) sides.add(side);
  }
  return sides;
}

/** Where a value lies beside a bound, when it is no further than one step. */
export function sideOf(
  value: JsonValue | undefined,
  bound: JsonValue | undefined,
  spec: { unit?: string | undefined; type?: string | undefined } | undefined,
): Side | undefined {
  if (typeof value === 'number' && typeof bound === 'number') {
    const step = stepOf(spec, bound);
    if (value === bound) return 'at';
    if (value >= moved(bound, -step) && value < bound) return 'below';
    return value > bound && value <= moved(bound, step) ? 'above' : undefined;
  }
  if (isDayOrMonth(value) && isDayOrMonth(bound)) {
    if (value === bound) return 'at';
    if (value === shifted(bound, -1)) return 'below';
    return value === shifted(bound, 1) ? 'above' : undefined;
  }
  return undefined;
}

function hasNoName(value: JsonValue): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && [value.var].flat()[0] === '';
}

function isConstant(value: JsonValue): boolean {
  return typeof value === 'number' || isDayOrMonth(value) || paramOf(value) !== undefined;
}

function paramOf(value: JsonValue): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !('param' in value)) return undefined;
  return String([value.param].flat()[0]);
}

function specOf(value: JsonValue, decisions: readonly Decision[]): Omit<FactSpec, 'title'> | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !('var' in value)) return undefined;
  return factOf(decisions, String([value.var].flat()[0]));
}
