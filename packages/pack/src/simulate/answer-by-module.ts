import { isTruthy, type JsonValue, LIMITS, type Result } from '@cebao/engine';
import type { LinkedModule } from '@cebao/engine/module';
import { evidenceOf, withKeptKeys } from '../decide.ts';
import { readFacts } from '../facts.ts';
import type { Outcome } from '../format.ts';
import { levelOf } from '../level.ts';
import type { Policy } from '../policy.ts';
import type { DecisionPlan } from './policy-module.ts';
import { type ShortAnswer, shortAnswerOf } from './short-answer.ts';

type Facts = Readonly<Record<string, JsonValue>>;

/** Answers one decision of a policy on one day, many times. */
export type ShortAnswerer = (facts: Facts) => Result<ShortAnswer>;

const NONE: readonly string[] = [];

/** An expression that the module leaves to the closures. */
const HANDED_OVER = Symbol('handed over');

/**
 * Answers by a policy's module what `policy.decide` would, and hands over to it wherever the module has no answer of its
 * own: outside the rules (missing and malformed facts), and where an expression leaves it to the closures.
 *
 * @example
 * const answer = answerByModule(policy, plan, linked, '2025-06-30');
 * answer({ projectAmount: 200000 }); // { ok: true, value: { status: 'decided', value: { route: 'selfProcurement' }, … } }
 */
export function answerByModule(policy: Policy, plan: DecisionPlan, linked: LinkedModule, at: string): ShortAnswerer {
  const { decision } = plan;
  const slowly: ShortAnswerer = (facts) => {
    const answered = policy.decide({ at, decision: decision.id, facts });
    return answered.ok ? { ok: true, value: shortAnswerOf(answered.value) } : answered;
  };
  const inForce =
    evidenceOf(policy.layered, decision).from <= at && (decision.until === undefined || at <= decision.until);
  if (!inForce || (decision.levels && !decision.levels.includes(levelOf(policy.region)))) return slowly;
  const params: Record<string, JsonValue> = {};
  for (const id of plan.params) {
    const read = policy.findParam(id, at);
    if (read) params[id] = read.value;
  }
  const run = new Run(plan, linked, params, {
    $at: at,
    $region: policy.region,
    $level: levelOf(policy.region),
  });
  return (facts) => {
    const reading = readFacts(decision, facts);
    if (reading.unknown.length > 0 || reading.missing.length > 0 || reading.invalid) return slowly(facts);
    try {
      const answer = run.answer(facts, reading.notListed);
      return answer ? { ok: true, value: answer } : slowly(facts);
    } catch (error) {
      if (error === HANDED_OVER) return slowly(facts);
      throw error;
    }
  };
}

class Run {
  readonly #plan: DecisionPlan;
  readonly #linked: LinkedModule;
  readonly #params: Facts;
  /** One object for all questions, so that the module meets one shape; a fact that is not told is undefined in it. */
  readonly #record: Record<string, JsonValue | undefined>;
  readonly #names: readonly string[];
  #fuel = 0;
  readonly #told: readonly { readonly code: string; readonly assumptions?: readonly string[] | undefined }[];

  constructor(plan: DecisionPlan, linked: LinkedModule, params: Facts, fixed: Facts) {
    this.#plan = plan;
    this.#linked = linked;
    this.#params = params;
    this.#names = Object.keys(plan.decision.facts);
    this.#told = (plan.decision.warnings ?? []).filter(({ code }) => code !== 'floorLowered');
    this.#record = { ...fixed, $status: undefined, $reason: undefined, $value: undefined };
  }

  answer(facts: Facts, notListed: boolean): ShortAnswer | undefined {
    const { decision, lets } = this.#plan;
    this.#fuel = LIMITS.questionFuel;
    for (const name of this.#names) this.#record[name] = Object.hasOwn(facts, name) ? facts[name] : undefined;
    for (const { name, at } of lets) if (!Object.hasOwn(facts, name)) this.#record[name] = this.#value(at);
    const draft = this.#byRules() ?? (decision.check ? this.#byCheck() : undefined);
    if (!draft) return undefined;
    const decided = draft.status === 'decided';
    if (this.#told.length === 0 && decision.assumptions === undefined && !notListed && isBare(draft)) return draft;
    const warnings = [...draft.warnings, ...(notListed && decided ? ['notListed'] : [])];
    const assumptions = [...draft.assumptions];
    this.#record.$status = draft.status;
    this.#record.$reason = draft.reason ?? null;
    this.#record.$value = draft.value ?? null;
    for (const [place, warning] of (decided ? this.#told : []).entries()) {
      if (!this.#isTrue(this.#plan.warnings[place] as number)) continue;
      warnings.push(warning.code);
      assumptions.push(...(warning.assumptions ?? []));
    }
    if (draft.status !== 'undefined' || draft.reason !== 'notEvidenced')
      for (const [place, { key }] of (decision.assumptions ?? []).entries()) {
        const when = this.#plan.assumptions[place];
        if (when === undefined ? decided : this.#isTrue(when)) assumptions.push(key);
      }
    return { ...draft, warnings: sorted(warnings), assumptions: sorted(assumptions) };
  }

  #byRules(): ShortAnswer | undefined {
    for (const [place, rule] of (this.#plan.decision.rules ?? []).entries()) {
      const { when, value } = this.#plan.rules[place] as DecisionPlan['rules'][number];
      if (when === undefined || this.#isTrue(when)) return this.#outcome(rule.then, value);
    }
    return undefined;
  }

  #outcome(then: Outcome, value: number | undefined): ShortAnswer {
    const remarks = { warnings: then.warnings ?? NONE, assumptions: then.assumptions ?? NONE };
    if (then.undefined !== undefined) return { ...remarks, status: 'undefined', reason: then.undefined };
    if (then.invalid !== undefined) return { ...remarks, status: 'invalid', reason: then.invalid };
    const reason = then.reason === undefined ? {} : { reason: then.reason };
    if (then.missing !== undefined) return { ...remarks, ...reason, status: 'missingFacts', missing: then.missing };
    return {
      ...remarks,
      ...reason,
      status: 'decided',
      value: withKeptKeys(this.#plan.decision, this.#value(value as number)),
    };
  }

  #byCheck(): ShortAnswer {
    const { decision, faults, missing: at } = this.#plan;
    const found = (decision.check?.faults ?? []).filter((_, place) => this.#isTrue(faults[place] as number));
    const missing = at === undefined ? [] : ((this.#value(at) ?? []) as JsonValue[]);
    const value: Record<string, JsonValue> = { conforms: found.length === 0 && missing.length === 0 };
    if (found.length > 0) value.faults = found.map(({ code }) => code);
    if (missing.length > 0) value.missing = missing;
    return { status: 'decided', value, warnings: [], assumptions: [] };
  }

  #isTrue(at: number): boolean {
    return isTruthy(this.#value(at));
  }

  #value(at: number): JsonValue {
    const answer = this.#linked.run(at, this.#record, this.#params);
    if (answer === undefined) throw HANDED_OVER;
    // Here every `let` is worked out, `decide` works out those it reads: short of fuel, it has the last word.
    this.#fuel -= answer.fuel;
    if (this.#fuel < 0) throw HANDED_OVER;
    return answer.value;
  }
}

function isBare({ warnings, assumptions }: ShortAnswer): boolean {
  return warnings.length === 0 && assumptions.length === 0;
}

function sorted(codes: readonly string[]): readonly string[] {
  return codes.length < 2 ? codes : [...new Set(codes)].sort();
}
