import type { JsonValue } from '@cebao/engine';
import type { Basis } from './format.ts';
import type { Level } from './level.ts';

/** One question: the rules are read for `at`, a civil date (Asia/Shanghai). */
export interface Question {
  readonly region: string;
  readonly at: string;
  readonly decision: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

/** A quoted passage that took part in an answer. */
export interface AnswerSource {
  readonly source: string;
  readonly kind: 'report' | 'policy' | 'outside';
  readonly title: string;
  readonly document?: string;
  readonly quote: string;
  readonly paragraph?: string;
  /** Layer whose pack cites it. */
  readonly layer: Level;
  /** The policy document behind it; null = not yet supplied. */
  readonly policy: {
    readonly title: string;
    readonly number: string;
    readonly issuer: string;
    readonly article?: string | undefined;
  } | null;
}

/** A param as it was read for an answer. */
export interface AnswerParam {
  readonly id: string;
  readonly title: string;
  readonly value: JsonValue;
  readonly unit?: string;
  readonly basis: Basis;
  readonly layer: Level;
  readonly region: string;
  readonly from?: string;
}

/** One line of the trace: a rule that was judged, with the values its condition read. */
export interface TraceLine {
  readonly at: string;
  readonly hit: boolean;
  readonly rule?: string;
  readonly reads: Readonly<Record<string, JsonValue>>;
}

export type Status = 'decided' | 'undefined' | 'missingFacts' | 'invalid';

/**
 * The answer to a question. `value` only when decided; `reason` says why undefined or invalid, or why a
 * decided value is negative. Lists are always present, sorted, without repetition.
 */
export interface Answer {
  readonly status: Status;
  readonly value?: JsonValue;
  readonly reason?: string;
  readonly missing?: readonly string[];
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
  readonly sources: readonly AnswerSource[];
  readonly params: readonly AnswerParam[];
  readonly layer?: Level;
  readonly revision: string;
  readonly trace: readonly TraceLine[];
}
