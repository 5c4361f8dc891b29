import { isWithin, type Meeting, mayAct, type Person } from '@cebao/pack';
import type { CasePolicy } from '../case-policy.ts';

/** Whether a person reads the meetings of a place: they call, record, are among the readers, or oversee the place. */
export function mayReadMeetings(policy: CasePolicy, kind: Meeting, place: string, person: Person): boolean {
  const bodies = [...kind.callers, ...kind.clerks, ...(kind.readers ?? [])];
  if (mayAct(policy, [...new Set(bodies)], { place }, person).ok) return true;
  return person.assignments.some(
    (held) =>
      isWithin(place, held.place) &&
      policy.roles.some((role) => role.id === held.role && !role.organisation && role.may?.includes('oversee')),
  );
}
