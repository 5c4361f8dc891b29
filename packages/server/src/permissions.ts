import { type Assignment as Held, isWithin, type Person, type Role } from '@cebao/pack';
import type { Assignment, Me, PersonRow } from './api/sessions.ts';
import { messages } from './messages/zh-CN.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** What a role may permit besides its steps. */
export type Permission = NonNullable<Role['may']>[number];

/** The role behind an assignment, as the pack at its place states it today. */
export function roleOf(services: Services, assignment: Held): Role | undefined {
  const policy = services.policies.newest(assignment.place);
  return policy.ok ? policy.value.findRole(assignment.role) : undefined;
}

/** What a deputy may not do in somebody else's place: publish rules, administer. */
const NOT_BY_DEPUTY: readonly Permission[] = ['publish', 'administer'];

function permissionsOf(services: Services, assignment: Held): readonly Permission[] {
  const may = roleOf(services, assignment)?.may ?? [];
  return assignment.for === undefined ? may : may.filter((one) => !NOT_BY_DEPUTY.includes(one));
}

/** The places at which a person has a permission: there and below. */
export function placesWith(services: Services, person: Person, permission: Permission): string[] {
  return person.assignments
    .filter((assignment) => permissionsOf(services, assignment).includes(permission))
    .map(({ place }) => place);
}

/** Refuses unless the person has the permission, at the place when one is named. */
export function requirePermission(services: Services, viewer: Viewer, permission: Permission, place?: string): void {
  const places = placesWith(services, viewer.person, permission);
  const allowed = place === undefined ? places.length > 0 : places.some((at) => isWithin(place, at));
  if (!allowed) throw new Refusal(403, 'notAllowed', { params: { may: messages.may[permission] ?? permission } });
}

/** A post with the titles of role, place and organisation. */
export function assignmentRowOf(services: Services, assignment: Held): Assignment {
  const instance = services.instance();
  const { role, place, organisation, from, until, for: whom } = assignment;
  return {
    role,
    roleTitle: roleOf(services, assignment)?.title ?? role,
    place,
    placeTitle: instance.titleOf(place),
    ...(organisation === undefined
      ? {}
      : { organisation, organisationTitle: instance.organisationTitle(organisation) }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(whom === undefined ? {} : { for: whom, forName: instance.findPerson(whom)?.name ?? whom }),
  };
}

/** A person with the titles of their roles and places. */
export function personRowOf(services: Services, person: Person): PersonRow {
  return {
    id: person.id,
    name: person.name,
    assignments: person.assignments.map((assignment) => assignmentRowOf(services, assignment)),
  };
}

export function meOf(services: Services, viewer: Viewer): Me {
  const may = new Set(viewer.person.assignments.flatMap((assignment) => permissionsOf(services, assignment)));
  return { person: personRowOf(services, viewer.person), demo: services.store.settings.demo, may: [...may].sort() };
}
