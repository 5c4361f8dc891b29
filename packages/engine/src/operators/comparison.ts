import { isCivilDate, isCivilMonth } from '../civil-date.ts';
import type { Node } from '../expression.ts';
import { type Closure, Refusal } from '../frame.ts';
import type { Issue, JsonValue } from '../issue.ts';
import type { Operator } from '../operator.ts';
import { kindOf } from './operands.ts';

/** Equality without conversion: equal kinds, or null against anything (only null equals null). */
function isEqual(a: JsonValue, b: JsonValue, path: string): boolean {
  if (a === null || b === null) return a === b;
  if (typeof a === 'object' || typeof b === 'object') throw new Refusal('notScalar', path, { found: kindOf(typeof a === 'object' ? a : b) });
  if (typeof a !== typeof b) throw new Refusal('looseEquality', path, { left: kindOf(a), right: kindOf(b) });
  return a === b;
}

/** Strict equality of scalars, as JsonLogic has it; lists and records have no equality. */
function isSame(a: JsonValue, b: JsonValue, path: string): boolean {
  if ((a !== null && typeof a === 'object') || (b !== null && typeof b === 'object')) throw new Refusal('notScalar', path, { found: kindOf(a) });
  return a === b;
}

/** Negative, zero or positive: numbers by size, civil dates and months by time; nothing else has an order. */
function order(a: JsonValue, b: JsonValue, path: string): number {
  if (a === null || b === null) throw new Refusal('missingOperand', path);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string' && ((isCivilDate(a) && isCivilDate(b)) || (isCivilMonth(a) && isCivilMonth(b)))) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
  throw new Refusal('notOrderable', path, { left: kindOf(a), right: kindOf(b) });
}

function literalKinds(args: readonly Node[]): string[] {
  return args.map((arg) => (arg.kind === 'literal' ? kindOf(arg.value) : '')).filter((kind) => kind !== '' && kind !== 'null');
}

function refuseMixed(args: readonly Node[], path: string): Issue[] {
  const kinds = literalKinds(args);
  return new Set(kinds).size > 1 ? [{ code: 'looseEquality', path, params: { left: kinds[0] ?? '', right: kinds[1] ?? '' } }] : [];
}

const equality = (name: string, doc: string, same: typeof isEqual, negate: boolean, check?: Operator['check']): Operator => ({
  name,
  arity: [2, 2],
  doc,
  ...(check ? { check } : {}),
  build: ([a, b], _nodes, path) => (frame) => same((a as Closure)(frame), (b as Closure)(frame), path) !== negate,
});

const ordering = (name: string, doc: string, most: number, holds: (sign: number) => boolean): Operator => ({
  name,
  arity: [2, most],
  doc,
  check: refuseMixed,
  build: (args, _nodes, path) => (frame) => {
    const values = args.map((arg) => arg(frame));
    for (let i = 0; i + 1 < values.length; i += 1) {
      if (!holds(order(values[i] as JsonValue, values[i + 1] as JsonValue, path))) return false;
    }
    return true;
  },
});

export const comparison: readonly Operator[] = [
  equality('==', 'equal, of one kind', isEqual, false, refuseMixed),
  equality('!=', 'not equal, of one kind', isEqual, true, refuseMixed),
  equality('===', 'equal in kind and value', isSame, false),
  equality('!==', 'not equal in kind or value', isSame, true),
  ordering('>', 'more than', 2, (sign) => sign > 0),
  ordering('>=', 'at least', 2, (sign) => sign >= 0),
  ordering('<', 'less than; with three arguments: between, ends excluded', 3, (sign) => sign < 0),
  ordering('<=', 'at most; with three arguments: between, ends included', 3, (sign) => sign <= 0),
];
