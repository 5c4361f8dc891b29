import type { Step } from '@cebao/pack';
import type { CaseState } from './state.ts';

/** How often a step may still be submitted again after a return. */
export interface Resubmits {
  readonly most: number;
  readonly used: number;
  /** No submission is left. */
  readonly spent: boolean;
  /** The limit is an assumption: it advises and does not refuse. */
  readonly advice: boolean;
  readonly reason: string;
  readonly key: string;
}

/** The limit of a step and how much of it is used in the round under way; undefined where there is none. */
export function resubmitsOf(
  step: Pick<Step, 'resubmits' | 'repeat'>,
  state: CaseState,
  path: string,
): Resubmits | undefined {
  const { resubmits } = step;
  if (!resubmits || step.repeat) return undefined;
  const record = Object.hasOwn(state.steps, path) ? state.steps[path] : undefined;
  const round = record?.round ?? 1;
  const submitted = (record?.submissions ?? []).filter((one) => (one.round ?? 1) === round).length;
  const { most, reason, key, basis } = resubmits;
  const used = Math.max(0, submitted - 1);
  return { most, used, spent: submitted > most, advice: basis === 'assumption', reason, key };
}
