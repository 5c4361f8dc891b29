import type { JsonValue, Result } from '@cebao/engine';
import { bodiesInSignature, coSignatureOf, type Flow, type FlowEvaluate, type Policy, type Step } from '@cebao/pack';

/** What casework needs from a compiled policy; `Policy` of `@cebao/pack` fits. */
export type CasePolicy = Pick<
  Policy,
  | 'region'
  | 'revision'
  | 'decide'
  | 'evaluate'
  | 'findParam'
  | 'findDecision'
  | 'findForm'
  | 'findFlow'
  | 'findRegister'
  | 'findMeeting'
  | 'findList'
  | 'calendars'
  | 'matches'
  | 'roles'
  | 'bodies'
  | 'words'
>;

/** Evaluates the expressions of a case: params read as on the day that governs it. */
export function evaluatorAt(policy: CasePolicy, at: string): FlowEvaluate {
  const readParam = (id: string): JsonValue | undefined => policy.findParam(id, at)?.value;
  return (expression, read): Result<JsonValue> => policy.evaluate(expression, read, readParam);
}

/** The flows that a case of this flow may carry in its stages. */
export function carriedFlows(policy: CasePolicy, flow: Flow): Flow[] {
  const ids = flow.steps.flatMap((step) => (step.flows ?? []).map((carried) => carried.flow));
  return [...new Set(ids)].map((id) => policy.findFlow(id)).filter((found) => found !== undefined);
}

/** Every body that has a part in cases of this flow: acts, signs or opens. Panels as they read on the day, by default the last one stated. */
export function bodiesOf(policy: CasePolicy, flow: Flow, at = '9999-12-31'): string[] {
  const steps = [flow, ...carriedFlows(policy, flow)].flatMap((one) => one.steps);
  const panel = (step: Step) => (policy.findList(coSignatureOf(step)?.panel?.list ?? '', at) ?? []).map(({ id }) => id);
  const named = steps.flatMap((step) => [
    ...(step.actors ?? step.handledBy ?? []),
    ...bodiesInSignature(step),
    ...panel(step),
  ]);
  return [...new Set([...(flow.opens?.actors ?? []), ...named])];
}

/** The bodies that are shown steps of this flow once they are overdue. */
export function escalationBodies(policy: CasePolicy, flow: Flow): string[] {
  const steps = [flow, ...carriedFlows(policy, flow)].flatMap((one) => one.steps);
  return [...new Set(steps.flatMap(({ due }) => due?.escalate?.to ?? []))];
}
