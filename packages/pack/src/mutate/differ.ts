import type { JsonValue, Result } from '@cebao/engine';
import type { Answer } from '../answer.ts';
import type { Example } from '../format.ts';
import { isWithin } from '../level.ts';
import type { Pack } from '../pack.ts';
import { foldsAlike } from './folds-alike.ts';
import type { Mutant } from './mutant.ts';
import { type Asked, mutatedPacks, rulesFrom } from './mutated-rules.ts';
import { ordersAlike } from './orders-alike.ts';
import { paramDimensions, paramScenarios } from './param-scenarios.ts';
import { type Dimension, factAt, type QuestionSpace, questionSpace } from './question-space.ts';

/** Questions asked of both before the search gives up. */
const MAX_SEARCHED = 15_000;
const MAX_PROVED = 120_000;

/** Whether a mutant is proved to answer every question like the original: nothing could notice it. */
export function provenEqual(packs: readonly Pack[], mutant: Mutant, decisions: readonly string[]): boolean {
  if (foldsAlike(packs, mutant) || ordersAlike(packs, mutant)) return true;
  return mutant.kind === 'decision' && decisions.every((id) => provenForAllFacts(packs, mutant, id));
}

/** A question that the original answers and the mutant answers otherwise: nearest to an example first. */
export function findWitness(packs: readonly Pack[], mutant: Mutant, decision: string): Asked | undefined {
  const original = rulesFrom(packs);
  const mutated = rulesFrom(mutatedPacks(packs, mutant));
  const examples = packs.flatMap((pack) => pack.examples);
  const space = questionSpace(packs, decision, examples);
  const other = questionSpace(mutatedPacks(packs, mutant), decision, examples);
  const bases = basesOf(examples, decision, packs);
  let left = MAX_SEARCHED;
  const differs = (asked: Asked): boolean => {
    left -= 1;
    const first = original.decide(asked);
    return first.ok && fingerprint(first) !== fingerprint(mutated.decide(asked));
  };
  const dimensions = [...joined(space, other), ...paramDimensions(packs, decision)];
  for (const base of bases) {
    for (const question of changedOnce(base, dimensions)) if (differs(question)) return question;
  }
  for (const base of bases) {
    for (const first of changedOnce(base, dimensions))
      for (const question of changedOnce(first, dimensions)) {
        if (left <= 0) return undefined;
        if (differs(question)) return question;
      }
  }
  return undefined;
}

/**
 * Asks both every question of the space, at the pack's own params and with each param moved below, onto and above what
 * it is compared with. Holds for rules that only compare facts; others are never proved here.
 */
function provenForAllFacts(packs: readonly Pack[], mutant: Mutant, decision: string): boolean {
  const path = mutant.edits[0]?.path ?? [];
  if (!PROVABLE.has(String(path[0])) || path.includes('layerOf')) return false;
  // A number in what is told afterwards is compared with the answer, whose amounts come from params of any size.
  if (!PROVABLE_FULLY.has(String(path[0])) && mutant.operator.startsWith('bound')) return false;
  const home = homeOf(packs, decision);
  let left = MAX_PROVED;
  for (const scenario of paramScenarios(packs, decision)) {
    const changed = mutatedPacks(scenario, mutant);
    const space = questionSpace(scenario, decision, []);
    const other = questionSpace(changed, decision, []);
    const at = space.at.values.at(-1);
    if (!space.closed || !other.closed || home === undefined || typeof at !== 'string') return false;
    const dimensions = [...joined(space, other)].filter(({ name }) => !name.startsWith('$'));
    left -= dimensions.reduce((product, { values }) => product * values.length, 1);
    if (left < 0) return false;
    const original = rulesFrom(scenario);
    const mutated = rulesFrom(changed);
    for (const asked of every({ region: home, at, decision, facts: {} }, dimensions))
      if (fingerprint(original.decide(asked)) !== fingerprint(mutated.decide(asked))) return false;
  }
  return true;
}

