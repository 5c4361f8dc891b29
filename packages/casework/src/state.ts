import type { JsonValue } from '@cebao/engine';
import type { CaseEnd, CaseEvent, DecisionTaken, EventActor, Judged, Paper } from './event.ts';
import type { SigningResult } from './tally.ts';
import type { SigningTerms } from './terms.ts';

/** A correction of a submission: who changed what, when and why. */
export interface Correction {
  readonly event: string;
  readonly at: string;
  readonly actor: EventActor;
  readonly reason: string;
  readonly changes: readonly { readonly field: string; readonly from: JsonValue; readonly to: JsonValue }[];
}

/** One submission of a step. `on` is the day it was really done. */
export interface Submission {
  readonly event: string;
  readonly at: string;
  readonly on: string;
  readonly actor: EventActor;
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly attachments: readonly string[];
  readonly paper?: Paper;
  /** Why it was taken although `judged.advice` speaks against it. */
  readonly despite?: string;
  readonly contentHash: string;
  readonly judged: Judged;
  readonly corrections: readonly Correction[];
  /** No longer valid: the case was returned, or a later submission took its place. */
  readonly superseded: boolean;
  /** In which round of a loop it was submitted; absent: the first. */
  readonly round?: number;
}

/** A body's signature under the content with this hash, with its opinion and comment where there is a choice. */
export interface Signature {
  readonly event: string;
  readonly at: string;
  readonly actor: EventActor;
  readonly contentHash: string;
  readonly opinion?: string;
  readonly comment?: string;
}

/** How a co-signature was settled: by the last answer, or after the deadline with those who were silent. */
export interface Settlement {
  readonly event: string;
  readonly at: string;
  readonly actor: EventActor;
  readonly result: SigningResult;
  readonly until?: string;
  readonly silent: readonly string[];
  readonly counted?: 'agrees' | 'abstains' | 'escalates';
  readonly reason?: string;
}

/** What happened at one step. `signing`: submitted, not all have signed; `reopened`: returned for correction. */
export interface StepRecord {
  readonly status: 'done' | 'signing' | 'reopened';
  readonly repeat: boolean;
  readonly submissions: readonly Submission[];
  /** Bodies that must sign. */
  readonly required: readonly string[];
  readonly signatures: readonly Signature[];
  /** The rule by which they answer; absent: each one signs. */
  readonly terms?: SigningTerms;
  readonly settled?: Settlement;
  /** Bodies that signed an earlier content, which was changed since: they are asked again. */
  readonly lapsed?: readonly string[];
  /** The round under way, where a loop led back to the step; absent: the first. */
  readonly round?: number;
  /** How often the case was returned to this step in the round under way; absent: never. */
  readonly returns?: number;
  /** When it was opened again, by a return or a new round. */
  readonly reopenedOn?: string;
}

/** Returned for correction: who returned it, from which step to which, and why. */
export interface Returned {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by: EventActor;
  readonly at: string;
}

/** One line of what happened. `on` is given where the true day differs from the day of entry. */
export interface TimelineEntry {
  readonly id: string;
  readonly type: CaseEvent['type'];
  readonly at: string;
  readonly actor: EventActor;
  readonly on?: string;
  readonly step?: string;
  readonly to?: string;
  readonly text?: string;
  readonly despite?: string;
  readonly changes?: Correction['changes'];
  readonly judged?: Judged;
}

/** What one submission adds to the data of the case. */
export interface Contribution {
  readonly event: string;
  readonly step: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly kept: Readonly<Record<string, JsonValue>>;
}

/** A case as its events left it. Plain JSON. */
export interface CaseState {
  readonly id: string;
  /** Number of events. */
  readonly version: number;
  readonly flow: string;
  readonly place: string;
  readonly title: string;
  readonly givenTitle?: string;
  /** The law it was opened under: the revision, and the day the rules are read for. */
  readonly revision: string;
  readonly governedOn: string;
  readonly openedOn: string;
  readonly openedBy: EventActor;
  /** Time of the last event, and of the last one that moved the case. */
  readonly changedOn: string;
  readonly movedOn: string;
  readonly parties: Readonly<Record<string, string>>;
  /** All valid submissions merged, with the answers kept. */
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly opening: Readonly<Record<string, JsonValue>>;
  readonly contributions: readonly Contribution[];
  readonly steps: Readonly<Record<string, StepRecord>>;
  /** Paths of the steps that are done, in the order they were done. */
  readonly done: readonly string[];
  readonly returned?: Returned;
  readonly ended?: CaseEnd & { readonly at: string };
  readonly withdrawn?: { readonly reason: string; readonly by: EventActor; readonly at: string };
  readonly decisions: readonly (DecisionTaken & { readonly step: string; readonly event: string })[];
  readonly attachments: readonly {
    readonly id: string;
    readonly step: string;
    readonly event: string;
    readonly by: EventActor;
    readonly at: string;
  }[];
  readonly timeline: readonly TimelineEntry[];
}

export type CaseStatus = 'open' | 'returned' | 'ended' | 'withdrawn';

/** Open, returned for correction, ended or withdrawn. */
export function statusOf(state: CaseState): CaseStatus {
  if (state.withdrawn) return 'withdrawn';
  if (state.ended) return 'ended';
  return state.returned ? 'returned' : 'open';
}

/** The submission of a step that counts now: for a repeatable step the last one. */
export function findSubmission(state: CaseState, step: string): Submission | undefined {
  return Object.hasOwn(state.steps, step)
    ? state.steps[step]?.submissions.filter(({ superseded }) => !superseded).at(-1)
    : undefined;
}

/**
 * The submissions of a step that took effect: all that count once it is done, but for an entry of a log that waits for
 * signatures; while it is open again in a new round, those of the rounds before.
 */
export function effectiveSubmissions(state: CaseState, step: string): readonly Submission[] {
  const record = Object.hasOwn(state.steps, step) ? state.steps[step] : undefined;
  const valid = record?.submissions.filter(({ superseded }) => !superseded) ?? [];
  if (state.done.includes(step)) return record?.status === 'signing' ? valid.slice(0, -1) : valid;
  return valid.filter(({ round = 1 }) => round < (record?.round ?? 1));
}
