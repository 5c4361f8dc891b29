import { type Capacity, mayAct, type Person } from '@cebao/pack';
import { bodiesOf, type CasePolicy } from './case-policy.ts';
import { maySee } from './may-see.ts';
import type { CaseState } from './state.ts';

/**
 * For whom a person speaks who sees a case and is not taking a step: a body that has a part in it, else any post they
 * hold. Undefined where they may not see it, or see it only because they once took part and hold no post any more.
 */
export function speaksAs(policy: CasePolicy, state: CaseState, person: Person): Capacity | undefined {
  if (!maySee(policy, state, person)) return undefined;
  const flow = policy.findFlow(state.flow);
  const may = mayAct(policy, flow ? [...bodiesOf(policy, flow), ...(flow.opens?.overseers ?? [])] : [], state, person);
  if (may.ok) return may.as;
  const assignment = person.assignments[0];
  const role = policy.roles.find(({ id }) => id === assignment?.role);
  return assignment && role ? { assignment, body: role.actsFor } : undefined;
}
