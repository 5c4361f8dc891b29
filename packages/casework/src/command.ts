import type { JsonValue } from '@cebao/engine';
import type { Person } from '@cebao/pack';
import type { Paper } from './event.ts';
import type { SigningResult } from './tally.ts';

type Data = Readonly<Record<string, JsonValue>>;

/** What a submission carries besides the step. */
export interface SubmissionInput {
  readonly data: Data;
  /** Ids of attachments that are stored already. */
  readonly attachments?: readonly string[] | undefined;
  readonly paper?: Paper | undefined;
  /** Why the step is taken although an advice speaks against it; needed only then. */
  readonly despite?: string | undefined;
}

/**
 * What people do with a case. `open` with `submit` also takes the first step, with the same data, in one go.
 * `correct` gives the fields that change.
 */
export type CaseCommand =
  | {
      readonly type: 'open';
      readonly flow: string;
      readonly place: string;
      readonly title?: string | undefined;
      readonly data?: Data | undefined;
      readonly submit?: Omit<SubmissionInput, 'data'> | true | undefined;
    }
  | ({ readonly type: 'submit'; readonly step: string } & SubmissionInput)
  | {
      readonly type: 'sign';
      readonly step: string;
      readonly contentHash: string;
      readonly opinion?: string | undefined;
      readonly comment?: string | undefined;
    }
  | {
      readonly type: 'settle';
      readonly step: string;
      readonly contentHash: string;
      readonly result?: SigningResult | undefined;
      readonly reason?: string | undefined;
    }
  | { readonly type: 'return'; readonly to: string; readonly reason: string }
  | { readonly type: 'withdraw'; readonly reason: string }
  | {
      readonly type: 'correct';
      readonly step: string;
      readonly data: Data;
      readonly reason: string;
      readonly submission?: string | undefined;
    }
  | { readonly type: 'comment'; readonly text: string };

/** Everything a command depends on besides the case: who, when, and what was looked up. */
export interface CommandContext {
  /** Civil time with offset: `2026-11-25T09:30:00+08:00`. */
  readonly now: string;
  readonly actor: Person;
  /** Makes an id for a case or an event, a new one each time. */
  readonly newId: () => string;
  /** For `open`: the day the rules are read for; default today. */
  readonly governedOn?: string | undefined;
  /** Rows of other cases by fact name (`opens.lookups`). */
  readonly lookups?: Readonly<Record<string, JsonValue>> | undefined;
  /** What the person's screen showed: the answer per decision id. */
  readonly preview?: { readonly revision: string; readonly answers: Readonly<Record<string, JsonValue>> } | undefined;
}
