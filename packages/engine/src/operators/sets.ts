import { addDecimals, type Decimal, numberOf } from '../decimal.ts';
import { BOOLEAN, LIST } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';
import { kindOf } from '../kind-of.ts';
import { binary, type Operator, unary, variadic } from '../operator.ts';
import { refuse } from '../refusal.ts';
import { findReservedSegment } from '../reserved-names.ts';
import type { RunState } from '../run-state.ts';
import { readOwn } from '../run-state.ts';
import { demandDecimal } from './decimals.ts';
import { checkList, demandList } from './lists.ts';

type Scalar = string | number | boolean | null;

/** The items of a list as a set; only texts, numbers, booleans and null can be told apart. */
function scalars(value: JsonValue, run: RunState, path: string): Scalar[] {
  const list = demandList(value, path);
  run.charge(list.length, path);
  for (const item of list)
    if (item !== null && typeof item === 'object') refuse('notComparable', path, { kind: kindOf(item) });
  return list as Scalar[];
}

function demandField(value: JsonValue, path: string): string {
  if (typeof value !== 'string' || value === '') return refuse('notAName', path, { kind: kindOf(value) });
  return findReservedSegment(value) === undefined ? value : refuse('reservedName', path, { name: value });
}

/** Lists taken as sets, and sums per group. Null counts as an empty list. */
export const setOperators: readonly Operator[] = [
  {
    name: 'absent',
    min: 2,
    max: 2,
    standard: false,
    doc: 'The items of the first list that the second does not have, in order.',
    example: { absent: [['a', 'b'], { var: 'signatories' }] },
    check: ([required, given], report) => {
      checkList(required, report);
      checkList(given, report);
    },
    answers: LIST,
    apply: binary((required, given, run, path) => {
      const wanted = scalars(required, run, path);
      const there = new Set(scalars(given, run, path));
      return run.made(
        wanted.filter((item) => !there.has(item)),
        path,
      );
    }),
  },
  {
    name: 'sameSet',
    min: 2,
    max: 2,
    standard: false,
    doc: 'Whether two lists have the same items, whatever their order and number.',
    example: { sameSet: [{ var: 'signed' }, { var: 'required' }] },
    check: ([a, b], report) => {
      checkList(a, report);
      checkList(b, report);
    },
    answers: BOOLEAN,
    apply: binary((a, b, run, path) => {
      const left = new Set(scalars(a, run, path));
      const right = new Set(scalars(b, run, path));
      if (left.size !== right.size) return false;
      for (const item of left) if (!right.has(item)) return false;
      return true;
    }),
  },
  {
    name: 'distinct',
    min: 1,
    max: 1,
    standard: false,
    doc: 'The items of a list without repetition, in order.',
    example: { distinct: [{ var: 'certificates' }] },
    check: ([list], report) => checkList(list, report),
    answers: LIST,
    apply: unary((list, run, path) => run.made([...new Set(scalars(list, run, path))], path)),
  },
  {
    name: 'sumBy',
    min: 3,
    max: 3,
    standard: false,
    doc: 'Groups a list of objects by some fields and answers the exact sum of another field per group, in order of first appearance.',
    example: { sumBy: [{ var: 'projects' }, ['needId', 'year'], 'amount'] },
    check: ([list, keys, field], report) => {
      checkList(list, report);
      checkList(keys, report);
      if (field?.kind === 'literal' && typeof field.value !== 'string')
        report('notAName', field, { kind: kindOf(field.value) });
    },
    answers: LIST,
    apply: variadic(([list, keys, field], run, path) => {
      const names = demandList(keys as JsonValue, path).map((key) => demandField(key, path));
      const summed = demandField(field as JsonValue, path);
      const totals = new Map<string, Decimal>();
      for (const item of demandList(list as JsonValue, path)) {
        run.charge(1 + names.length, path);
        if (item === null || typeof item !== 'object' || Array.isArray(item))
          refuse('notAnObject', path, { kind: kindOf(item) });
        const group = JSON.stringify(
          names.map((name) => {
            const value = readOwn(item, name, path) ?? null;
            if (typeof value === 'string') run.chargeText(value, path);
            return value !== null && typeof value === 'object'
              ? refuse('notComparable', path, { kind: kindOf(value) })
              : value;
          }),
        );
        const amount = demandDecimal(readOwn(item, summed, path) ?? null, run, path);
        const total = totals.get(group);
        totals.set(group, total === undefined ? amount : addDecimals(total, amount));
      }
      return run.made(
        [...totals.values()].map((total) => numberOf(total, path)),
        path,
      );
    }),
  },
];
