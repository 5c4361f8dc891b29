import type { JsonValue } from '@cebao/engine';

/** A line that an indicator may count, whatever it comes from. Lines of registers and accounts fit as they are. */
export interface IndicatorLine {
  /** The same for the same line in every reading. */
  readonly key: string;
  readonly place: string;
  /** The day it belongs to; for what people keep, the first and the last day on which it says this. */
  readonly on: string;
  readonly until?: string;
  /** The case, kept record or meeting it comes from. */
  readonly caseId?: string;
  readonly record?: string;
  readonly meeting?: string;
  readonly cells: Readonly<Record<string, JsonValue>>;
}
