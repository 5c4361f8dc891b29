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

/** The places at which a person has a permission: there and below. */
export function placesWith(services: Services, person: Person, permission: Permission): string[] {
  return person.assignments
    .filter((assignment) => roleOf(services, assignment)?.may?.includes(permission))
    .map(({ place }) => place);
}

/** Refuses unless the person has the permission, at the place when one is named. */
export function requirePermission(services: Services, viewer: Viewer, permission: Permission, place?: string): void {
  const places = placesWith(services, viewer.person, permission);
  const allowed = place === undefined ? places.length > 0 : places.some((at) => isWithin(place, at));
  if (!allowed) throw new Refusal(403, 'notAllowed', { params: { may: messages.may[permission] ?? permission } });
}

/** A person with the titles of their roles and places. */
export function personRowOf(services: Services, person: Person): PersonRow {
  const instance = services.instance();
  return {
    id: person.id,
    name: person.name,
    assignments: person.assignments.map(
      (assignment): Assignment => ({
        role: assignment.role,
        roleTitle: roleOf(services, assignment)?.title ?? assignment.role,
        place: assignment.place,
        placeTitle: instance.titleOf(assignment.place),
        ...(assignment.organisation === undefined
          ? {}
          : {
              organisation: assignment.organisation,
              organisationTitle: instance.organisationTitle(assignment.organisation),
            }),
      }),
    ),
  };
}

export function meOf(services: Services, viewer: Viewer): Me {
  const may = new Set(viewer.person.assignments.flatMap((assignment) => roleOf(services, assignment)?.may ?? []));
  return { person: personRowOf(services, viewer.person), demo: services.store.settings.demo, may: [...may].sort() };
}
