import type { Issue, Result } from '@cebao/engine';
import { type Course, courseOf, type Flow, findStep, type Step } from '@cebao/pack';
import { type FactsOptions, situationOf } from './case-facts.ts';
import { bodiesOf, type CasePolicy } from './case-policy.ts';
import { issue } from './refusals.ts';
import type { CaseState } from './state.ts';

/** A step of a running case, with the flow that owns it and the way of the case. */
export interface CaseStep {
  readonly flow: Flow;
  readonly course: Course;
  readonly step: Step;
  readonly path: string;
  /** Bodies that may take it. */
  readonly actors: readonly string[];
}

/** The flow of a case, and a step of it by path. */
export function getCaseStep(
  policy: CasePolicy,
  state: CaseState,
  path: string,
  options: FactsOptions,
): Result<CaseStep> {
  const flow = policy.findFlow(state.flow);
  if (!flow) return { ok: false, issues: [issue('unknownFlow', '/flow', { id: state.flow })] };
  const situation = situationOf(policy, flow, state, options);
  const course = courseOf(flow, situation, situation.evaluate);
  if (!course.ok) return course;
  const found = findStep(flow, course.value, path);
  if (!found) return { ok: false, issues: [issue('unknownStep', '/step', { id: path })] };
  return {
    ok: true,
    value: { flow, course: course.value, step: found.step, path, actors: actorsOf(policy, flow, found.step) },
  };
}

/** Bodies that may take a step in a case; where the rule names nobody, whose task it is, else any body of the flow. */
export function actorsOf(policy: CasePolicy, flow: Flow, step: Step): readonly string[] {
  return step.actors ?? step.handledBy ?? bodiesOf(policy, flow);
}

/** The title of a step by path; the path where the case has none. */
export function titleOfStep(flow: Flow, course: Course, path: string): string {
  return findStep(flow, course, path)?.step.title ?? path;
}

/** Problems that a case of another revision would hide. */
export function revisionIssue(policy: CasePolicy, state: CaseState): Issue | undefined {
  return policy.revision === state.revision
    ? undefined
    : issue('otherRevision', '/revision', { case: state.revision, policy: policy.revision });
}
