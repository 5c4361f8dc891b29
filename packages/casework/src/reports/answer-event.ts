import type { JsonValue } from '@cebao/engine';
import type { EventActor } from '../event.ts';
import type { ReportLine } from './report-line.ts';

interface AnswerEventHead {
  readonly id: string;
  readonly schema: 1;
  /** The place that answers. */
  readonly place: string;
  /** Civil time with offset. */
  readonly at: string;
  readonly actor: EventActor;
  readonly sealed: string | null;
  readonly report: string;
  readonly reportTitle: string;
  readonly requestedBy: string;
  /** Id of the period, and the day for which the values speak. */
  readonly period: string;
  readonly on: string;
}

/** Values that people gave, each once, for whatever report may need them. */
export interface ElementsAnswered extends AnswerEventHead {
  readonly type: 'answered';
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Where a value was there already: why it is another. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** A report is handed in: what it said, line by line, with where each value came from. */
export interface ReportFiled extends AnswerEventHead {
  readonly type: 'filed';
  readonly revision: string;
  readonly lines: readonly ReportLine[];
  /** Why it is handed in again. */
  readonly reason?: string;
}

/** Everything that happens to the answers of a place. */
export type AnswerEvent = ElementsAnswered | ReportFiled;
