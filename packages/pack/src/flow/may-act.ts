import type { Role, RolesFile } from '../format.ts';
import type { Level } from '../level.ts';
import { isWithin, LEVELS, levelOf } from '../level.ts';

/** A role that a person holds at a place; for an organisation when the role belongs to one. */
export interface Assignment {
  readonly role: string;
  readonly place: string;
  readonly organisation?: string;
  /** First and last day on which it is held; absent: open. */
  readonly from?: string;
  readonly until?: string;
  /** Held as a deputy of this person. */
  readonly for?: string;
}

/** A person with all roles they hold. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly assignments: readonly Assignment[];
}

/**
 * The person with the roles that are held on a day.
 *
 * @example
 * onDuty({ id: 'p', name: 'P', assignments: [{ role: 'clerk', place: 'nm', until: '2026-06-30' }] }, '2026-07-01').assignments; // []
 */
export function onDuty(person: Person, day: string): Person {
  const held = person.assignments.filter(
    ({ from, until }) => (from === undefined || from <= day) && (until === undefined || day <= until),
  );
  return held.length === person.assignments.length ? person : { ...person, assignments: held };
}

/** Who acts for which body, as the pack says. */
export interface Offices {
  readonly roles: readonly Role[];
  readonly bodies: readonly NonNullable<RolesFile['bodies']>[number][];
}

/** Where something is to be done: the place of the case, and the organisations that are its parties, by body. */
export interface Venue {
  readonly place: string;
  readonly parties?: Readonly<Record<string, string>>;
}

/** The one way in which a person acts: which role, for which body. */
export interface Capacity {
  readonly assignment: Assignment;
  readonly body: string;
}

/** Who can do it instead: a body with its title, and the place or organisation it sits at. */
export interface Eligible {
  readonly body: string;
  readonly title: string;
  /** Titles of the roles that act for the body. */
  readonly roles: readonly string[];
  readonly place: string;
  readonly organisation?: string;
}

export type MayAct =
  | { readonly ok: true; readonly as: Capacity }
  | { readonly ok: false; readonly who: readonly Eligible[] };

/**
 * Whether a person may act for one of the bodies at a place: by a role that acts for the body, held at the place or
 * above it (at the role's own level), or held for the organisation that is the party of the case.
 *
 * @example
 * mayAct({ roles, bodies }, ['committee'], { place: 'nm/ordos/demo-banner/town/village' }, person);
 * // { ok: false, who: [{ body: 'committee', title: …, roles: […], place: 'nm/ordos/demo-banner/town/village' }] }
 */
export function mayAct(offices: Offices, bodies: readonly string[], venue: Venue, person: Person): MayAct {
  for (const body of bodies) {
    const assignment = person.assignments.find((held) => actsFor(offices, held, body, venue));
    if (assignment) return { ok: true, as: { assignment, body } };
  }
  return { ok: false, who: bodies.map((body) => eligibleOf(offices, body, venue)) };
}

/** Whether an assignment acts for a body at a venue. */
export function actsFor(offices: Offices, assignment: Assignment, body: string, venue: Venue): boolean {
  const role = offices.roles.find(({ id }) => id === assignment.role);
  if (role?.actsFor !== body) return false;
  if (role.organisation) {
    const party = venue.parties && Object.hasOwn(venue.parties, body) ? venue.parties[body] : undefined;
    return party === undefined || assignment.organisation === party;
  }
  return (
    isWithin(venue.place, assignment.place) && (role.level === undefined || levelOf(assignment.place) === role.level)
  );
}

/** Which body it is and where it sits, for people who may not act themselves. */
export function eligibleOf(offices: Offices, body: string, venue: Venue): Eligible {
  const named = offices.bodies.find(({ id }) => id === body);
  const roles = offices.roles.filter((role) => role.actsFor === body);
  const party = venue.parties && Object.hasOwn(venue.parties, body) ? venue.parties[body] : undefined;
  return {
    body,
    title: named?.title ?? roles[0]?.title ?? body,
    roles: roles.map(({ title }) => title),
    place: placeAtLevel(venue.place, roles.find(({ level }) => level)?.level ?? named?.level),
    ...(party === undefined ? {} : { organisation: party }),
  };
}

/** The place on the path that is at a level; the path itself when it does not reach that deep. */
function placeAtLevel(place: string, level: Level | undefined): string {
  return level === undefined
    ? place
    : place
        .split('/')
        .slice(0, LEVELS.indexOf(level) + 1)
        .join('/');
}
