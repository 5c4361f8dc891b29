import type { Issue, JsonValue } from '@cebao/engine';
import type { Eligible, Step, StepJudgement } from '@cebao/pack';
import type { CaseState } from './state.ts';

/** One problem of a command. */
export function issue(code: string, path: string, params: Record<string, JsonValue> = {}): Issue {
  return { code, path, params };
}

/** Why nothing moves in this case any more; undefined while it runs. */
export function closedIssue(state: CaseState): Issue | undefined {
  if (state.withdrawn) return issue('caseWithdrawn', '', { reason: state.withdrawn.reason });
  if (state.ended) return issue('caseEnded', '', { end: state.ended.end, reason: state.ended.reason ?? null });
  return undefined;
}

/** The person may not take a step: says who can. */
export function notYours(step: Pick<Step, 'title'>, who: readonly Eligible[], path = '/step'): Issue {
  return issue('notYourStep', path, {
    step: step.title,
    who: who.map(({ title }) => title),
    bodies: who.map(({ body, place, organisation }) => ({ body, place, organisation: organisation ?? null })),
  });
}

/** The kernel does not allow a step: its own reason, or what is missing. */
export function refusal(
  step: Pick<Step, 'title'>,
  judged: StepJudgement,
  titleOf: (path: string) => string,
): Issue | undefined {
  if (judged.kind === 'allowed') return undefined;
  if (judged.kind === 'missing')
    return issue('missingFacts', '/data', { step: step.title, missing: [...judged.missing] });
  return issue(judged.reason, '/step', { step: step.title, at: judged.at, waitsFor: judged.waitsFor.map(titleOf) });
}
