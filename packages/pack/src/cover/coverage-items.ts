import type { JsonValue } from '@cebao/engine';
import type { Answer } from '../answer.ts';
import { evidenceOf } from '../decide.ts';
import type { Decision, FactSpec, Flow } from '../format.ts';
import { isWithin, LEVELS, levelOf } from '../level.ts';
import { fold, namesInDecisions } from '../mutate/folds-alike.ts';
import { isDayOrMonth, shifted } from '../mutate/granularity.ts';
import type { Asked, Rules } from '../mutate/mutated-rules.ts';
import { factAt } from '../mutate/question-space.ts';
import { readingsOf } from '../mutate/readings.ts';
import type { Pack } from '../pack.ts';
import type { Policy } from '../policy.ts';
import { rulesOf } from '../table/index.ts';
import { type Boundary, boundariesOf, reachableSides, SIDES, type Side, sideOf, sidesOf } from './boundaries.ts';

export type CoverageKind =
  | 'rule'
  | 'fault'
  | 'step'
  | 'reason'
  | 'status'
  | 'warning'
  | 'assumption'
  | 'value'
  | 'absence'
  | 'boundary'
  | 'bound'
  | 'layer'
  | 'date';

/** One thing that an example of a decision ought to touch. */
export interface CoverageItem {
  readonly kind: CoverageKind;
  /** Unique within its kind and decision. */
  readonly id: string;
  /** For words: the code, the fact, the comparison, the day. */
  readonly about: JsonValue;
  readonly side?: Side;
  /** Where in the decision (`/rules/1/when`) or, after `/flow`, in its flow. */
  readonly pointer?: string;
  readonly touches: (asked: Asked, answer: Answer) => boolean;
}

/** Everything that the examples of a decision ought to touch, in the order of the pack. */
export function coverageItems(packs: readonly Pack[], rules: Rules, id: string): CoverageItem[] {
  const pack = packs.filter((one) => one.decisions.some((decision) => decision.id === id)).at(-1);
  const decision = pack?.decisions.find((one) => one.id === id);
  const made = pack && rules.policy(pack.manifest.region);
  if (!pack || !decision || !made?.ok) return [];
  const policy = made.value;
  const flow = decision.flow === undefined ? undefined : policy.findFlow(decision.flow);
  return [
    ...ruleItems(decision),
    ...stepItems(flow),
    ...codeItems(decision, flow, policy),
    ...Object.entries(decision.facts).flatMap(([name, spec]) => factItems(name, spec)),
    ...boundariesOf(decision, flow, policy).flatMap((boundary) => boundaryItems(boundary, decision, flow, rules)),
    ...layerItems(packs, pack, decision),
    ...dateItems(packs, decision, policy),
  ];
}

function ruleItems(decision: Decision): CoverageItem[] {
  const hit = (at: string, rule: string) => (_: Asked, answer: Answer) =>
    answer.trace.some((line) => line.hit && line.at === at && line.rule === rule);
  return [
    ...(decision.rules ?? []).map(({ id }, index) => ({
      kind: 'rule' as const,
      id,
      about: id,
      pointer: `/rules/${index}`,
      touches: hit('rule', id),
    })),
    ...(decision.table?.rows ?? []).map(({ id }, index) => ({
      kind: 'rule' as const,
      id,
      about: id,
      pointer: `/table/rows/${index}`,
      touches: hit('row', id),
    })),
    ...(decision.check?.faults ?? []).map(({ code }, index) => ({
      kind: 'fault' as const,
      id: code,
      about: code,
      pointer: `/check/faults/${index}`,
      touches: hit('fault', code),
    })),
  ];
}

/** Each step taken, and each refused. */
function stepItems(flow: Flow | undefined): CoverageItem[] {
  return (flow?.steps ?? []).flatMap((step, index) =>
    (['decided', 'invalid'] as const).map((status) => ({
      kind: 'step' as const,
      id: `${step.id} ${status}`,
      about: [step.id, status],
      pointer: `/flow/steps/${index}`,
      touches: (asked: Asked, answer: Answer) => asked.facts.action === step.id && answer.status === status,
    })),
  );
}

