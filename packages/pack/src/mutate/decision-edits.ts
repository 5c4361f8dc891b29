import type { JsonValue } from '@cebao/engine';
import type { Decision, FactSpec } from '../format.ts';
import {
  conditionEdits,
  type Draft,
  dateEdits,
  drop,
  expressionEdits,
  type Meaning,
  nextOf,
  numberEdits,
  set,
} from './expression-edits.ts';
import type { Path } from './mutant.ts';

/** The codes a pack uses, to exchange one for another. */
export interface Codes {
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
}

/** The codes that stand in decisions and flows, sorted. */
export function codesOf(items: readonly unknown[]): Codes {
  const found = { reasons: new Set<string>(), warnings: new Set<string>(), assumptions: new Set<string>() };
  const visit = (value: unknown, key: string, parent: string): void => {
    if (typeof value === 'string') {
      if (['reason', 'undefined', 'actorReason', 'invalid'].includes(key)) found.reasons.add(value);
      if (parent === 'reasons' || parent === 'afterReasons') found.reasons.add(value);
      if (key === 'code' && parent === 'warnings') found.warnings.add(value);
      if (key === 'code' && parent === 'faults') found.reasons.add(value);
      if (key === 'assumptions' || (key === 'key' && parent === 'assumptions')) found.assumptions.add(value);
      if (key === 'warnings') found.warnings.add(value);
    } else if (Array.isArray(value)) for (const item of value) visit(item, key, parent);
    else if (value !== null && typeof value === 'object')
      for (const [name, child] of Object.entries(value)) visit(child, name, key);
  };
  for (const item of items) visit(item, '', '');
  return {
    reasons: [...found.reasons].sort(),
    warnings: [...found.warnings].sort(),
    assumptions: [...found.assumptions].sort(),
  };
}

/** Mutations of a decision: its facts, rules, outcomes, check, assumptions, warnings, levels and dates. */
export function decisionEdits(decision: Decision, meaning: Meaning, codes: Codes): Draft[] {
  const drafts: Draft[] = [...itemDates(decision, [])];
  const levels = decision.levels ?? [];
  for (const [index, level] of levels.entries()) drafts.push(drop('listItemDropped', ['levels', index], level));
  if (decision.fromBasis !== undefined) drafts.push(drop('switched', ['fromBasis'], decision.fromBasis));
  for (const [name, spec] of Object.entries(decision.facts))
    drafts.push(...factEdits(spec, ['facts', name], codes, Object.keys(decision.facts)));
  for (const [name, expression] of Object.entries(decision.let ?? {}))
    drafts.push(...expressionEdits(expression as JsonValue, ['let', name], meaning));
  const rules = decision.rules ?? [];
  for (const [index, rule] of rules.entries()) {
    const at: Path = ['rules', index];
    drafts.push(drop('ruleDropped', at, rule.id));
    const after = rules[index + 1];
    if (after) drafts.push(swap(at, rule, ['rules', index + 1], after));
    if (rule.when !== undefined) drafts.push(...conditionEdits(rule.when as JsonValue, [...at, 'when'], meaning));
    drafts.push(...outcomeEdits(rule.then, [...at, 'then'], meaning, codes));
  }
  for (const [index, fault] of (decision.check?.faults ?? []).entries()) {
    const at: Path = ['check', 'faults', index];
    drafts.push(drop('ruleDropped', at, fault.code), ...codeExchanged(fault.code, [...at, 'code'], codes.reasons));
    drafts.push(...conditionEdits(fault.when as JsonValue, [...at, 'when'], meaning));
  }
  const missing = decision.check?.missing as JsonValue | undefined;
  if (missing !== undefined)
    drafts.push(
      drop('partDropped', ['check', 'missing'], missing),
      ...expressionEdits(missing, ['check', 'missing'], meaning),
    );
  drafts.push(...toldEdits(decision, [], meaning, codes));
  return drafts;
}

/** Mutations of what is told beside an answer: `assumptions` and `warnings` of a decision or a step. */
export function toldEdits(
  told: {
    assumptions?: readonly { key: string; when?: unknown }[] | undefined;
    warnings?: readonly { code: string; when: unknown; assumptions?: readonly string[] | undefined }[] | undefined;
  },
  at: Path,
  meaning: Meaning,
  codes: Codes,
): Draft[] {
  const drafts: Draft[] = [];
  for (const [index, assumption] of (told.assumptions ?? []).entries()) {
    const here: Path = [...at, 'assumptions', index];
    drafts.push(drop('codeDropped', here, assumption.key));
    drafts.push(...codeExchanged(assumption.key, [...here, 'key'], codes.assumptions));
    if (assumption.when !== undefined)
      drafts.push(...conditionEdits(assumption.when as JsonValue, [...here, 'when'], meaning));
  }
  for (const [index, warning] of (told.warnings ?? []).entries()) {
    const here: Path = [...at, 'warnings', index];
    drafts.push(drop('codeDropped', here, warning.code));
    drafts.push(...codeExchanged(warning.code, [...here, 'code'], codes.warnings));
    drafts.push(...conditionEdits(warning.when as JsonValue, [...here, 'when'], meaning));
    drafts.push(...codeList(warning.assumptions, [...here, 'assumptions'], codes.assumptions));
  }
  return drafts;
}

