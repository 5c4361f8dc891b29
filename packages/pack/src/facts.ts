import { type Issue, isCivilDate, type JsonValue, nearestName } from '@cebao/engine';
import type { Decision, FactSpec } from './format.ts';

/** What reading the facts of a question found. */
export interface FactsReading {
  /** Facts the decision does not know: the question is refused, not answered. */
  readonly unknown: readonly Issue[];
  /** Required facts that are absent or null, dotted when nested. */
  readonly missing: readonly string[];
  /** The first malformed fact: reason code and where. */
  readonly invalid?: { readonly reason: string; readonly fact: string };
  /** Open lists that met an unlisted value and ask for the warning. */
  readonly notListed: boolean;
}

/** Checks the facts of a question against what the decision declares. */
export function readFacts(decision: Decision, facts: Readonly<Record<string, JsonValue>>): FactsReading {
  const known = Object.keys(decision.facts);
  const unknown: Issue[] = Object.keys(facts)
    .filter((name) => !Object.hasOwn(decision.facts, name))
    .map((name) => ({
      code: 'unknownFact',
      path: `/facts/${name}`,
      params: { name, decision: decision.id, suggestion: nearestName(name, known), known },
    }));
  const missing: string[] = [];
  const state: { invalid?: { reason: string; fact: string }; notListed: boolean } = { notListed: false };
  for (const [name, spec] of Object.entries(decision.facts)) {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    const other = spec.requiredUnless === undefined ? undefined : facts[spec.requiredUnless];
    const asked =
      spec.requiredUnless === undefined ? spec : { ...spec, required: other === undefined || other === null };
    checkFact(name, asked, value, missing, state);
  }
  return { unknown, missing, notListed: state.notListed, ...(state.invalid ? { invalid: state.invalid } : {}) };
}

type State = { invalid?: { reason: string; fact: string }; notListed: boolean };

function checkFact(path: string, spec: FactSpec, value: JsonValue | undefined, missing: string[], state: State): void {
  if (value === undefined || value === null) {
    if (spec.required && !(value === null && spec.nullable)) missing.push(path);
    return;
  }
  const fault = faultOf(spec, value);
  if (fault !== undefined) {
    state.invalid ??= { reason: fault, fact: path };
    return;
  }
  if (spec.notListed && isUnlisted(spec, value)) state.notListed = true;
  if (Array.isArray(value) && spec.items) {
    for (const [index, item] of value.entries())
      checkFact(`${path}.${index}`, spec.items as FactSpec, item, missing, state);
  }
  if (spec.properties && typeof value === 'object' && !Array.isArray(value)) {
    for (const [name, child] of Object.entries(spec.properties))
      checkFact(`${path}.${name}`, child, value[name], missing, state);
  }
}

/** Why a value is malformed, as a reason code: the pack's own for lists and bounds, or the convention's. */
function faultOf(spec: FactSpec, value: JsonValue): string | undefined {
  if (!hasType(spec, value)) return isFraction(spec, value) ? (spec.invalid ?? 'malformedFact') : 'malformedFact';
  if (isUnlisted(spec, value) && !spec.open) return spec.invalid ?? 'notInClosedList';
  if (typeof value === 'number' && (value < (spec.min ?? value) || value > (spec.max ?? value)))
    return spec.invalid ?? 'malformedFact';
  if (Array.isArray(value) && spec.items && value.includes(null)) return 'malformedFact';
  const { properties } = spec;
  const stranger = properties && Object.keys(value as object).some((name) => !Object.hasOwn(properties, name));
  return stranger ? 'malformedFact' : undefined;
}

/** A number with decimals where a whole number is asked: outside its bounds, not of another type. */
function isFraction(spec: FactSpec, value: JsonValue): boolean {
  return spec.type === 'integer' && typeof value === 'number' && !Number.isInteger(value);
}

function isUnlisted(spec: FactSpec, value: JsonValue): boolean {
  return spec.enum !== undefined && !spec.enum.includes(value as string | number);
}

function hasType(spec: FactSpec, value: JsonValue): boolean {
  switch (spec.type) {
    case 'string':
      return typeof value === 'string' && !value.includes('\0');
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && (!isMoney(spec) || hasAtMostTwoDecimals(value));
    case 'integer':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isCivilDate(value);
    case 'month':
      return typeof value === 'string' && /^\d{4}-\d{2}$/.test(value) && isCivilDate(`${value}-01`);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

/** Whether a fact is money in yuan. */
export function isMoney(spec: { unit?: string | undefined }): boolean {
  return spec.unit?.startsWith('yuan') ?? false;
}

/** Whether a number of yuan names whole fen: at most two decimals, as it is written. */
export function hasAtMostTwoDecimals(value: number): boolean {
  return /^-?\d+(\.\d{1,2})?$/.test(String(value));
}
