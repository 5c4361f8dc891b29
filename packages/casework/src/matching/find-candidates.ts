import type { Result } from '@cebao/engine';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import type { MatchIndex, Used } from './match-index.ts';
import type { MatchNeed, MatchResource } from './match-line.ts';
import { type Candidate, candidateOrder, type NotFit, weighPair } from './weigh-pair.ts';

/** What a need finds: who fits, in order, and who does not, each with every reason. */
export interface Found {
  readonly rest: number;
  readonly candidates: readonly Candidate[];
  readonly others: readonly { readonly resource: MatchResource; readonly because: readonly NotFit[] }[];
}

/** How much is used of each resource, and how much of each need is met already. */
export interface Standing {
  readonly used: Used;
  readonly met: (need: string) => number;
}

/**
 * The candidates for a need, and why every other resource is none. Pure; nobody is scored.
 *
 * @example
 * findCandidates(policy, { match, resources }, need, { used, met }, '2026-11-25').value.candidates[0].resource.title;
 */
export function findCandidates(
  policy: CasePolicy,
  { match, resources }: Pick<MatchIndex, 'match' | 'resources'>,
  need: MatchNeed,
  { used, met }: Standing,
  at: string,
): Result<Found> {
  const rest = Math.max(0, need.amount - met(need.id));
  const evaluate = evaluatorAt(policy, at);
  const candidates: Candidate[] = [];
  const others: { resource: MatchResource; because: readonly NotFit[] }[] = [];
  for (const resource of resources) {
    const weighed = weighPair(evaluate, match, need, resource, { rest, used, at });
    if (!weighed.ok) return weighed;
    if (weighed.value.fits) candidates.push(weighed.value.candidate);
    else others.push({ resource, because: weighed.value.because });
  }
  candidates.sort(candidateOrder(match));
  others.sort((a, b) => a.because.length - b.because.length);
  return { ok: true, value: { rest, candidates, others } };
}
