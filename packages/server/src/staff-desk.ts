import { randomUUID } from 'node:crypto';
import {
  applyStaffEvent,
  type Delegation,
  decideStaffCommand,
  ownPosts,
  type Post,
  type StaffCommand,
  type StaffEvent,
  type Staffing,
} from '@cebao/casework';
import { type Assignment, isWithin } from '@cebao/pack';
import type { DelegationRow, StaffReply } from './api/staff.ts';
import { civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import { assignmentRowOf, placesWith, roleOf } from './permissions.ts';
import { Refusal } from './problem.ts';
import { refuseIssues } from './refuse-issues.ts';
import type { Services } from './services.ts';
import { projectStaffing, staffStream } from './staff-book.ts';
import type { Viewer } from './viewer.ts';

/** Does a command on posts: all its events, of one person or two, in one commit. */
export async function commandStaff(services: Services, viewer: Viewer, command: StaffCommand): Promise<StaffReply> {
  const { staff, store, clock } = services;
  const decided = decideStaffCommand(command, {
    now: civilTimeOf(clock()),
    actor: viewer.person,
    newId: randomUUID,
    staff,
    roleOf: (post) => roleOf(services, post),
  });
  if (!decided.ok) throw new Refusal(422, 'commandRefused', { issues: decided.issues });
  const changed = new Map<string, { before: Staffing | undefined; events: StaffEvent[] }>();
  for (const event of decided.value) {
    const one = changed.get(event.person) ?? { before: staff.findStaffing(event.person), events: [] };
    changed.set(event.person, { ...one, events: [...one.events, event] });
  }
  const after = [...changed.values()].map(
    ({ before, events }) => events.reduce<Staffing | undefined>(applyStaffEvent, before) as Staffing,
  );
  const done = await store.commit({
    streams: [...changed].map(([person, { before, events }]) => ({
      stream: staffStream(person),
      expectedVersion: before?.version ?? 0,
      events: commitEvents(events),
    })),
    documents: after.map(projectStaffing),
  });
  if (!done.ok) throw refuseIssues(done.issues, 'commandRefused');
  for (const staffing of after) staff.adopt(staffing);
  return staffReplyOf(services, viewer.person.id);
}

/** Posts, deputies and people as a person may see them. */
export function staffReplyOf(services: Services, id: string): StaffReply {
  const { staff } = services;
  const today = services.today();
  const viewer = staff.personOn(id, today);
  if (viewer === undefined) throw new Refusal(404, 'unknownPerson');
  const instance = services.instance();
  const named = (person: string) => ({ id: person, name: instance.findPerson(person)?.name ?? person });
  const row = (post: Post | Assignment) => assignmentRowOf(services, post);
  const own = viewer.assignments.filter((held) => held.for === undefined);
  const administers = placesWith(services, { ...viewer, assignments: own }, 'administer');
  const administered = (post: Post) => administers.some((place) => isWithin(post.place, place));
  const postsOf = (person: string): Assignment[] => {
    const found = instance.findPerson(person);
    return found === undefined
      ? []
      : ownPosts(found, staff.findStaffing(person)).filter(({ until }) => until === undefined || until >= today);
  };
  const near = (post: Assignment) =>
    own.some((held) =>
      held.organisation === undefined
        ? post.organisation === undefined && (isWithin(post.place, held.place) || isWithin(held.place, post.place))
        : post.organisation === held.organisation,
    );
  const delegations: DelegationRow[] = staff.everybody().flatMap(({ person, delegations: given }) =>
    given
      .filter((one) => person === id || one.deputy === id || administered(one.post))
      .map((one) => {
        const state = stateOf(one, today);
        return {
          id: one.id,
          person: named(person),
          deputy: named(one.deputy),
          post: row(one.post),
          from: one.from,
          until: one.until,
          reason: one.reason,
          by: named(one.by.person),
          state,
          ...(one.ended ? { endedBecause: one.ended.reason } : {}),
          mayEnd: (state === 'planned' || state === 'running') && (person === id || administered(one.post)),
        };
      }),
  );
  const moves = staff
    .everybody()
    .flatMap(({ history }) => history)
    .filter((event) => event.type === 'postTaken' || event.type === 'postLeft')
    .filter((event) => event.person === id || administered(event.post))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  return {
    posts: postsOf(id).map(row),
    delegations: delegations.sort((a, b) => (a.from < b.from ? 1 : -1)),
    people: instance.people
      .filter((person) => person.id !== id)
      .map((person) => {
        const held = postsOf(person.id);
        // What somebody holds elsewhere too is not told here.
        const posts = held.filter((post) => near(post) || administered(post));
        return { person, posts, free: held.length === 0 };
      })
      .filter(({ posts, free }) => posts.length > 0 || (administers.length > 0 && free))
      .map(({ person, posts }) => ({ id: person.id, name: person.name, posts: posts.map(row) })),
    administers: administers.map((place) => ({ place, title: instance.titleOf(place) })),
    moves: moves.map((event) => {
      const other = event.type === 'postTaken' ? event.after : event.to;
      return {
        id: event.id,
        type: event.type,
        at: event.at,
        person: named(event.person),
        ...(other === undefined ? {} : { other: named(other) }),
        post: row(event.post),
        on: event.type === 'postTaken' ? event.from : event.until,
        reason: event.reason,
        by: named(event.actor.person),
      };
    }),
  };

  function stateOf(one: Delegation, day: string): DelegationRow['state'] {
    if (one.ended) return 'ended';
    if (one.until < day) return 'over';
    return one.from > day ? 'planned' : 'running';
  }
}
