import type { CoSignature, Opinion } from '@cebao/pack';

/** The rule of a co-signature as it was fixed when its content was submitted. Plain JSON, part of the event. */
export interface SigningTerms {
  readonly rule: CoSignature['rule'];
  readonly count?: number;
  readonly early: boolean;
  readonly blind: boolean;
  readonly distinct?: true;
  readonly opinions: readonly Opinion[];
  readonly withComment?: NonNullable<CoSignature['withComment']>;
  readonly days?: number;
  readonly calendar: 'calendar' | 'working';
  readonly silence: NonNullable<CoSignature['silence']>;
  readonly escalatesTo?: string;
  readonly leader?: string;
  readonly as?: string;
  readonly basis: CoSignature['basis'];
  readonly key?: string;
}
