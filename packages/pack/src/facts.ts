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
  const refuse = (own?: string, otherwise = 'malformedFact') => {
    state.invalid ??= { reason: own ?? otherwise, fact: path };
  };
  if (!hasType(spec, value)) return refuse();
  if (spec.enum && !spec.enum.includes(value as string | number)) {
    if (!spec.open) return refuse(spec.invalid, 'notInClosedList');
    if (spec.notListed) state.notListed = true;
  }
  if (
    typeof value === 'number' &&
    ((spec.min !== undefined && value < spec.min) || (spec.max !== undefined && value > spec.max))
  )
    refuse(spec.invalid);
  if (Array.isArray(value) && spec.items) {
    const items = spec.items as FactSpec;
    for (const [index, item] of value.entries()) {
      if (item === null) refuse();
      else checkFact(`${path}.${index}`, items, item, missing, state);
    }
  }
  if (spec.properties && typeof value === 'object' && !Array.isArray(value)) {
    for (const name of Object.keys(value)) if (!Object.hasOwn(spec.properties, name)) refuse();
    for (const [name, child] of Object.entries(spec.properties))
      checkFact(`${path}.${name}`, child, value[name], missing, state);
  }
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
  return spec.unit !== undefined && spec.unit.startsWith('yuan');
}

/** Whether a number of yuan names whole fen: at most two decimals, as it is written. */
export function hasAtMostTwoDecimals(value: number): boolean {
  return /^-?\d+(\.\d{1,2})?$/.test(String(value));
}