const PROVABLE_FULLY = new Set(['rules', 'table', 'check']);
const PROVABLE = new Set([...PROVABLE_FULLY, 'assumptions', 'warnings']);

function* every(base: Asked, dimensions: readonly Dimension[]): Generator<Asked> {
  const [first, ...rest] = dimensions;
  if (!first) {
    yield base;
    return;
  }
  for (const value of first.values) yield* every(changed(base, first.name, value), rest);
}

/** The dimensions of two spaces, with the values of both. */
export function* joined(one: QuestionSpace, two: QuestionSpace): Generator<Dimension> {
  const others = new Map([...two.facts, two.at, two.region].map((dimension) => [dimension.name, dimension.values]));
  for (const { name, values } of [...one.facts, one.at, one.region]) {
    const keys = new Set(values.map((value) => JSON.stringify(value)));
    yield {
      name,
      values: [...values, ...(others.get(name) ?? []).filter((value) => !keys.has(JSON.stringify(value)))],
    };
  }
}

/** The examples of a decision as questions; an empty question where it has none. */
export function basesOf(examples: readonly Example[], decision: string, packs: readonly Pack[]): Asked[] {
  const bases = examples
    .filter((example) => example.decision === decision)
    .map(({ region, at, facts, packOverride }) => ({
      region,
      at,
      decision,
      facts: facts as Record<string, JsonValue>,
      ...(packOverride ? { packOverride: packOverride as NonNullable<Asked['packOverride']> } : {}),
    }));
  if (bases.length > 0) return bases;
  const home = homeOf(packs, decision) ?? '';
  return [{ region: home, at: questionSpace(packs, decision, []).at.values.at(-1) as string, decision, facts: {} }];
}

/** Every question that differs from one in one thing. */
export function* changedOnce(base: Asked, dimensions: readonly Dimension[]): Generator<Asked> {
  for (const { name, values } of dimensions) {
    const now = name === '$at' ? base.at : name === '$region' ? base.region : factAt(base.facts, name);
    if (name.startsWith('$param') && base.packOverride) continue;
    for (const value of values) {
      if (value === '$given' || JSON.stringify(value) === JSON.stringify(now)) continue;
      yield changed(base, name, value);
    }
  }
}

/** The region of the lowest pack that states a decision. */
export function homeOf(packs: readonly Pack[], decision: string): string | undefined {
  return packs.filter((pack) => pack.decisions.some(({ id }) => id === decision)).at(-1)?.manifest.region;
}

/** A question with one thing changed. */
export function changed(base: Asked, name: string, value: JsonValue | undefined): Asked {
  if (name === '$at') return { ...base, at: String(value) };
  if (name === '$region') return { ...base, region: String(value) };
  if (name.startsWith('$param ')) {
    const [, path = '', id = ''] = name.split(' ');
    const region = isWithin(base.region, path) ? base.region : path;
    return { ...base, region, packOverride: { [path]: { [id]: value ?? null } } };
  }
  return { ...base, facts: withFact(base.facts, name.split('.'), value === '$given' ? {} : value) };
}

function withFact(
  facts: Readonly<Record<string, JsonValue>>,
  [head = '', ...rest]: readonly string[],
  value: JsonValue | undefined,
): Record<string, JsonValue> {
  const copy = { ...facts };
  if (rest.length > 0) {
    const inner = copy[head];
    if (inner === undefined || inner === null || typeof inner !== 'object' || Array.isArray(inner)) return copy;
    copy[head] = withFact(inner, rest, value);
  } else if (value === undefined) delete copy[head];
  else copy[head] = value;
  return copy;
}

/** What an example compares of an answer, as text. */
export function fingerprint(answered: Result<Answer>): string {
  if (!answered.ok) return `issue ${answered.issues.map(({ code }) => code).join(' ')}`;
  const { status, value, reason, missing, warnings, assumptions, layer } = answered.value;
  return JSON.stringify([status, value, reason, missing && [...missing].sort(), warnings, assumptions, layer]);
}
