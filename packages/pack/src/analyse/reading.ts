import type { JsonValue } from '@cebao/engine';
import type { Diagram, Meaning, Names } from '@cebao/engine/analysis';
import type { Decision, Outcome } from '../format.ts';
import type { Policy } from '../policy.ts';

/** How a decision is read for an analysis. */
export interface ReadAs {
  readonly policy: Policy;
  readonly decision: Decision;
  readonly at: string;
  /** Params as the values they have on the day; `free`: as values that may be any. */
  readonly params: 'valued' | 'free';
}

/** What the readers of tables and of flows may ask of the reader of the whole decision. */
export interface Reading extends Names {
  readonly meaning: Meaning;
  readonly as: ReadAs;
  evaluate(json: JsonValue, names?: Names): Diagram;
  isTrue(json: JsonValue, names?: Names): Diagram;
  outcome(then: Outcome): Diagram;
}
