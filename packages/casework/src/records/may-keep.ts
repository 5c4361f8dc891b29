import { isWithin, mayAct, type Person, type Register } from '@cebao/pack';
import { bodiesOf, type CasePolicy } from '../case-policy.ts';

/** Whether a person enters, changes and ends records of a register at a place. */
export function mayKeep(policy: CasePolicy, register: Register, place: string, person: Person): boolean {
  return mayAct(policy, register.keepers ?? [], { place }, person).ok;
}

/**
 * Whether a person reads a book that a place keeps, by hand, as an account or from minutes: they keep it, are among its readers, have a
 * part in the cases that book into it or in the meetings that fill it, or oversee the place.
 */
export function mayRead(policy: CasePolicy, register: Register, place: string, person: Person): boolean {
  const booking = (register.account?.bookings ?? []).flatMap(({ flow: id }) => {
    const flow = policy.findFlow(id);
    return flow ? [...bodiesOf(policy, flow), ...(flow.opens?.overseers ?? [])] : [];
  });
  const meeting = policy.findMeeting(register.meeting ?? '');
  const meets = meeting ? [...meeting.callers, ...meeting.clerks, ...(meeting.readers ?? [])] : [];
  const bodies = [...(register.keepers ?? []), ...(register.readers ?? []), ...booking, ...meets];
  if (mayAct(policy, [...new Set(bodies)], { place }, person).ok) return true;
  return person.assignments.some(
    (held) =>
      isWithin(place, held.place) &&
      policy.roles.some((role) => role.id === held.role && !role.organisation && role.may?.includes('oversee')),
  );
}
