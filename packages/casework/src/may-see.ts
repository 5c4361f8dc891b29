import { isWithin, mayAct, type Person } from '@cebao/pack';
import { bodiesOf, type CasePolicy } from './case-policy.ts';
import type { CaseState } from './state.ts';

/**
 * Whether a person may see a case: they act for a body that has a part in it, oversee its place, or took part.
 * A role at a place sees that place and what lies below.
 */
export function maySee(policy: CasePolicy, state: Pick<CaseState, 'flow' | 'place' | 'parties' | 'openedBy' | 'timeline'>, person: Person): boolean {
  const flow = policy.findFlow(state.flow);
  if (!flow) return false;
  if (mayAct(policy, [...bodiesOf(policy, flow), ...(flow.opens?.overseers ?? [])], state, person).ok) return true;
  if (state.timeline.some(({ actor }) => actor.person === person.id)) return true;
  return person.assignments.some(
    (held) => isWithin(state.place, held.place) && policy.roles.some((role) => role.id === held.role && !role.organisation && role.may?.includes('oversee')),
  );
}
