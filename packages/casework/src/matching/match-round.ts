import type { Result } from '@cebao/engine';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import type { Standing } from './find-candidates.ts';
import { bucketsFor, keyOfNeed, keysOf, leftOf, type MatchIndex } from './match-index.ts';
import type { MatchNeed, MatchResource } from './match-line.ts';
import { type Candidate, candidateOrder, inWords, type NotFit, weighPair } from './weigh-pair.ts';

/** What a need without candidates lacks. */
export type Lacking =
  | { readonly code: 'keyMissing'; readonly titles: readonly string[] }
  /** Nothing with these values at all. */
  | { readonly code: 'noneOfKind'; readonly values: readonly { readonly title: string; readonly value: string }[] }
  /** There are some, but none that serves the place. */
  | { readonly code: 'noneNearby'; readonly elsewhere: number }
  /** Some serve the place and do not fit: the reasons, with how many each. */
  | { readonly code: 'noneFits'; readonly reasons: readonly { readonly reason: NotFit; readonly times: number }[] };

/** One open need in a round. */
export interface RoundNeed {
  readonly need: MatchNeed;
  readonly rest: number;
  /** The first few, in order. */
  readonly candidates: readonly Candidate[];
  readonly lacking?: Lacking;
}

/** All open needs and all resources on a day. */
export interface Round {
  readonly at: string;
  /** The oldest first; needs that are met wholly are not among them. */
  readonly needs: readonly RoundNeed[];
  /** Resources with something left that no open need can use. */
  readonly idle: readonly MatchResource[];
  /** How many pairs were looked at: what the work grows with. */
  readonly weighed: number;
}

/**
 * A round over all open needs. Only pairs that agree in what must agree and in place are looked at, and of those no more
 * than it takes to find `most` candidates.
 *
 * @example
 * matchRound(policy, indexResources(match, resources, used), needs, { used, met }, { at: '2026-11-25' });
 */
export function matchRound(
  policy: CasePolicy,
  index: MatchIndex,
  needs: readonly MatchNeed[],
  { used, met }: Standing,
  { at, most = 3 }: { readonly at: string; readonly most?: number },
): Result<Round> {
  const { match, resources } = index;
  const evaluate = evaluatorAt(policy, at);
  const order = candidateOrder(match);
  const byPlace = (match.order ?? ['nearest'])[0] === 'nearest';
  /** Resources that a need can use, and keys of which not all were looked at. */
  const wanted = new Set<MatchResource>();
  const sought = new Set<string>();
  const rows: RoundNeed[] = [];
  let weighed = 0;
  for (const need of needs) {
    const rest = Math.max(0, need.amount - met(need.id));
    if (rest === 0) continue;
    const candidates: Candidate[] = [];
    const reasons = new Reasons();
    const seen = new Set<MatchResource>();
    for (const bucket of bucketsFor(index, need)) {
      if (byPlace && candidates.length >= most) break;
      let taken = 0;
      let least = Number.POSITIVE_INFINITY;
      for (const [position, resource] of bucket.entries()) {
        if (seen.has(resource)) continue;
        const left = leftOf(resource, used);
        // Where capacity goes first, those with as much left as the last one may still be nearer.
        if (byPlace ? candidates.length >= most : taken >= most && (left ?? Number.POSITIVE_INFINITY) < least) break;
        if (left === 0) {
          // Used-up ones stand last: none of the others here has anything left.
          const others = bucket.slice(position).filter((one) => !seen.has(one));
          reasons.add({ code: 'noCapacity', left: 0, amount: rest }, others.length);
          for (const one of others) seen.add(one);
          break;
        }
        seen.add(resource);
        weighed += 1;
        const found = weighPair(evaluate, match, need, resource, { rest, used, at });
        if (!found.ok) return found;
        if (found.value.fits) {
          candidates.push(found.value.candidate);
          wanted.add(resource);
          taken += 1;
          if (taken <= most) least = left ?? Number.POSITIVE_INFINITY;
        } else for (const reason of found.value.because) reasons.add(reason);
      }
    }
    candidates.sort(order);
    if (candidates.length >= most) sought.add(keyOfNeed(need) ?? '');
    rows.push({
      need,
      rest,
      candidates: candidates.slice(0, most),
      ...(candidates.length > 0 ? {} : { lacking: lackingOf(index, need, reasons.list()) }),
    });
  }
  const idle = resources.filter(
    (one) => !wanted.has(one) && leftOf(one, used) !== 0 && !keysOf(one).some((key) => sought.has(key)),
  );
  return { ok: true, value: { at, needs: rows, idle, weighed } };
}

/** Reasons with how many resources each keeps away. */
class Reasons {
  readonly #byKind = new Map<string, { readonly reason: NotFit; times: number }>();

  add(reason: NotFit, times = 1): void {
    const kind = reason.code === 'conditionFails' ? `${reason.code} ${reason.id}` : reason.code;
    const known = this.#byKind.get(kind);
    if (known) known.times += times;
    else this.#byKind.set(kind, { reason, times });
  }

  list(): { readonly reason: NotFit; readonly times: number }[] {
    return [...this.#byKind.values()].sort((a, b) => b.times - a.times);
  }
}

function lackingOf(
  { match, byKey }: MatchIndex,
  need: MatchNeed,
  reasons: readonly { readonly reason: NotFit; readonly times: number }[],
): Lacking {
  const missing = match.equal.filter((_, i) => need.keys[i] === null || need.keys[i] === '');
  if (missing.length > 0) return { code: 'keyMissing', titles: missing.map(({ title }) => title) };
  if (reasons.length > 0) return { code: 'noneFits', reasons };
  const elsewhere = new Set([...(byKey.get(keyOfNeed(need) ?? '')?.values() ?? [])].flat()).size;
  if (elsewhere > 0) return { code: 'noneNearby', elsewhere };
  const values = match.equal.map(({ title, labels }, i) => ({ title, value: inWords(need.keys[i] ?? null, labels) }));
  return { code: 'noneOfKind', values };
}