function codeItems(decision: Decision, flow: Flow | undefined, policy: Policy): CoverageItem[] {
  const codes = { reason: new Set<string>(), warning: new Set<string>(), assumption: new Set<string>() };
  const statuses = new Set<string>();
  const { check, assumptions = [], warnings = [] } = decision;
  for (const { then } of rulesOf(decision)) {
    for (const code of [then.undefined, then.invalid, then.reason]) if (code !== undefined) codes.reason.add(code);
    for (const code of then.warnings ?? []) codes.warning.add(code);
    for (const key of then.assumptions ?? []) codes.assumption.add(key);
    if (then.value !== undefined) statuses.add('decided');
    if (then.undefined !== undefined) statuses.add('undefined');
    if (then.invalid !== undefined) statuses.add('invalid');
    if (then.missing !== undefined) statuses.add('missingFacts');
  }
  if (check || flow) statuses.add('decided');
  const declared = flow ? namesInDecisions(flow, [decision]) : undefined;
  for (const one of [{ assumptions, warnings }, ...(flow?.steps ?? [])]) {
    for (const { key } of one.assumptions ?? []) codes.assumption.add(key);
    for (const { code, when, assumptions: keys } of one.warnings ?? []) {
      if (declared && fold(when as JsonValue, declared) === false) continue;
      codes.warning.add(code);
      for (const key of keys ?? []) codes.assumption.add(key);
    }
  }
  if (flow) {
    statuses.add('invalid');
    codes.reason.add(flow.reasons.outOfOrder);
    if (flow.steps.some((step) => step.actors && step.actorReason === undefined))
      codes.reason.add(flow.reasons.wrongActor);
    for (const { reason } of flow.preconditions ?? []) codes.reason.add(reason);
    for (const step of flow.steps) {
      if (step.actorReason !== undefined) codes.reason.add(step.actorReason);
      for (const code of Object.values(step.afterReasons ?? {})) codes.reason.add(code);
      if (step.needs) statuses.add('missingFacts');
      for (const { reason } of [...(step.blocks ?? []), ...(step.checks ?? []), ...(step.outcomes ?? [])])
        if (reason !== undefined) codes.reason.add(reason);
      for (const check of step.checks ?? []) for (const key of check.assumptions ?? []) codes.assumption.add(key);
    }
  }
  for (const spec of leaves(decision.facts)) {
    if (spec.required || spec.requiredUnless !== undefined) statuses.add('missingFacts');
    if (spec.enum && !spec.open) codes.reason.add(spec.invalid ?? 'notInClosedList');
    if (spec.notListed) codes.warning.add('notListed');
    if (spec.min !== undefined || spec.max !== undefined) codes.reason.add(spec.invalid ?? 'malformedFact');
    statuses.add('invalid');
  }
  const evidence = evidenceOf(policy.layered, decision);
  if (evidence.from > '0000-01-01') {
    codes.reason.add('notEvidenced');
    statuses.add('undefined');
    if (evidence.assumed) codes.assumption.add('evidencedFrom');
  }
  if (decision.levels) codes.reason.add('noRuleAtLevel');
  const told = (kind: 'reason' | 'warning' | 'assumption', code: string) => (_: Asked, answer: Answer) =>
    kind === 'reason'
      ? answer.reason === code
      : (kind === 'warning' ? answer.warnings : answer.assumptions).includes(code);
  return [
    ...[...statuses].map((status) => ({
      kind: 'status' as const,
      id: status,
      about: status,
      touches: (_: Asked, answer: Answer) => answer.status === status,
    })),
    ...(['reason', 'warning', 'assumption'] as const).flatMap((kind) =>
      [...codes[kind]].map((code) => ({ kind, id: code, about: code, touches: told(kind, code) })),
    ),
  ];
}

function leaves(facts: Readonly<Record<string, Omit<FactSpec, 'title'>>>): Omit<FactSpec, 'title'>[] {
  return Object.values(facts).flatMap((spec) => [
    spec,
    ...(spec.items ? leaves({ items: spec.items }) : []),
    ...leaves(spec.properties ?? {}),
  ]);
}

/** The values of a closed list, one that is not listed, absence, and the bounds with their neighbours. */
function factItems(name: string, spec: Omit<FactSpec, 'title'>): CoverageItem[] {
  const values = (asked: Asked): JsonValue[] => valuesAt(asked.facts, name);
  const items: CoverageItem[] = [];
  for (const choice of spec.enum ?? [])
    items.push({
      kind: 'value',
      id: `${name} ${choice}`,
      about: [name, choice],
      touches: (asked) => values(asked).includes(choice),
    });
  if (spec.enum) {
    const { enum: list } = spec;
    items.push({
      kind: 'value',
      id: `${name} *`,
      about: [name, null],
      touches: (asked) => values(asked).some((value) => value !== null && !list.includes(value as string)),
    });
  }
  if (spec.type === 'boolean')
    for (const truth of [true, false])
      items.push({
        kind: 'value',
        id: `${name} ${truth}`,
        about: [name, truth],
        touches: (asked) => values(asked).includes(truth),
      });
  if (!name.includes('*'))
    items.push({
      kind: 'absence',
      id: name,
      about: name,
      touches: (asked) => [undefined, null].includes(factAt(asked.facts, name) as undefined),
    });
  for (const key of ['min', 'max'] as const) {
    const bound = spec[key];
    if (bound === undefined) continue;
    for (const side of SIDES)
      items.push({
        kind: 'bound',
        id: `${name} ${key} ${side}`,
        about: [name, bound],
        side,
        touches: (asked) => values(asked).some((value) => sideOf(value, bound, spec) === side),
      });
  }
  if (spec.items) items.push(...factItems(`${name}.*`, spec.items));
  for (const [key, child] of Object.entries(spec.properties ?? {})) items.push(...factItems(`${name}.${key}`, child));
  return items;
}

