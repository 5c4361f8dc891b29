import { findCivilDate, findCivilMonth, looksLikeDate } from '../civil-date.ts';
import { BOOLEAN } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';
import { kindOf } from '../kind-of.ts';
import type { Node } from '../node.ts';
import { binary, type Operator, type Report, variadic } from '../operator.ts';
import { refuse } from '../refusal.ts';

/** What may stand in an order: numbers, days, months; `code` says why a value may not. */
type Rank = { readonly of: 'number' | 'date' | 'month' } | { readonly code: string };

function rankOf(value: JsonValue): Rank {
  if (typeof value === 'number') return Number.isFinite(value) ? { of: 'number' } : { code: 'notANumber' };
  if (value === null) return { code: 'missingOperand' };
  if (typeof value !== 'string') return { code: 'notOrderable' };
  if (findCivilDate(value)) return { of: 'date' };
  if (findCivilMonth(value)) return { of: 'month' };
  return { code: looksLikeDate(value) ? 'invalidDate' : 'notOrderable' };
}

/** Refuses what has no order together; texts only as two days or two months. */
export function demandOrder(values: readonly JsonValue[], path: string): void {
  let first: string | undefined;
  for (const value of values) {
    const rank = rankOf(value);
    if ('code' in rank)
      refuse(rank.code, path, {
        kind: kindOf(value),
        ...(typeof value === 'string' ? { value: value.slice(0, 40) } : {}),
      });
    if (first !== undefined && rank.of !== first) refuse('mixedOrder', path, { left: first, right: rank.of });
    first = rank.of;
  }
}

function checkOrder(args: readonly Node[], report: Report): void {
  let first: string | undefined;
  for (const arg of args) {
    if (arg.kind === 'list') report('notOrderable', arg, { kind: 'list' });
    if (arg.kind !== 'literal') continue;
    const rank = rankOf(arg.value);
    if ('code' in rank)
      report(rank.code, arg, {
        kind: kindOf(arg.value),
        ...(typeof arg.value === 'string' ? { value: arg.value.slice(0, 40) } : {}),
      });
    else if (first !== undefined && rank.of !== first) report('mixedOrder', arg, { left: first, right: rank.of });
    else first = rank.of;
  }
}

type Compare = (a: string | number, b: string | number) => boolean;

function ordering(name: string, holds: Compare, max: 2 | 3, doc: string): Operator {
  return {
    name,
    min: 2,
    max,
    standard: true,
    doc,
    example: { [name]: max === 3 ? [0, { var: 'score' }, 100] : [{ var: 'amount' }, { param: 'threshold' }] },
    check: checkOrder,
    answers: BOOLEAN,
    apply: variadic((values, _run, path) => {
      demandOrder(values, path);
      const [a, b, c] = values as [number, number, number?];
      return holds(a, b) && (c === undefined || holds(b, c));
    }),
  };
}

/** `==`: null equals only null; otherwise two texts, two numbers or two booleans. */
export function isEqual(a: JsonValue, b: JsonValue, path: string): boolean {
  if (a === null || b === null) return a === b;
  const left = kindOf(a);
  const right = kindOf(b);
  if (left !== right) refuse('looseEquality', path, { left, right });
  if (left === 'list' || left === 'object') refuse('notComparable', path, { kind: left });
  return a === b;
}

/** `===`: different kinds are simply not the same; lists and objects are not compared. */
export function isSame(a: JsonValue, b: JsonValue, path: string): boolean {
  const kind = kindOf(a);
  if ((kind === 'list' || kind === 'object') && kind === kindOf(b)) refuse('notComparable', path, { kind });
  return a === b;
}

function checkEqual([a, b]: readonly Node[], report: Report): void {
  if (a?.kind !== 'literal' || b?.kind !== 'literal' || a.value === null || b.value === null) return;
  const left = kindOf(a.value);
  const right = kindOf(b.value);
  if (left !== right) report('looseEquality', b, { left, right });
  else checkSame([a, b], report);
}

function checkSame([a, b]: readonly Node[], report: Report): void {
  for (const arg of [a, b])
    if (arg?.kind === 'list' || (arg?.kind === 'literal' && kindOf(arg.value) === 'list'))
      report('notComparable', arg, { kind: 'list' });
}

function equality(
  name: string,
  holds: (a: JsonValue, b: JsonValue, path: string) => boolean,
  check: Operator['check'],
  doc: string,
): Operator {
  return {
    name,
    min: 2,
    max: 2,
    standard: true,
    doc,
    example: { [name]: [{ var: 'level' }, 'senior'] },
    ...(check ? { check } : {}),
    answers: BOOLEAN,
    apply: binary((a, b, _run, path) => holds(a, b, path)),
  };
}

/** Order and equality. What JavaScript would convert in silence is refused. */
export const comparisonOperators: readonly Operator[] = [
  ordering('>', (a, b) => a > b, 2, 'Greater than, of two numbers, days or months.'),
  ordering('>=', (a, b) => a >= b, 2, 'At least, of two numbers, days or months.'),
  ordering('<', (a, b) => a < b, 3, 'Less than; with three arguments: strictly between.'),
  ordering('<=', (a, b) => a <= b, 3, 'At most; with three arguments: between, ends included.'),
  equality('==', isEqual, checkEqual, 'Equal, of two values of one kind; null equals only null.'),
  equality(
    '!=',
    (a, b, path) => !isEqual(a, b, path),
    checkEqual,
    'Not equal, of two values of one kind; null equals only null.',
  ),
  equality('===', isSame, checkSame, 'The same value of the same kind.'),
  equality('!==', (a, b, path) => !isSame(a, b, path), checkSame, 'Not the same value of the same kind.'),
];
