import type { Issue, JsonValue, Result } from '@cebao/engine';
import { askDecisions } from './ask-decisions.ts';
import { type FactsOptions, readCase } from './case-facts.ts';
import type { CasePolicy } from './case-policy.ts';
import { getCaseStep } from './case-step.ts';
import type { DecisionTaken, Judged } from './event.ts';
import { judge } from './judge.ts';
import type { CaseState } from './state.ts';
import { after, draftOf, judgedOf } from './submit-step.ts';

/** What a step would be told if it were submitted as it stands. */
export interface StepPreview {
  /** The decisions of the step, with what they were asked and what they answered. */
  readonly decisions: readonly DecisionTaken[];
  /** Warnings, assumptions and advice of the kernel, and where the case would go. */
  readonly judged: Judged;
  readonly issues: readonly Issue[];
  /** Whether the step may say anything at all while it is filled in: there are decisions, warnings or advice to come. */
  readonly mayTell: boolean;
}

/**
 * The decisions of a step while its form is being filled in: the same questions that `submitStep` will ask, with the
 * facts as the case would have them. Incomplete data is no problem; nothing is refused.
 *
 * @example
 * const preview = previewStep(policy, state, 'review', { amount: 199999.99 }, { today, lookups });
 */
export function previewStep(
  policy: CasePolicy,
  state: CaseState,
  step: string,
  data: Readonly<Record<string, JsonValue>>,
  options: FactsOptions & { readonly today: string },
): Result<StepPreview> {
  const found = getCaseStep(policy, state, step, options);
  if (!found.ok) return found;
  const nobody = { id: '', name: '', assignments: [] };
  const capacity = { assignment: { role: '', place: state.place }, body: found.value.actors[0] ?? '' };
  const context = { now: `${options.today}T00:00:00+08:00`, actor: nobody, newId: () => 'preview' };
  const draft = draftOf(state, { step, data }, context, found.value, capacity);
  const asked = askDecisions(
    policy,
    found.value.step,
    state.governedOn,
    readCase(policy, found.value.flow, after(state, draft), options),
    undefined,
  );
  const judged = judge(policy, found.value, after(state, { ...draft, kept: asked.kept }), options, undefined);
  if (!judged.ok) return judged;
  const { decisions = [], warnings = [], checks = [] } = found.value.step;
  const mayTell = decisions.length + warnings.length > 0 || checks.some(({ assumptions }) => assumptions !== undefined);
  return {
    ok: true,
    value: { decisions: asked.taken, judged: judgedOf(judged.value), issues: asked.issues, mayTell },
  };
}