/** The values of a fact by dotted name; `*` is every item of a list. */
function valuesAt(facts: Readonly<Record<string, JsonValue>>, name: string): JsonValue[] {
  let found: JsonValue[] = [facts as Record<string, JsonValue>];
  for (const part of name.split('.'))
    found = found.flatMap((value) => {
      if (value === null || typeof value !== 'object') return [];
      if (part === '*') return Array.isArray(value) ? value : [];
      const child = Array.isArray(value) ? undefined : value[part];
      return child === undefined ? [] : [child];
    });
  return found;
}

function boundaryItems(boundary: Boundary, decision: Decision, flow: Flow | undefined, rules: Rules): CoverageItem[] {
  return reachableSides(boundary).map((side) => ({
    kind: 'boundary' as const,
    id: `${boundary.pointer} ${side}`,
    about: boundary.comparison,
    side,
    pointer: boundary.pointer,
    touches: (asked: Asked, answer: Answer) => {
      // Without a trace the question was answered before any rule was judged.
      if (answer.trace.length === 0) return false;
      const made = rules.policy(asked.region, asked.packOverride);
      return (
        made.ok && sidesOf(boundary, made.value, asked.at, scopeOf(asked, answer, decision, flow, made.value)).has(side)
      );
    },
  }));
}

/** The names an expression of the decision sees, once it is answered. */
function scopeOf(asked: Asked, answer: Answer, decision: Decision, flow: Flow | undefined, policy: Policy) {
  const after: Record<string, JsonValue> = {
    $at: asked.at,
    $region: asked.region,
    $level: levelOf(asked.region),
    $status: answer.status,
    $reason: answer.reason ?? null,
    $value: answer.value ?? null,
    $allowed: answer.status === 'decided',
  };
  const lets: Record<string, unknown> = { ...flow?.let, ...decision.let };
  const known = new Map<string, JsonValue | undefined>();
  const read = (name: string): JsonValue | undefined => {
    if (name.startsWith('$')) return after[name];
    if (Object.hasOwn(asked.facts, name)) return asked.facts[name];
    if (!Object.hasOwn(lets, name)) return undefined;
    if (!known.has(name)) {
      known.set(name, undefined);
      const run = policy.evaluate(lets[name] as JsonValue, read, (id) => policy.findParam(id, asked.at)?.value);
      known.set(name, run.ok ? run.value : undefined);
    }
    return known.get(name);
  };
  return read;
}

/** The pack's own region, a place below it, a neighbour, what lies above; each level of a rule for some levels. */
function layerItems(packs: readonly Pack[], pack: Pack, decision: Decision): CoverageItem[] {
  const { region } = pack.manifest;
  const depth = region.split('/').length;
  const item = (id: string, touches: CoverageItem['touches']): CoverageItem => ({
    kind: 'layer',
    id,
    about: id,
    touches,
  });
  const items = [item('own', (asked) => asked.region === region)];
  if (depth < LEVELS.length)
    items.push(item('below', (asked) => asked.region !== region && isWithin(asked.region, region)));
  if (depth > 1) {
    items.push(item('beside', (asked) => !isWithin(asked.region, region) && !isWithin(region, asked.region)));
    items.push(item('above', (asked) => asked.region !== region && isWithin(region, asked.region)));
  }
  for (const lower of packs)
    if (lower !== pack && isWithin(lower.manifest.region, region))
      items.push(item(lower.manifest.region, (asked) => isWithin(asked.region, lower.manifest.region)));
  for (const level of decision.levels ?? [])
    items.push(item(level, (asked) => levelOf(asked.region) === level && isWithin(asked.region, region)));
  return items;
}

/** The first and last day of the decision and of its params' values, with the day before and after. */
function dateItems(packs: readonly Pack[], decision: Decision, policy: Policy): CoverageItem[] {
  const days = new Set<string>();
  const { from } = evidenceOf(policy.layered, decision);
  const first = (day: string | undefined) => {
    const before = day === undefined || !isDayOrMonth(day) || day <= '0000-01-01' ? undefined : shifted(day, -1);
    if (day !== undefined && before !== undefined) days.add(before).add(day);
  };
  const last = (day: string | undefined) => {
    const after = day === undefined ? undefined : shifted(day, 1);
    if (day !== undefined && after !== undefined) days.add(day).add(after);
  };
  first(from);
  last(decision.until);
  for (const id of readingsOf(packs).get(decision.id)?.params ?? [])
    for (const { item } of policy.layered.params[id] ?? [])
      for (const entry of item.values) {
        first(entry.from);
        last(entry.until);
      }
  return [...days].sort().map((day) => ({ kind: 'date', id: day, about: day, touches: (asked) => asked.at === day }));
}
