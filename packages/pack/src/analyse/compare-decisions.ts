import type { JsonValue, Result } from '@cebao/engine';
import {
  type Bound,
  Budget,
  BudgetSpent,
  constant,
  type Diagram,
  type Domain,
  type Facts,
  isImpossible,
  Meaning,
  objectOf,
  readRows,
  regionsOf,
  Space,
  type Term,
  termKey,
  witnessesOf,
} from '@cebao/engine/analysis';
import type { Answer } from '../answer.ts';
import type { Decision } from '../format.ts';
import type { Policy } from '../policy.ts';
import { DEFAULT_BUDGET } from './analyse-decision.ts';
import { jointDomain } from './domains.ts';
import { earlyAnswer, Reader } from './reader.ts';
import { essenceOf } from './settle.ts';

/** One side of a comparison: a policy, and the day its rules are read for. */
export interface Side {
  readonly policy: Policy;
  readonly at: string;
}

/** Regions of facts where the answer changes in the same way, and facts that show it. */
export interface Change {
  readonly where: readonly (readonly Bound[])[];
  readonly witness: Facts;
  readonly before: Result<Answer>;
  readonly after: Result<Answer>;
}

/** What a comparison of two versions of a decision found. */
export interface Difference {
  readonly decision: string;
  /** `equal`: proved for all well-formed facts; `added`, `removed`: one side has no such decision. */
  readonly kind: 'equal' | 'changed' | 'added' | 'removed' | 'unsettled';
  readonly changes: readonly Change[];
  /** Regions where the versions may differ, for which no facts could be found. */
  readonly unsettled: readonly (readonly Bound[])[];
  /** Expressions that were taken as a whole. */
  readonly wholes: readonly JsonValue[];
  /** Facts whose declarations have nothing in common: left out of the comparison. */
  readonly leftOut: readonly string[];
  /** Whether each side is in force on its day, at its level. */
  readonly inForce: { readonly before: boolean; readonly after: boolean };
  /** Whether every region was looked at, and every change is listed. */
  readonly complete: boolean;
  readonly steps: number;
}

const MOST_REGIONS = 400;

/**
 * The exact difference of a decision between two policies, days or regions: where the answer (status, value, reason,
 * missing facts, warnings, assumptions) changes, or a proof that it never does.
 *
 * @example
 * compareDecisions({ policy: before, at }, { policy: after, at }, 'demo/route').kind; // 'equal'
 */
export function compareDecisions(
  before: Side,
  after: Side,
  id: string,
  options: { readonly budget?: number } = {},
): Difference {
  const one = before.policy.findDecision(id);
  const other = after.policy.findDecision(id);
  const inForce = {
    before: one !== undefined && isInForce(before, one),
    after: other !== undefined && isInForce(after, other),
  };
  const nothing = {
    inForce,
    decision: id,
    changes: [],
    unsettled: [],
    wholes: [],
    leftOut: [],
    complete: true,
    steps: 0,
  };
  if (!one || !other) return { ...nothing, kind: one ? 'removed' : other ? 'added' : 'equal' };
  const budget = new Budget(options.budget ?? DEFAULT_BUDGET);
  const { facts, judged, leftOut, order } = jointFacts(one, other);
  const meaning = new Meaning(new Space(facts), budget);
  const changes: Change[] = [];
  const unsettled: (readonly Bound[])[] = [];
  let complete = leftOut.length === 0 && order;
  try {
    const diagramOf = (side: Side, decision: Decision): Diagram | undefined =>
      readRows(meaning, new Reader(meaning, { ...side, decision, params: 'valued' }).read(judged).rows).answer;
    const a = diagramOf(before, one);
    const b = diagramOf(after, other);
    if (a === undefined || b === undefined) complete = false;
    else if (a !== b) {
      const found = collect(meaning, pairs(meaning, a, b), before, after, id, [
        ...numbersOf(before, one),
        ...numbersOf(after, other),
      ]);
      changes.push(...found.changes);
      unsettled.push(...found.unsettled);
      complete &&= !found.more;
    }
  } catch (thrown) {
    if (!(thrown instanceof BudgetSpent)) throw thrown;
    complete = false;
  }
  if (changes.length === 0) {
    const probed = probe(meaning, before, after, one, other, complete && unsettled.length === 0);
    if (probed) changes.push(probed);
  }
  const kind = changes.length > 0 ? 'changed' : complete && unsettled.length === 0 ? 'equal' : 'unsettled';
  return {
    decision: id,
    kind,
    changes,
    unsettled,
    wholes: [...meaning.wholes.values()],
    leftOut,
    inForce,
    complete,
    steps: budget.spent,
  };
}

function isInForce({ policy, at }: Side, decision: Decision): boolean {
  return earlyAnswer(policy, decision, at) === undefined;
}

/** Where two diagrams differ: both leaves; null where they are the same. */
function pairs(meaning: Meaning, a: Diagram, b: Diagram): Diagram {
  const { diagrams } = meaning;
  const same = meaning.leaf(constant(null));
  return diagrams.apply([a, b], ([left, right]) => {
    if (left === right) return same;
    const one = diagrams.payload(left as Diagram);
    const other = diagrams.payload(right as Diagram);
    return one && other ? diagrams.leaf(`≠${termKey(one)}→${termKey(other)}`, pairOf(one, other)) : undefined;
  });
}

