import type { JsonValue } from '../issue.ts';
import { kindOf } from '../kind-of.ts';
import type { Node } from '../node.ts';
import { demandWhole } from '../numbers.ts';
import type { Operator, Report } from '../operator.ts';
import { refuse } from '../refusal.ts';
import { findReservedSegment } from '../reserved-names.ts';
import type { RunState } from '../run-state.ts';

/** A name or dotted path that a rule has written or worked out, in segments. */
function demandPath(name: JsonValue, run: RunState, path: string): string[] {
  if ((typeof name !== 'string' && typeof name !== 'number') || name === '')
    return refuse('notAName', path, { kind: kindOf(name) });
  const text = String(name);
  run.chargeText(text, path);
  const reserved = findReservedSegment(text);
  return reserved === undefined ? text.split('.') : refuse('reservedName', path, { name: reserved });
}

/** Judges a name; a computed one is let through, to be judged when it is known. */
function checkName(arg: Node | undefined, report: Report): void {
  if (arg === undefined) return;
  const { kind, value } = arg.kind === 'literal' ? { kind: kindOf(arg.value), value: arg.value } : { kind: arg.kind };
  if (kind === 'call') return;
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') {
    report('notAName', arg, { kind });
    return;
  }
  const reserved = findReservedSegment(String(value));
  if (reserved !== undefined) report('reservedName', arg, { name: reserved });
}

/** Judges the name of `var` and `isPresent`, which must be written: what a rule reads is known before it runs. */
function checkWrittenName(arg: Node | undefined, report: Report): void {
  if (arg?.kind === 'call') report('dynamicName', arg);
  else checkName(arg, report);
}

function checkNames(args: readonly Node[], report: Report): void {
  for (const arg of args) {
    if (arg.kind === 'list') for (const item of arg.items) checkName(item, report);
    else if (arg.kind === 'literal' && Array.isArray(arg.value))
      for (const value of arg.value) checkName({ kind: 'literal', path: arg.path, value }, report);
    else checkName(arg, report);
  }
}

/** Reads a dotted path, in segments, from what `var` sees. */
export type ReadPath = (segments: readonly string[]) => JsonValue | undefined;

/** Whether `missing` counts a value as missing. */
export function isMissing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}

function missingOf(names: readonly JsonValue[], read: ReadPath, run: RunState, path: string): JsonValue[] {
  const missing = names.filter((name) => {
    run.charge(1, path);
    return isMissing(read(demandPath(name, run, path)));
  });
  return run.made(missing, path);
}

/** `missing` with names that a rule has worked out. */
export function findMissing(args: JsonValue[], read: ReadPath, run: RunState, path: string): JsonValue[] {
  const [first] = args;
  if (!Array.isArray(first)) return missingOf(args, read, run, path);
  if (args.length > 1) refuse('wrongArity', path, { operator: 'missing', least: 1, most: 1, given: args.length });
  return missingOf(first, read, run, path);
}

/** `missing_some` with names that a rule has worked out. */
export function findMissingSome([need, names]: JsonValue[], read: ReadPath, run: RunState, path: string): JsonValue[] {
  if (!Array.isArray(names)) return refuse('notAList', path, { kind: kindOf(names) });
  const needed = demandWhole(need as JsonValue, 1, names.length, path);
  const missing = missingOf(names, read, run, path);
  return names.length - missing.length >= needed ? [] : missing;
}

/** The name that is written in the rule; "" for everything there is. */
export function writtenName(arg: Node | undefined): string {
  return arg?.kind === 'literal' && arg.value !== null ? String(arg.value) : '';
}

/** Reading facts and params, by own properties only. */
export const accessOperators: readonly Operator[] = [
  {
    name: 'var',
    min: 0,
    max: 2,
    standard: true,
    doc: 'The value at a name or dotted path, or the second argument when nothing is there; "" is the item of a loop.',
    example: { var: ['household.size', 1] },
    check: ([name], report) => {
      if (name?.kind === 'literal' && (name.value === '' || name.value === null)) return;
      checkWrittenName(name, report);
    },
  },
  {
    name: 'missing',
    min: 0,
    standard: true,
    doc: 'Those of the names for which nothing is there, or null or an empty text.',
    example: { missing: ['name', 'idNumber'] },
    check: (args, report) => {
      checkNames(args, report);
      const first = args[0];
      if (args.length > 1 && (first?.kind === 'list' || (first?.kind === 'literal' && Array.isArray(first.value))))
        report('wrongArity', first, { operator: 'missing', least: 1, most: 1, given: args.length });
    },
  },
  {
    name: 'missing_some',
    min: 2,
    max: 2,
    standard: true,
    doc: 'Nothing when at least so many of the names are there; else those that are not.',
    example: { missing_some: [1, ['phone', 'address']] },
    check: ([, names], report) => {
      if (names?.kind === 'list') checkNames([names], report);
      else if (names?.kind === 'literal') {
        if (Array.isArray(names.value)) checkNames([names], report);
        else report('notAList', names, { kind: kindOf(names.value) });
      }
    },
  },
  {
    name: 'param',
    min: 1,
    max: 1,
    standard: false,
    doc: 'The value of a param at the date the rules are read for; works inside loops too.',
    example: { param: 'limit' },
    check: ([id], report) => {
      if (id?.kind === 'literal' && typeof id.value === 'number') report('notAName', id, { kind: 'number' });
      else checkWrittenName(id, report);
    },
  },
  {
    name: 'isPresent',
    min: 1,
    max: 1,
    standard: false,
    doc: 'Whether there is a value at a name or dotted path, and it is not null.',
    example: { isPresent: 'certificate.date' },
    check: ([name], report) => checkWrittenName(name, report),
  },
];
