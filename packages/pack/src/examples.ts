import type { Issue, JsonValue } from '@cebao/engine';
import type { Answer } from './answer.ts';
import type { Example } from './format.ts';
import { hashJson } from './revision.ts';
import type { Rulebook } from './rulebook.ts';

/** What became of one example: passed, or what differs. */
export interface ExampleResult {
  readonly example: Example;
  readonly passed: boolean;
  readonly answer?: Answer;
  readonly issues: readonly Issue[];
  readonly differences: readonly { readonly key: string; readonly expected: JsonValue; readonly found: JsonValue }[];
}

/** Runs examples through the rulebook; by default all of its packs' own. Lists are compared as sets. */
export function runExamples(rulebook: Rulebook, examples: readonly Example[] = rulebook.examples): ExampleResult[] {
  return examples.map((example) => runExample(rulebook, example));
}

/** Runs one example through whatever answers questions. */
export function runExample(rules: Pick<Rulebook, 'decide'>, example: Example): ExampleResult {
  const { region, at, decision, facts, packOverride } = example;
  const answered = rules.decide({
    region,
    at,
    decision,
    facts: facts as Record<string, JsonValue>,
    ...(packOverride ? { packOverride: packOverride as Record<string, Record<string, JsonValue>> } : {}),
  });
  if (!answered.ok) return { example, passed: false, issues: answered.issues, differences: [] };
  const differences = differencesOf(example, answered.value);
  return { example, passed: differences.length === 0, answer: answered.value, issues: [], differences };
}

function differencesOf(example: Example, answer: Answer): { key: string; expected: JsonValue; found: JsonValue }[] {
  const { expect } = example;
  const found: { key: string; expected: JsonValue; found: JsonValue }[] = [];
  const compare = (key: string, expected: JsonValue, actual: JsonValue) => {
    if (hashJson(normal(expected)) !== hashJson(normal(actual))) found.push({ key, expected, found: actual });
  };
  compare('status', expect.status, answer.status);
  compare('value', (expect.value as JsonValue | undefined) ?? null, answer.value ?? null);
  compare('reason', expect.reason ?? null, answer.reason ?? null);
  compare('missing', sorted(expect.missing), sorted(answer.missing));
  compare('warnings', sorted(expect.warnings), sorted(answer.warnings));
  compare('assumptions', sorted(expect.assumptions), sorted(answer.assumptions));
  if (expect.layer !== undefined) compare('layer', expect.layer, answer.layer ?? null);
  return found;
}

/** Faults and missing items of a value are sets too. */
function normal(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const copy: Record<string, JsonValue> = { ...value };
  for (const key of ['faults', 'missing'])
    if (Array.isArray(copy[key])) copy[key] = [...(copy[key] as JsonValue[])].sort();
  return copy;
}

function sorted(list: readonly string[] | undefined): string[] {
  return [...(list ?? [])].sort();
}
