import { type Flow, isWithin, mayAct, type Person } from '@cebao/pack';
import { bodiesOf, type CasePolicy, escalationBodies } from './case-policy.ts';
import { isRestricted } from './sight.ts';
import type { CaseState } from './state.ts';

/**
 * Whether a person may see a case: they act for a body that has a part in it, oversee its place, or took part.
 * A role at a place sees that place and what lies below; an organisation sees the cases in which it is a party by name,
 * and no case in which that place is still free. A flow with `visibility` is seen by the bodies it names and by those the
 * case concerns (`concerned`), by nobody for overseeing.
 */
export function maySee(
  policy: CasePolicy,
  state: Pick<CaseState, 'flow' | 'place' | 'parties' | 'openedBy' | 'timeline'> & {
    /** Bodies the case waits for now, and those that acted in it: they see a case that is not open to all its bodies. */
    readonly concerned?: readonly string[];
  },
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
  // Only bodies for which they act somewhere: who else might is not asked here.
  const actsSomewhere = new Set(named.map((held) => policy.roles.find(({ id }) => id === held.role)?.actsFor));
  const acts = (bodies: readonly string[]): boolean => {
    const own = bodies.filter((body) => actsSomewhere.has(body));
    return own.length > 0 && mayAct(policy, own, state, { ...person, assignments: named }).ok;
  };
  if (isRestricted(flow)) {
    if (state.timeline.some(({ actor }) => actor.person === person.id)) return true;
    return acts([...(flow.visibility ?? []), ...(state.concerned ?? [])]);
  }
  if (acts(bodiesWithPart(policy, flow))) return true;
  if (state.timeline.some(({ actor }) => actor.person === person.id)) return true;
  return person.assignments.some(
    (held) =>
      isWithin(state.place, held.place) &&
      policy.roles.some((role) => role.id === held.role && !role.organisation && role.may?.includes('oversee')),
  );
}

/** Asked for every row of every list, and the same as long as the policy is: made once for each of its flows. */
const withPart = new WeakMap<CasePolicy, Map<string, readonly string[]>>();

/** Bodies that see a flow's cases for what they do in them. */
function bodiesWithPart(policy: CasePolicy, flow: Flow): readonly string[] {
  let flows = withPart.get(policy);
  if (flows === undefined) {
    flows = new Map();
    withPart.set(policy, flows);
  }
  let bodies = flows.get(flow.id);
  if (bodies === undefined) {
    const all = [...bodiesOf(policy, flow), ...escalationBodies(policy, flow), ...(flow.opens?.overseers ?? [])];
    bodies = [...new Set(all)];
    flows.set(flow.id, bodies);
  }
  return bodies;
}
