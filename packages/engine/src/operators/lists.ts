import type { ValueType } from '../ir/ir.ts';
import { BOOLEAN, LIST, NUMBER } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';
import { kindOf } from '../kind-of.ts';
import { LIMITS } from '../limits.ts';
import type { Node } from '../node.ts';
import { type Operator, type Report, unary, variadic } from '../operator.ts';
import { refuse } from '../refusal.ts';

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

function loop(name: string, doc: string, example: JsonValue, answers: ValueType): Operator {
  return {
    name,
    min: 2,
    max: 2,
    standard: true,
    doc,
    example,
    loopBody: 1,
    answers,
    check: ([list], report) => checkList(list, report),
  };
}

/** Loops over lists: inside, `var` sees the item and nothing else; `param` sees what it always sees. */
export const listOperators: readonly Operator[] = [
  loop(
    'map',
    'A list with the body evaluated for every item.',
    { map: [{ var: 'projects' }, { var: 'amount' }] },
    LIST,
  ),
  loop('filter', 'The items for which the body is true.', { filter: [{ var: 'projects' }, { var: 'approved' }] }, LIST),
  loop(
    'all',
    'Whether the body is true for every item; false for an empty list.',
    { all: [{ var: 'projects' }, { var: 'approved' }] },
    BOOLEAN,
  ),
  loop(
    'some',
    'Whether the body is true for at least one item.',
    { some: [{ var: 'totals' }, { '>': [{ var: '' }, { param: 'threshold' }] }] },
    BOOLEAN,
  ),
  loop(
    'none',
    'Whether the body is true for no item; true for an empty list.',
    { none: [{ var: 'projects' }, { var: 'overdue' }] },
    BOOLEAN,
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
  },
  {
    name: 'merge',
    min: 0,
    standard: true,
    doc: 'One list of all items of some lists; a value that is no list is taken as one item.',
    example: { merge: [{ var: 'ours' }, { var: 'theirs' }] },
    answers: LIST,
    apply: variadic((args, run, path) => {
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
    answers: NUMBER,
    apply: unary((list, _run, path) => demandList(list, path).length),
  },
];
