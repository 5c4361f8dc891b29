import type { JsonValue } from '@cebao/engine';
import type { EventActor } from '../event.ts';

interface RecordEventHead {
  readonly id: string;
  readonly schema: 1;
  readonly register: string;
  readonly record: string;
  /** Civil time with offset. */
  readonly at: string;
  readonly actor: EventActor;
  /** The pack by whose form and columns it was written. */
  readonly revision: string;
  readonly sealed: string | null;
}

/** A record was entered, by hand or from a line of a file. */
export interface RecordAdded extends RecordEventHead {
  readonly type: 'recordAdded';
  readonly place: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  /** The first day on which it holds, and the last when it is known. */
  readonly from: string;
  readonly until?: string;
  readonly imported?: { readonly file: string; readonly row: number };
}

/** What it says holds otherwise from a day on; what held before stays. */
export interface RecordChanged extends RecordEventHead {
  readonly type: 'recordChanged';
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly changes: FieldChanges;
  readonly from: string;
  readonly reason: string;
}

/** What was entered was wrong: it is read otherwise for the days it stood for, and what was written stays in the history. */
export interface RecordCorrected extends RecordEventHead {
  readonly type: 'recordCorrected';
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly changes: FieldChanges;
  /** Days corrected too. */
  readonly from?: string;
  readonly reason: string;
}

/** It holds no longer after a day. */
export interface RecordEnded extends RecordEventHead {
  readonly type: 'recordEnded';
  /** The last day. */
  readonly until: string;
  readonly reason: string;
}

/** The end was taken back. */
export interface RecordResumed extends RecordEventHead {
  readonly type: 'recordResumed';
  readonly reason: string;
}

export type FieldChanges = readonly { readonly field: string; readonly from: JsonValue; readonly to: JsonValue }[];

/** Everything that can happen to a record that people keep. */
export type RecordEvent = RecordAdded | RecordChanged | RecordCorrected | RecordEnded | RecordResumed;