/** Each code of a list dropped, and exchanged. */
export function codeList(list: readonly string[] | undefined, at: Path, codes: readonly string[]): Draft[] {
  return (list ?? []).flatMap((code, index) => [
    drop('codeDropped', [...at, index], code),
    ...codeExchanged(code, [...at, index], codes),
  ]);
}

/** A code exchanged for the next of the pack's codes. */
export function codeExchanged(code: string, at: Path, codes: readonly string[]): Draft[] {
  const other = nextOf(codes, code);
  return other === undefined ? [] : [set('codeExchanged', at, code, other)];
}

/** Two neighbours of a list exchanged. */
export function swap(firstAt: Path, first: unknown, secondAt: Path, second: unknown): Draft {
  return {
    operator: 'rulesSwapped',
    at: firstAt,
    edits: [
      { path: firstAt, to: second as JsonValue },
      { path: secondAt, to: first as JsonValue },
    ],
    from: first as JsonValue,
    to: second as JsonValue,
  };
}

/** Explicit first and last days, a day later and a day earlier. */
export function itemDates(item: { from?: string | undefined; until?: string | undefined }, at: Path): Draft[] {
  return (['from', 'until'] as const).flatMap((key) => {
    const day = item[key];
    return day === undefined ? [] : dateEdits(day, [...at, key]);
  });
}

/** What a rule or a row answers: its value, code, and what is told beside it. */
export function outcomeEdits(
  then: NonNullable<Decision['rules']>[number]['then'],
  at: Path,
  meaning: Meaning,
  codes: Codes,
): Draft[] {
  const drafts: Draft[] = [];
  if (then.value !== undefined) drafts.push(...expressionEdits(then.value as JsonValue, [...at, 'value'], meaning));
  for (const key of ['undefined', 'invalid', 'reason'] as const) {
    const code = then[key];
    if (code !== undefined) drafts.push(...codeExchanged(code, [...at, key], codes.reasons));
  }
  if (then.reason !== undefined) drafts.push(drop('codeDropped', [...at, 'reason'], then.reason));
  for (const [index, name] of (then.missing ?? []).entries())
    drafts.push(drop('listItemDropped', [...at, 'missing', index], name));
  drafts.push(...codeList(then.warnings, [...at, 'warnings'], codes.warnings));
  drafts.push(...codeList(then.assumptions, [...at, 'assumptions'], codes.assumptions));
  if (then.layerOf !== undefined) drafts.push(drop('partDropped', [...at, 'layerOf'], then.layerOf));
  return drafts;
}

/** What a fact must be: required, bounds, closed list, own reason. */
function factEdits(spec: Omit<FactSpec, 'title'>, at: Path, codes: Codes, names: readonly string[]): Draft[] {
  const drafts: Draft[] = spec.required === false ? [set('switched', [...at, 'required'], false, true)] : [];
  // Without `required` null and absence are one; an open list without the warning for unlisted values is only a help.
  const toggles = spec.required
    ? (['required', 'nullable', 'open', 'notListed'] as const)
    : (['open', 'notListed'] as const);
  for (const key of toggles)
    if (spec[key] !== undefined) drafts.push(set('switched', [...at, key], spec[key] as boolean, !spec[key]));
  if (spec.requiredUnless !== undefined && names.includes(spec.requiredUnless))
    drafts.push(drop('partDropped', [...at, 'requiredUnless'], spec.requiredUnless));
  for (const key of ['min', 'max'] as const) {
    const bound = spec[key];
    if (bound !== undefined) drafts.push(...numberEdits(bound, [...at, key], spec));
  }
  for (const [index, choice] of (spec.open && !spec.notListed ? [] : (spec.enum ?? [])).entries())
    drafts.push(drop('listItemDropped', [...at, 'enum', index], choice));
  if (spec.invalid !== undefined)
    drafts.push(
      drop('codeDropped', [...at, 'invalid'], spec.invalid),
      ...codeExchanged(spec.invalid, [...at, 'invalid'], codes.reasons),
    );
  if (spec.items) drafts.push(...factEdits(spec.items, [...at, 'items'], codes, []));
  for (const [name, child] of Object.entries(spec.properties ?? {}))
    drafts.push(...factEdits(child, [...at, 'properties', name], codes, []));
  return drafts;
}
