import { coSignatureOf } from '@cebao/pack';
import { type CasePolicy, carriedFlows } from './case-policy.ts';
import type { CaseState } from './state.ts';
import { siblingOf } from './submit-step.ts';

/** The title of a step that was submitted for signatures over the content of this one too; undefined where there is none. */
export function boundBy(policy: CasePolicy, state: CaseState, path: string): string | undefined {
  const flow = policy.findFlow(state.flow);
  if (!flow) return undefined;
  return [flow, ...carriedFlows(policy, flow)]
    .flatMap(({ steps }) => steps)
    .find((step) => {
      const own = siblingOf(path, step.id);
      const status = Object.hasOwn(state.steps, own) ? state.steps[own]?.status : undefined;
      const binds = (coSignatureOf(step)?.binds ?? []).map((id) => siblingOf(path, id));
      return (status === 'signing' || status === 'done') && binds.includes(path);
    })?.title;
}