function pairOf(before: Term, after: Term): Term {
  const made = objectOf([
    ['before', before.kind === 'refused' ? constant({ refused: before.code }) : before],
    ['after', after.kind === 'refused' ? constant({ refused: after.code }) : after],
  ]);
  return made;
}

function collect(
  meaning: Meaning,
  difference: Diagram,
  before: Side,
  after: Side,
  id: string,
  numbers: readonly number[],
): { readonly changes: Change[]; readonly unsettled: (readonly Bound[])[]; readonly more: boolean } {
  const isDifferent = (leaf: Term) => !(leaf.kind === 'constant' && leaf.value === null);
  const { regions, more } = regionsOf(meaning, difference, isDifferent, MOST_REGIONS);
  const groups = new Map<string, { where: (readonly Bound[])[] }>();
  for (const { bounds, leaf } of regions) {
    if (isImpossible(meaning, bounds)) continue;
    const key = termKey(leaf);
    const group = groups.get(key) ?? { where: [] };
    group.where.push(bounds);
    groups.set(key, group);
  }
  const changes: Change[] = [];
  const unsettled: (readonly Bound[])[] = [];
  for (const { where } of groups.values()) {
    const settled = settle(meaning, where, before, after, id, numbers);
    if (settled) changes.push({ where, ...settled });
    else unsettled.push(...where);
  }
  return { changes, unsettled, more };
}

function settle(
  meaning: Meaning,
  where: readonly (readonly Bound[])[],
  before: Side,
  after: Side,
  id: string,
  numbers: readonly number[],
): Omit<Change, 'where'> | undefined {
  for (const bounds of where.slice(0, 12))
    for (const facts of witnessesOf(meaning, bounds, { numbers })) {
      const one = before.policy.decide({ at: before.at, decision: id, facts });
      const other = after.policy.decide({ at: after.at, decision: id, facts });
      if (essenceOf(one) !== essenceOf(other)) return { witness: facts, before: one, after: other };
    }
  return undefined;
}

/**
 * Asks both sides about facts that the diagrams leave out: incomplete and malformed ones; and, where something is not
 * settled, about many well-formed ones.
 */
function probe(
  meaning: Meaning,
  before: Side,
  after: Side,
  one: Decision,
  other: Decision,
  isSettled: boolean,
): Change | undefined {
  const numbers = [...new Set([...numbersOf(before, one), ...numbersOf(after, other)])];
  for (const facts of probesOf(meaning, numbers, isSettled ? 1 : PROBES, one, other)) {
    const answers = [
      before.policy.decide({ at: before.at, decision: one.id, facts }),
      after.policy.decide({ at: after.at, decision: one.id, facts }),
    ] as const;
    if (essenceOf(answers[0]) !== essenceOf(answers[1]))
      return { where: [], witness: facts, before: answers[0], after: answers[1] };
  }
  return undefined;
}

/** How many well-formed facts are tried where something is not settled. */
const PROBES = 3_000;

function* probesOf(
  meaning: Meaning,
  numbers: readonly number[],
  tries: number,
  one: Decision,
  other: Decision,
): Generator<Facts> {
  for (const facts of witnessesOf(meaning, [], { tries, numbers })) {
    yield facts;
    if (tries > 1) continue;
    yield {};
    for (const [name, value] of Object.entries(facts)) {
      const { [name]: _dropped, ...rest } = facts;
      yield rest;
      yield { ...rest, [name]: typeof value === 'string' ? '\u2205' : 'x' };
    }
    for (const name of Object.keys({ ...one.facts, ...other.facts })) yield { ...facts, [name]: '\u2205' };
  }
}

/** The numbers that a decision names, in its rules or through its params. */
export function numbersOf({ policy, at }: Side, decision: Decision): number[] {
  const found = new Set<number>();
  const visit = (value: unknown): void => {
    if (typeof value === 'number') found.add(value);
    else if (value !== null && typeof value === 'object') {
      const { param } = value as { param?: unknown };
      const id = Array.isArray(param) ? param[0] : param;
      if (typeof id === 'string') visit(policy.findParam(id, at)?.value);
      for (const child of Object.values(value)) visit(child);
    }
  };
  visit(decision);
  if (decision.flow !== undefined) visit(policy.findFlow(decision.flow));
  return [...found].slice(0, 60);
}

interface JointFacts {
  readonly facts: Record<string, Domain>;
  /** Facts whose declaration differs: absent and malformed ones are looked at too. */
  readonly judged: ReadonlySet<string>;
  readonly leftOut: readonly string[];
  /** Whether the facts that both have stand in the same order, on which depends what is said of several bad ones. */
  readonly order: boolean;
}

function jointFacts(one: Decision, other: Decision): JointFacts {
  const names = [...new Set([...Object.keys(one.facts), ...Object.keys(other.facts)])];
  const facts: Record<string, Domain> = {};
  const judged = new Set<string>();
  const leftOut: string[] = [];
  for (const name of names) {
    const joint = jointDomain(name, one.facts[name], other.facts[name]);
    facts[name] = joint.domain;
    for (const path of joint.changed) judged.add(path);
    leftOut.push(...joint.leftOut);
  }
  const shared = (decision: Decision) =>
    Object.keys(decision.facts).filter((name) => one.facts[name] && other.facts[name]);
  return { facts, judged, leftOut, order: shared(one).join() === shared(other).join() };
}
