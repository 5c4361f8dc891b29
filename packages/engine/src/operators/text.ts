import { BOOLEAN, TEXT } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';
import { kindOf } from '../kind-of.ts';
import { demandWhole } from '../numbers.ts';
import { binary, type Operator, variadic } from '../operator.ts';
import { refuse } from '../refusal.ts';
import type { RunState } from '../run-state.ts';

const LONE_SURROGATE = /[\uD800-\uDFFF]/u;
const FAR = 1_000_000_000;

function textOf(value: JsonValue, path: string): string {
  if (value === null) return '';
  if (typeof value === 'object') return refuse('notText', path, { kind: kindOf(value) });
  return String(value);
}

/**
 * Whether a value is an item of a list, or a text a part of a text. `metered` unless the list or text that is gone
 * through has been paid for.
 */
export function isIn(needle: JsonValue, hay: JsonValue, run: RunState, path: string, metered: boolean): boolean {
  if (hay === null) return refuse('missingOperand', path, { kind: 'null' });
  if (typeof hay === 'string') {
    if (typeof needle !== 'string') return refuse('notText', path, { kind: kindOf(needle) });
    if (metered) run.chargeText(hay, path);
    run.chargeText(needle, path);
    return hay !== '' && hay.includes(needle);
  }
  if (!Array.isArray(hay)) return refuse('notListOrText', path, { kind: kindOf(hay) });
  if (needle !== null && typeof needle === 'object') return refuse('notComparable', path, { kind: kindOf(needle) });
  if (metered) run.charge(hay.length, path);
  return hay.indexOf(needle) !== -1;
}

/** Texts and membership. */
export const textOperators: readonly Operator[] = [
  {
    name: 'cat',
    min: 0,
    standard: true,
    doc: 'Joins texts, numbers and booleans into one text; null adds nothing.',
    example: { cat: [{ var: 'town' }, '/', { var: 'village' }] },
    check: (args, report) => {
      for (const arg of args) {
        if (arg.kind === 'list' || arg.kind === 'object') report('notText', arg, { kind: arg.kind });
        else if (arg.kind === 'literal' && typeof arg.value === 'object' && arg.value !== null)
          report('notText', arg, { kind: kindOf(arg.value) });
      }
    },
    answers: TEXT,
    apply: variadic((args, run, path) => {
      let text = '';
      for (const arg of args) text = run.madeText(text + textOf(arg, path), path);
      return text;
    }),
  },
  {
    name: 'substr',
    min: 2,
    max: 3,
    standard: true,
    doc: 'A part of a text: from a place (negative counts from the end), as long as said (negative leaves that much off the end).',
    example: { substr: [{ var: 'number' }, 0, 6] },
    answers: TEXT,
    apply: variadic(([source, start, length], run, path) => {
      if (source === null) refuse('missingOperand', path, { kind: 'null' });
      if (typeof source !== 'string' && typeof source !== 'number') refuse('notText', path, { kind: kindOf(source) });
      const text = String(source);
      run.chargeText(text, path);
      const from = demandWhole(start as JsonValue, -FAR, FAR, path);
      const rest = text.slice(from < 0 ? Math.max(0, text.length + from) : from);
      const part = length === undefined ? rest : rest.slice(0, cut(rest.length, demandWhole(length, -FAR, FAR, path)));
      if (LONE_SURROGATE.test(part) && !LONE_SURROGATE.test(text)) refuse('brokenText', path);
      return part;
    }),
  },
  {
    name: 'in',
    min: 2,
    max: 2,
    standard: true,
    doc: 'Whether a value is an item of a list, or a text a part of a text.',
    example: { in: [{ var: 'level' }, ['junior', 'senior']] },
    check: ([needle, hay], report) => {
      if (hay?.kind === 'literal' && hay.value === null) report('missingOperand', hay, { kind: 'null' });
      else if (hay?.kind === 'literal' && typeof hay.value !== 'string' && !Array.isArray(hay.value))
        report('notListOrText', hay, { kind: kindOf(hay.value) });
      if (
        hay?.kind === 'literal' &&
        typeof hay.value === 'string' &&
        needle?.kind === 'literal' &&
        typeof needle.value !== 'string'
      )
        report('notText', needle, { kind: kindOf(needle.value) });
      if (needle?.kind === 'list' || (needle?.kind === 'literal' && kindOf(needle.value) === 'list'))
        report('notComparable', needle, { kind: 'list' });
    },
    answers: BOOLEAN,
    apply: binary((needle, hay, run, path) => isIn(needle, hay, run, path, true)),
  },
];

/** How much of a rest is kept: a negative length leaves that much off its end. */
function cut(rest: number, length: number): number {
  return length < 0 ? Math.max(0, rest + length) : length;
}
