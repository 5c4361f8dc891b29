import { isWithin, mayAct, type Person } from '@cebao/pack';
import { bodiesOf, type CasePolicy } from './case-policy.ts';
import type { CaseState } from './state.ts';

/**
 * Whether a person may see a case: they act for a body that has a part in it, oversee its place, or took part.
 * A role at a place sees that place and what lies below; an organisation sees the cases in which it is a party by name,
 * and no case in which that place is still free.
 */
export function maySee(
  policy: CasePolicy,
  state: Pick<CaseState, 'flow' | 'place' | 'parties' | 'openedBy' | 'timeline'>,
  person: Person,
): boolean {
  const flow = policy.findFlow(state.flow);
  if (!flow) return false;
  const named = person.assignments.filter((held) => {
    const role = policy.roles.find(({ id }) => id === held.role);
    return (
      role !== undefined &&
      (!role.organisation || (held.organisation !== undefined && state.parties[role.actsFor] === held.organisation))
    );
  });
  if (
    mayAct(policy, [...bodiesOf(policy, flow), ...(flow.opens?.overseers ?? [])], state, {
      ...person,
      assignments: named,
    }).ok
  )
    return true;
  if (state.timeline.some(({ actor }) => actor.person === person.id)) return true;
  return person.assignments.some(
    (held) =>
      isWithin(state.place, held.place) &&
      policy.roles.some((role) => role.id === held.role && !role.organisation && role.may?.includes('oversee')),
  );
}
