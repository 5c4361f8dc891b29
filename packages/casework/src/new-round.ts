import type { Result } from '@cebao/engine';
import { caseDependantsOf } from '@cebao/pack';
import type { FactsOptions } from './case-facts.ts';
import type { CasePolicy } from './case-policy.ts';
import type { CaseStep } from './case-step.ts';
import type { CaseEvent, NewRound } from './event.ts';
import { applyEvent } from './fold.ts';
import { judge } from './judge.ts';
import type { CaseState } from './state.ts';

/** The event with the round that it begins, where the step it completes leads back to an earlier one. */
export function withNewRound<T extends CaseEvent & { readonly round?: NewRound }>(
  policy: CasePolicy,
  found: CaseStep,
  state: CaseState,
  event: T,
  options: FactsOptions,
): Result<T> {
  const after = applyEvent(state, event) as CaseState;
  if (!after.done.includes(found.path)) return { ok: true, value: event };
  const before = { ...after, done: after.done.filter((path) => path !== found.path) };
  const judged = judge(policy, found, before, options, undefined);
  if (!judged.ok) return judged;
  const onward = judged.value.kind === 'allowed' ? judged.value.onward : undefined;
  if (!onward?.again) return { ok: true, value: event };
  const rest = caseDependantsOf(found.flow, found.course, after.done, onward.to);
  const reopens = [...new Set([onward.to, ...rest, found.path])].filter((path) => after.done.includes(path));
  return { ok: true, value: { ...event, round: { to: onward.to, reopens } } };
}
