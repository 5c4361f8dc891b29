import type { JsonValue } from '../issue.ts';
import type { Ratio } from './ratio.ts';
import type { Variable } from './variable.ts';

/** What is known of a value without knowing the facts. */
export type Term = ConstantTerm | SymbolTerm | MadeTerm | RefusedTerm;

/** A value that is the same whatever the facts. */
export interface ConstantTerm {
  readonly kind: 'constant';
  readonly value: JsonValue;
}

export type SymbolType = 'integer' | 'money' | 'number' | 'date' | 'month' | 'text' | 'list' | 'object' | 'unknown';

/** A value that depends on facts: a fact itself, or what an operator makes of some. Never null. */
export interface SymbolTerm {
  readonly kind: 'symbol';
  readonly type: SymbolType;
  /** The expression over facts alone: params and intermediate values stand in it as values. */
  readonly json: JsonValue;
  readonly key: string;
  /** The path, when it is a fact itself. */
  readonly fact?: string;
  /** Rises or falls with one fact on an ordered line. */
  readonly follows?: { readonly variable: Variable; readonly rises: boolean };
  /** A sum of facts with factors. */
  readonly linear?: Linear;
}

export interface Linear {
  readonly factors: ReadonlyMap<string, Ratio>;
  readonly constant: Ratio;
}

/** A list or object some of whose parts are symbols. */
export interface MadeTerm {
  readonly kind: 'made';
  readonly list: boolean;
  readonly parts: readonly (readonly [name: string, part: Term])[];
}

/** No value: the engine refuses, with this code. */
export interface RefusedTerm {
  readonly kind: 'refused';
  readonly code: string;
}

/** A key that is the same exactly for the same term. */
export function termKey(term: Term): string {
  switch (term.kind) {
    case 'constant':
      return `c${canonical(term.value)}`;
    case 'symbol':
      return `s${term.key}`;
    case 'refused':
      return `r${term.code}`;
    case 'made':
      return `${term.list ? 'l' : 'o'}(${[...term.parts]
        .sort(([a], [b]) => (term.list || a === b ? 0 : a < b ? -1 : 1))
        .map(([name, part]) => `${JSON.stringify(name)}:${termKey(part)}`)
        .join()})`;
  }
}

/** JSON with the names of objects in order. */
export function canonical(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] as JsonValue)}`)
    .join()}}`;
}

export function constant(value: JsonValue): ConstantTerm {
  return { kind: 'constant', value };
}

/** A list of terms: a constant when all are. */
export function listOf(items: readonly Term[]): Term {
  if (items.every((item) => item.kind === 'constant'))
    return constant(items.map((item) => (item as ConstantTerm).value));
  return { kind: 'made', list: true, parts: items.map((item, index) => [String(index), item] as const) };
}

/** An object of terms: a constant when all are. */
export function objectOf(parts: readonly (readonly [string, Term])[]): Term {
  if (parts.every(([, part]) => part.kind === 'constant'))
    return constant(Object.fromEntries(parts.map(([name, part]) => [name, (part as ConstantTerm).value])));
  return { kind: 'made', list: false, parts };
}

/** The expression over facts that gives a term. */
export function jsonOf(term: Term): JsonValue {
  switch (term.kind) {
    case 'constant':
      return quoted(term.value);
    case 'symbol':
      return term.json;
    case 'refused':
      return null;
    case 'made':
      return term.list
        ? term.parts.map(([, part]) => jsonOf(part))
        : { object: Object.fromEntries(term.parts.map(([name, part]) => [name, jsonOf(part)])) };
  }
}

function quoted(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(quoted);
  return { object: Object.fromEntries(Object.entries(value).map(([name, part]) => [name, quoted(part)])) };
}
