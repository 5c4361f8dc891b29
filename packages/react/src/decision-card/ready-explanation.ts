import type { Change, Explanation } from '@cebao/pack';

/** The parts of an explanation that a ready answer must bring. */
export type ReadyExplanation = Pick<Explanation, 'resident' | 'staff' | 'lines' | 'sources'> &
  Partial<Explanation> & {
    /** What would change the answer, where it was looked for. */
    readonly change?: readonly Change[];
  };
