import type { JsonValue } from '@cebao/engine';
import type { FactSpec } from '../format.ts';
import { isDayOrMonth, moved, shifted, stepOf } from './granularity.ts';
import type { Edit, MutationOperator, Path } from './mutant.ts';

/** One possible mutation of an item, before it is named. */
export interface Draft {
  readonly operator: MutationOperator;
  readonly at: Path;
  readonly edits: readonly Edit[];
  readonly from?: JsonValue;
  readonly to?: JsonValue;
}

/** What an expression's facts and params are, for units and closed lists. */
export interface Meaning {
  /** The declared fact at a dotted name, or undefined. */
  readonly fact: (name: string) => Omit<FactSpec, 'title'> | undefined;
  readonly param: (
    id: string,
  ) => { readonly unit?: string | undefined; readonly enum?: readonly JsonValue[] | undefined } | undefined;
  /** Texts that stand for choices in answers, to exchange one for another. */
  readonly choices: readonly string[];
}

const FLIPPED: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
  '===': '!==',
  '!==': '===',
};
const COMPARES = new Set([...Object.keys(FLIPPED), 'in']);
/** Operands that are names, not values: never mutated. */
const NAMES = new Set(['var', 'param', 'isPresent', 'missing']);

/**
 * Mutations of an expression: comparisons flipped, numbers and dates a step up and down, `and` for `or`, conditions
 * negated, choices exchanged, items of constant lists and keys of built objects dropped.
 */
export function expressionEdits(expression: JsonValue, at: Path, meaning: Meaning): Draft[] {
  return walk(expression, at, meaning, undefined);
}

/** The same, for an expression that decides something: it is negated as a whole too. */
export function conditionEdits(condition: JsonValue, at: Path, meaning: Meaning): Draft[] {
  return [negated(condition, at), ...expressionEdits(condition, at, meaning)];
}

function negated(condition: JsonValue, at: Path): Draft {
  return set('conditionNegated', at, condition, { '!': [condition] });
}

/** A draft that sets one place to another value. */
export function set(operator: MutationOperator, at: Path, from: JsonValue, to: JsonValue): Draft {
  return { operator, at, edits: [{ path: at, to }], from, to };
}

/** A draft that takes one place away. */
export function drop(operator: MutationOperator, at: Path, from: JsonValue): Draft {
  return { operator, at, edits: [{ path: at }], from };
}

/** `beside`: the other operand of a comparison, which says the unit or the closed list of a literal. */
function walk(value: JsonValue, at: Path, meaning: Meaning, beside: Beside | undefined): Draft[] {
  if (typeof value === 'boolean') return [set('truthFlipped', at, value, !value)];
  if (typeof value === 'number') return numberEdits(value, at, beside?.spec);
  if (typeof value === 'string') return textEdits(value, at, meaning, beside);
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) {
    const drops =
      value.length > 1 && value.every((item) => item === null || typeof item !== 'object')
        ? value.map((item, index) => drop('listItemDropped', [...at, index], item))
        : [];
    return [...drops, ...value.flatMap((item, index) => walk(item, [...at, index], meaning, beside))];
  }
  const [name, raw] = Object.entries(value)[0] ?? [];
  if (name === undefined || raw === undefined || NAMES.has(name)) return [];
  if (name === 'object') return objectEdits(raw, [...at, name], meaning);
  const args = Array.isArray(raw) ? raw : [raw];
  const argsAt = (index: number): Path => (Array.isArray(raw) ? [...at, name, index] : [...at, name]);
  const drafts: Draft[] = [];
  const other = FLIPPED[name];
  if (other !== undefined) drafts.push(set('comparisonFlipped', at, value, { [other]: raw }));
  if (name === 'and' || name === 'or')
    drafts.push(set('andOrSwapped', at, value, { [name === 'and' ? 'or' : 'and']: raw }));
  for (const [index, arg] of args.entries()) {
    const isCondition =
      name === 'and' || name === 'or' || (name === 'if' && index % 2 === 0 && index < args.length - 1);
    if (isCondition && arg !== null && typeof arg === 'object') drafts.push(negated(arg, argsAt(index)));
    const hint = COMPARES.has(name) ? besideOf(args, index, meaning) : name === 'if' ? beside : undefined;
    if (name === 'sumBy' && index > 0) {
      if (Array.isArray(arg) && arg.length > 1)
        drafts.push(...arg.map((item, i) => drop('listItemDropped', [...argsAt(index), i], item)));
      continue;
    }
    drafts.push(...walk(arg, argsAt(index), meaning, hint));
  }
  return drafts;
}

interface Beside {
  readonly spec?: { unit?: string | undefined; type?: string | undefined } | undefined;
  readonly choices?: readonly JsonValue[] | undefined;
}

function besideOf(args: readonly JsonValue[], index: number, meaning: Meaning): Beside | undefined {
  for (const [position, other] of args.entries()) {
    if (position === index || other === null || typeof other !== 'object' || Array.isArray(other)) continue;
    if ('param' in other) {
      const param = meaning.param(String([other.param].flat()[0]));
      if (param) return { spec: { unit: param.unit }, choices: param.enum };
    }
    if ('var' in other) {
      const name = String([other.var].flat()[0]);
      const spec = meaning.fact(name);
      if (spec)
        return { spec, choices: spec.enum ?? spec.items?.enum ?? Object.keys(spec.labels ?? spec.items?.labels ?? {}) };
    }
  }
  return undefined;
}

function objectEdits(raw: JsonValue, at: Path, meaning: Meaning): Draft[] {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return [];
  return Object.entries(raw).flatMap(([key, child]) => [
    drop('keyDropped', [...at, key], key),
    ...walk(child, [...at, key], meaning, undefined),
  ]);
}

/** A number one step up and one down. */
export function numberEdits(
  value: number,
  at: Path,
  spec: { unit?: string | undefined; type?: string | undefined } | undefined,
): Draft[] {
  const step = stepOf(spec, value);
  return [set('boundUp', at, value, moved(value, step)), set('boundDown', at, value, moved(value, -step))];
}

function textEdits(text: string, at: Path, meaning: Meaning, beside: Beside | undefined): Draft[] {
  if (isDayOrMonth(text)) return dateEdits(text, at);
  const choices = beside?.choices?.length ? beside.choices : meaning.choices;
  const other = nextOf(choices, text);
  return other === undefined ? [] : [set('textExchanged', at, text, other)];
}

/** A date or month one later and one earlier. */
export function dateEdits(text: string, at: Path): Draft[] {
  const later = shifted(text, 1);
  const earlier = shifted(text, -1);
  return [
    ...(later === undefined ? [] : [set('dateLater', at, text, later)]),
    ...(earlier === undefined ? [] : [set('dateEarlier', at, text, earlier)]),
  ];
}

/** The next other member of a list after a value, going round; undefined when it is no member or the only one. */
export function nextOf<T extends JsonValue>(list: readonly T[], value: T): T | undefined {
  const index = list.indexOf(value);
  if (index < 0 || list.length < 2) return undefined;
  return list[(index + 1) % list.length];
}
