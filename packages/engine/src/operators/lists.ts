import type { JsonValue } from '../issue.ts';
import { isTruthy, kindOf } from '../kind-of.ts';
import { LIMITS } from '../limits.ts';
import type { Node } from '../node.ts';
import type { Report } from '../operator.ts';
import { type Operator, type Step, unary, variadic } from '../operator.ts';
import { refuse } from '../refusal.ts';
import type { RunState } from '../run-state.ts';

const NONE: JsonValue[] = [];

/** A list; null counts as an empty one, anything else is refused. */
export function demandList(value: JsonValue, path: string): JsonValue[] {
  if (Array.isArray(value)) return value;
  return value === null ? NONE : refuse('notAList', path, { kind: kindOf(value) });
}

/** Judges an argument that must be a list, as far as it is written in the rule. */
export function checkList(list: Node | undefined, report: Report): void {
  if (list?.kind === 'object') report('notAList', list, { kind: 'object' });
  else if (list?.kind === 'literal' && list.value !== null && !Array.isArray(list.value))
    report('notAList', list, { kind: kindOf(list.value) });
}

/** Runs a loop with `var` reading the item; the item of an outer loop comes back afterwards. */
function overItems<T>(
  run: RunState,
  list: readonly JsonValue[],
  path: string,
  turn: (item: JsonValue, index: number) => T | undefined,
): T | undefined {
  const outer = run.item;
  for (let i = 0; i < list.length; i++) {
    run.charge(1, path);
    const item = list[i] as JsonValue;
    run.item = item;
    const found = turn(item, i);
    if (found !== undefined) {
      run.item = outer;
      return found;
    }
  }
  run.item = outer;
  return undefined;
}

function loop(
  name: string,
  doc: string,
  example: JsonValue,
  go: (run: RunState, list: JsonValue[], body: Step, path: string) => JsonValue,
): Operator {
  return {
    name,
    min: 2,
    max: 2,
    standard: true,
    doc,
    example,
    loopBody: 1,
    check: ([list], report) => checkList(list, report),
    compile: ([list, body], { path }) => {
      const source = list as Step;
      const each = body as Step;
      return (run) => go(run, demandList(source(run), path), each, path);
    },
  };
}

/** Loops over lists: inside, `var` sees the item and nothing else; `param` sees what it always sees. */
export const listOperators: readonly Operator[] = [
  loop(
    'map',
    'A list with the body evaluated for every item.',
    { map: [{ var: 'projects' }, { var: 'amount' }] },
    (run, list, body, path) => {
      const made: JsonValue[] = [];
      overItems(run, list, path, () => {
        made.push(body(run));
        return undefined;
      });
      return run.made(made, path);
    },
  ),
  loop(
    'filter',
    'The items for which the body is true.',
    { filter: [{ var: 'projects' }, { var: 'approved' }] },
    (run, list, body, path) => {
      const made: JsonValue[] = [];
      overItems(run, list, path, (item) => {
        if (isTruthy(body(run))) made.push(item);
        return undefined;
      });
      return run.made(made, path);
    },
  ),
  loop(
    'all',
    'Whether the body is true for every item; false for an empty list.',
    { all: [{ var: 'projects' }, { var: 'approved' }] },
    (run, list, body, path) =>
      list.length === 0 ? false : (overItems(run, list, path, () => (isTruthy(body(run)) ? undefined : false)) ?? true),
  ),
  loop(
    'some',
    'Whether the body is true for at least one item.',
    { some: [{ var: 'totals' }, { '>': [{ var: '' }, { param: 'threshold' }] }] },
    (run, list, body, path) => overItems(run, list, path, () => (isTruthy(body(run)) ? true : undefined)) ?? false,
  ),
  loop(
    'none',
    'Whether the body is true for no item; true for an empty list.',
    { none: [{ var: 'projects' }, { var: 'overdue' }] },
    (run, list, body, path) => overItems(run, list, path, () => (isTruthy(body(run)) ? false : undefined)) ?? true,
  ),
  {
    name: 'reduce',
    min: 2,
    max: 3,
    standard: true,
    doc: 'Goes through a list with `accumulator` and `current`; starts with the third argument, or null.',
    example: { reduce: [{ var: 'amounts' }, { '+': [{ var: 'current' }, { var: 'accumulator' }] }, 0] },
    loopBody: 1,
    check: ([list], report) => checkList(list, report),
    compile: ([list, body, start], { path }) => {
      const source = list as Step;
      const each = body as Step;
      return (run) => {
        const items = demandList(source(run), path);
        let accumulator: JsonValue = start ? start(run) : null;
        const outer = run.item;
        for (const current of items) {
          run.charge(1, path);
          run.item = { current, accumulator };
          accumulator = each(run);
        }
        run.item = outer;
        return accumulator;
      };
    },
  },
  {
    name: 'merge',
    min: 0,
    standard: true,
    doc: 'One list of all items of some lists; a value that is no list is taken as one item.',
    example: { merge: [{ var: 'ours' }, { var: 'theirs' }] },
    compile: variadic((args, run, path) => {
      let length = 0;
      for (const arg of args) {
        length += Array.isArray(arg) ? arg.length : 1;
        if (length > LIMITS.list) break;
      }
      if (length > LIMITS.list) refuse('listTooLong', path, { limit: LIMITS.list });
      return run.made(([] as JsonValue[]).concat(...args), path);
    }),
  },
  {
    name: 'count',
    min: 1,
    max: 1,
    standard: false,
    doc: 'How many items a list has; 0 for null.',
    example: { count: [{ var: 'certificates' }] },
    check: ([list], report) => checkList(list, report),
    compile: unary((list, _run, path) => demandList(list, path).length),
  },
];
