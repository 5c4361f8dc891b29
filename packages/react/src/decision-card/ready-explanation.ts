import type { Explanation } from '@cebao/pack';

/** The parts of an explanation that a ready answer must bring. */
export type ReadyExplanation = Pick<Explanation, 'resident' | 'staff' | 'lines' | 'sources'> & Partial<Explanation>;
