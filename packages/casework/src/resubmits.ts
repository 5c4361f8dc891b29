import type { Step } from '@cebao/pack';
import type { CaseState } from './state.ts';

/** How often a step may still be submitted again after a return to it. */
export interface Resubmits {
  readonly most: number;
  readonly used: number;
  /** None is left: the case is not returned to the step any more, so that nobody waits for what may not come. */
  readonly spent: boolean;
  /** The limit is an assumption: it advises and does not refuse. */
  readonly advice: boolean;
  readonly reason: string;
  readonly key: string;
}

/**
 * The limit of a step and how much of it is used in the round under way; undefined where there is none. What was opened
 * again because of another step does not count, nor an edit while others sign.
 */
export function resubmitsOf(
  step: Pick<Step, 'resubmits' | 'repeat'>,
  state: CaseState,
  path: string,
): Resubmits | undefined {
  const { resubmits } = step;
  if (!resubmits || step.repeat) return undefined;
  const record = Object.hasOwn(state.steps, path) ? state.steps[path] : undefined;
  const { most, reason, key, basis } = resubmits;
  const awaited = state.returned?.to === path ? 1 : 0;
  const used = Math.max(0, (record?.returns ?? 0) - awaited);
  return { most, used, spent: used >= most, advice: basis === 'assumption', reason, key };
}
