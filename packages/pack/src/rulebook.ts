import { isCivilDate, type JsonValue, type Result } from '@cebao/engine';
import type { Answer } from './answer.ts';
import type { Example, Place } from './format.ts';
import { layerRegion, type PackOverride } from './layer.ts';
import type { Pack } from './pack.ts';
import { compilePolicy, type Policy } from './policy.ts';

/** All packs of an instance, answering for any region below their roots. */
export interface Rulebook {
  readonly packs: readonly Pack[];
  readonly places: readonly Place[];
  readonly examples: readonly Example[];
  /** The policy of a region, kept ready for the next question. */
  policy(region: string, override?: PackOverride): Result<Policy>;
  /**
   * One question from anywhere.
   *
   * @example
   * rulebook.decide({ region: 'nm/ordos', at: '2022-10-15', decision: 'demo/allowance', facts: { level: 'senior' } });
   */
  decide(question: {
    readonly region: string;
    readonly at: string;
    readonly decision: string;
    readonly facts: Readonly<Record<string, JsonValue>>;
    readonly packOverride?: PackOverride;
  }): Result<Answer>;
}

/** Policies kept ready; the oldest gives way. */
const POLICIES_KEPT = 512;

/** A rulebook over validated packs. */
export function createRulebook(packs: readonly Pack[]): Rulebook {
  const kept = new Map<string, Result<Policy>>();
  const everyDecision = Object.fromEntries(
    packs.flatMap((pack) => pack.decisions.map((decision) => [decision.id, decision.title])),
  );
  const make = (region: string, override: PackOverride): Result<Policy> => {
    const layered = layerRegion(packs, region, override);
    return layered.ok
      ? { ok: true, value: compilePolicy(layered.value, region, { elsewhere: everyDecision }) }
      : layered;
  };
  const policy = (region: string, override: PackOverride = {}): Result<Policy> => {
    const key = `${region}\n${JSON.stringify(override)}`;
    const known = kept.get(key);
    if (known) return known;
    const made = make(region, override);
    kept.set(key, made);
    const oldest = kept.keys().next().value;
    if (kept.size > POLICIES_KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  };
  return {
    packs,
    places: packs.flatMap((pack) => pack.places),
    examples: packs.flatMap((pack) => pack.examples),
    policy,
    decide: ({ region, at, decision, facts, packOverride }) => {
      if (!isCivilDate(at))
        return { ok: false, issues: [{ code: 'malformedDate', path: '/at', params: { found: at } }] };
      const made = policy(region, packOverride);
      return made.ok ? made.value.decide({ at, decision, facts }) : made;
    },
  };
}
