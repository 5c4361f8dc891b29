import type { Result } from '@cebao/engine';
import { judgeCaseStep, type StepJudgement } from '@cebao/pack';
import { type FactsOptions, type Factual, situationOf } from './case-facts.ts';
import type { CasePolicy } from './case-policy.ts';
import type { CaseStep } from './case-step.ts';

/** The kernel's judgement of a step as the case would be read with the submission, before the step is done. */
export function judge(
  policy: CasePolicy,
  found: CaseStep,
  facts: Factual,
  options: FactsOptions,
  actor: string | undefined,
  upTo: 'order' | 'all' = 'all',
): Result<StepJudgement> {
  const situation = situationOf(policy, found.flow, facts, options);
  const question = { action: found.path, ...(actor === undefined ? {} : { actor }) };
  return judgeCaseStep(found.flow, situation, question, situation.evaluate, { upTo, assumed: 'advise' });
}
