import type { JsonValue } from '@cebao/engine';
import type { Advice, Answer } from '@cebao/pack';
import type { MigrationEffect } from './migration-effect.ts';
import type { SigningResult } from './tally.ts';
import type { SigningTerms } from './terms.ts';

/** Who did it: the person, in which role, for which body. Names are looked up elsewhere, so that a person can be erased. */
export interface EventActor {
  readonly person: string;
  readonly role: string;
  readonly body: string;
  readonly place?: string;
  readonly organisation?: string;
  /** Acted as the deputy of this person. */
  readonly for?: string;
}

interface EventHead {
  readonly id: string;
  readonly schema: 1;
  readonly caseId: string;
  /** Civil time with offset: `2026-11-25T09:30:00+08:00`. */
  readonly at: string;
  readonly actor: EventActor;
  /** A place for ciphertext under the subject's key. */
  readonly sealed: string | null;
}

/** A decision that was asked at a step, with what it was asked: enough to answer it again. */
export interface DecisionTaken {
  readonly decision: string;
  readonly region: string;
  readonly at: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly answer: Answer;
  readonly revision: string;
}

/** A matter kept on paper: when it was really done, and why it is entered later. */
export interface Paper {
  readonly on: string;
  readonly reason: string;
}

/** How the case stands after an event, so that folding needs no policy. */
interface Standing {
  readonly title: string;
  /** body → organisation that acts as this body in the case. */
  readonly parties: Readonly<Record<string, string>>;
  readonly ended?: CaseEnd;
}

/** The end of a case: by which step, at which end, why. */
export interface CaseEnd {
  readonly end: string;
  readonly step: string;
  readonly reason?: string;
}

/** A step led back to an earlier one: that step and those that rest on it are taken again, what was submitted stays valid. */
export interface NewRound {
  readonly to: string;
  readonly reopens: readonly string[];
}

/** How the kernel judged a submitted step. */
export interface Judged {
  readonly next?: string;
  readonly nextActor?: string;
  readonly reason?: string;
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
  /** Checks that rest on assumptions and therefore did not refuse. */
  readonly advice: readonly Advice[];
}

export interface CaseOpened extends EventHead, Standing {
  readonly type: 'opened';
  readonly flow: string;
  readonly place: string;
  readonly revision: string;
  readonly governedOn: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  /** A title that was given, instead of the flow's. */
  readonly givenTitle?: string;
}

export interface StepSubmitted extends EventHead, Standing {
  readonly type: 'submitted';
  readonly step: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  /** Answers kept in the case data: name → `{ status, value, reason, … }`. */
  readonly kept: Readonly<Record<string, JsonValue>>;
  readonly attachments: readonly string[];
  readonly paper?: Paper;
  /** Why it was taken although `judged.advice` speaks against it. */
  readonly despite?: string;
  readonly contentHash: string;
  /** Bodies that must sign before the step is done; empty: done at once. */
  readonly signatures: readonly string[];
  /** The rule by which they answer; absent: each one signs. */
  readonly signing?: SigningTerms;
  /** May be taken again, so that earlier submissions stay valid. */
  readonly repeat: boolean;
  readonly decisions: readonly DecisionTaken[];
  readonly judged: Judged;
  readonly round?: NewRound;
}

export interface StepSigned extends EventHead, Standing {
  readonly type: 'signed';
  readonly step: string;
  readonly contentHash: string;
  /** The opinion that was chosen, and the comment. */
  readonly opinion?: string;
  readonly comment?: string;
  /** It settles the co-signature: the step is done. */
  readonly completes: boolean;
  /** With `completes`: the result kept in the case data. */
  readonly kept?: Readonly<Record<string, JsonValue>>;
  readonly result?: SigningResult;
  readonly round?: NewRound;
}

/** A co-signature was settled after its deadline: who had not answered, how that counted, and with which result. */
export interface SigningSettled extends EventHead, Standing {
  readonly type: 'settled';
  readonly step: string;
  readonly contentHash: string;
  /** The last day for answers. */
  readonly until: string;
  readonly silent: readonly string[];
  readonly counted: 'agrees' | 'abstains' | 'escalates';
  readonly result: SigningResult;
  /** Why, where a person decided it: the body it was escalated to, or against a rule that is an assumption. */
  readonly reason?: string;
  readonly kept: Readonly<Record<string, JsonValue>>;
  readonly round?: NewRound;
}

export interface CaseReturned extends EventHead, Standing {
  readonly type: 'returned';
  /** The step at which it was returned. */
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Steps after `to` that rest on it: open again. */
  readonly reopens: readonly string[];
  /** Those whose data no longer holds (not the logs of repeatable steps). */
  readonly discards: readonly string[];
}

export interface CaseWithdrawn extends EventHead {
  readonly type: 'withdrawn';
  readonly reason: string;
}

/** A correction: what was written before stays readable. */
export interface StepCorrected extends EventHead, Standing {
  readonly type: 'corrected';
  readonly step: string;
  /** The submission that is corrected. */
  readonly submission: string;
  readonly changes: readonly { readonly field: string; readonly from: JsonValue; readonly to: JsonValue }[];
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly kept: Readonly<Record<string, JsonValue>>;
  readonly reason: string;
  readonly contentHash: string;
  readonly decisions: readonly DecisionTaken[];
}

export interface CaseCommented extends EventHead {
  readonly type: 'commented';
  readonly text: string;
}

/** The case goes on under another revision of the rules, as an overseer declared with a reason. */
export interface CaseMigrated extends EventHead, Standing {
  readonly type: 'migrated';
  readonly from: string;
  readonly revision: string;
  readonly governedOn: string;
  readonly reason: string;
  /** Steps that bear another path now: old → new. */
  readonly renames: Readonly<Record<string, string>>;
  /** Each effect that the rehearsal told. */
  readonly effects: readonly MigrationEffect[];
}

/** Everything that can happen to a case. */
export type CaseEvent =
  | CaseOpened
  | StepSubmitted
  | StepSigned
  | SigningSettled
  | CaseReturned
  | CaseWithdrawn
  | CaseMigrated
  | StepCorrected
  | CaseCommented;
