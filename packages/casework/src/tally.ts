import type { JsonValue } from '@cebao/engine';
import type { SigningTerms } from './terms.ts';

/** An answer of a body: which opinion, none where to sign is to agree. */
export interface BodyAnswer {
  readonly body: string;
  readonly opinion?: string;
}

/** Who answered how. */
export interface Tally {
  readonly agrees: readonly string[];
  readonly objects: readonly string[];
  readonly abstains: readonly string[];
  readonly silent: readonly string[];
}

/** How a co-signature came out. */
export type SigningResult = 'agreed' | 'refused';

/**
 * Counts answers; `silence` counts a body that has not answered.
 *
 * @example
 * tallyOf(terms, ['a', 'b'], [{ body: 'a', opinion: 'pass' }]); // { agrees: ['a'], objects: [], abstains: [], silent: ['b'] }
 */
export function tallyOf(
  terms: Pick<SigningTerms, 'opinions'> | undefined,
  bodies: readonly string[],
  answers: readonly BodyAnswer[],
): Tally {
  const tally = { agrees: [] as string[], objects: [] as string[], abstains: [] as string[], silent: [] as string[] };
  for (const body of bodies) {
    const answer = answers.find((one) => one.body === body);
    if (!answer) tally.silent.push(body);
    else tally[terms?.opinions.find(({ id }) => id === answer.opinion)?.counts ?? 'agrees'].push(body);
  }
  return tally;
}

/** The result that a tally makes certain, whatever the silent ones answer; undefined while it is open. */
export function certainResult(
  terms: Pick<SigningTerms, 'rule' | 'count'>,
  { agrees, objects, abstains, silent }: Tally,
): SigningResult | undefined {
  switch (terms.rule) {
    case 'all':
      if (objects.length + abstains.length > 0) return 'refused';
      return silent.length === 0 ? 'agreed' : undefined;
    case 'quorum': {
      const needed = terms.count ?? agrees.length + objects.length + abstains.length + silent.length;
      if (agrees.length >= needed) return 'agreed';
      return agrees.length + silent.length < needed ? 'refused' : undefined;
    }
    case 'veto': {
      const needed = terms.count ?? 1;
      if (objects.length > 0 || agrees.length + silent.length < needed) return 'refused';
      return silent.length === 0 ? 'agreed' : undefined;
    }
  }
}

/** The result that settles the step now: certain, and everybody has answered unless it may settle early. */
export function settledResult(
  terms: Pick<SigningTerms, 'rule' | 'count' | 'early'>,
  tally: Tally,
): SigningResult | undefined {
  const certain = certainResult(terms, tally);
  return terms.early || tally.silent.length === 0 ? certain : undefined;
}

/** The tally with the silent ones counted as agreeing or abstaining. */
export function countSilence(tally: Tally, silence: 'agrees' | 'abstains'): Tally {
  return { ...tally, silent: [], [silence]: [...tally[silence], ...tally.silent] };
}

/** What is kept in the data of the case when a co-signature is settled. */
export function keptResult(
  terms: SigningTerms,
  result: SigningResult,
  tally: Tally,
  answers: readonly BodyAnswer[],
): Record<string, JsonValue> {
  if (terms.as === undefined) return {};
  const opinions: Record<string, JsonValue> = {};
  for (const { id } of terms.opinions) opinions[id] = answers.filter(({ opinion }) => opinion === id).length;
  const { agrees, objects, abstains, silent } = tally;
  return {
    [terms.as]: {
      result,
      total: agrees.length + objects.length + abstains.length + silent.length,
      agrees: agrees.length,
      objects: objects.length,
      abstains: abstains.length,
      silent: silent.length,
      opinions,
      panel: [...agrees, ...objects, ...abstains, ...silent].sort(),
      objecting: [...objects],
      basis: terms.basis,
      key: terms.key ?? null,
    },
  };
}
