import type { Opinion } from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import { type Settling, settlersOf, settlingOf } from './settle-signing.ts';
import { signingUntil } from './signing-terms.ts';
import type { StepRecord } from './state.ts';
import type { SigningTerms } from './terms.ts';

/** A co-signature under way, as people see it. */
export interface SigningView {
  readonly rule: SigningTerms['rule'];
  readonly count?: number;
  readonly opinions: readonly Opinion[];
  readonly withComment?: SigningTerms['withComment'];
  /** Nobody sees others' answers before it is settled. */
  readonly blind: boolean;
  readonly silence: SigningTerms['silence'];
  readonly leader?: string;
  readonly basis: SigningTerms['basis'];
  readonly key?: string;
  /** The last day for answers; `over` once it has passed. */
  readonly until?: { readonly on: string; readonly provisional: boolean; readonly over: boolean };
  /** How many are asked, and how many have answered. */
  readonly asked: number;
  readonly answered: number;
  /** Bodies that signed an earlier content and must sign again. */
  readonly again: readonly string[];
  /** Who may settle it without those who have not answered, once this day is over. */
  readonly settlers?: { readonly after: string; readonly bodies: readonly string[] };
  /** It may be settled now without those who have not answered. */
  readonly settling?: Settling;
}

/** What there is to say about a step that waits for answers; undefined where each body just signs. */
export function signingView(
  policy: CasePolicy,
  record: StepRecord,
  actors: readonly string[],
  today: string | undefined,
): SigningView | undefined {
  const { terms } = record;
  if (!terms || record.status !== 'signing') return undefined;
  const until = signingUntil(policy, record);
  const settlers = settlersOf(policy, record, actors);
  const settling = today === undefined ? undefined : settlingOf(policy, record, actors, today);
  const signed = record.signatures.map(({ actor }) => actor.body);
  const { rule, count, opinions, withComment, blind, silence, leader, basis, key } = terms;
  return {
    rule,
    ...(count === undefined ? {} : { count }),
    opinions,
    ...(withComment === undefined ? {} : { withComment }),
    blind,
    silence,
    ...(leader === undefined ? {} : { leader }),
    basis,
    ...(key === undefined ? {} : { key }),
    ...(until ? { until: { ...until, over: today !== undefined && today > until.on } } : {}),
    asked: record.required.length,
    answered: signed.length,
    again: (record.lapsed ?? []).filter((body) => !signed.includes(body)),
    ...(settlers ? { settlers } : {}),
    ...(settling ? { settling } : {}),
  };
}
