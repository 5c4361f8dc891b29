import type { Issue, Result } from '@cebao/engine';
import { type Assignment, isCivilDate, isWithin, type Person, type Role } from '@cebao/pack';
import type { EventActor } from '../event.ts';
import { dayOf } from '../event-head.ts';
import { issue } from '../refusals.ts';
import type { Post, StaffEvent } from './staff-event.ts';
import { heldOn, ownPosts, type Staff, samePost } from './staffing.ts';

/** What people do with posts: name a deputy, end that early, hand a post over. */
export type StaffCommand =
  | {
      readonly type: 'delegate';
      /** Whose post. */
      readonly person: string;
      readonly post: Post;
      readonly deputy: string;
      readonly from: string;
      readonly until: string;
      readonly reason: string;
    }
  | { readonly type: 'endDelegation'; readonly person: string; readonly delegation: string; readonly reason: string }
  | {
      readonly type: 'move';
      readonly post: Post;
      /** Who leaves the post; absent: it was vacant. */
      readonly from?: string | undefined;
      /** Who takes it; absent: it becomes vacant. */
      readonly to?: string | undefined;
      /** First day of the new holder. */
      readonly on: string;
      readonly reason: string;
    };

export interface StaffContext {
  readonly now: string;
  /** Who asks, with the posts held today. */
  readonly actor: Person;
  readonly newId: () => string;
  readonly staff: Staff;
  /** The role behind a post, as the pack at its place states it. */
  roleOf(post: Post): Role | undefined;
}

/**
 * Decides a command on posts. A person names deputies for their own posts; who administers a place does it for every
 * post there and moves posts. Nobody passes on what they hold as a deputy.
 *
 * @example
 * decideStaffCommand({ type: 'delegate', person: 'a', post, deputy: 'b', from: '2026-12-01', until: '2026-12-05', reason: 'Training' }, context);
 * // { ok: true, value: [{ type: 'delegated', person: 'a', deputy: 'b', … }] }
 */
export function decideStaffCommand(command: StaffCommand, context: StaffContext): Result<StaffEvent[]> {
  if (command.reason.trim() === '') return { ok: false, issues: [issue('reasonMissing', '/reason')] };
  switch (command.type) {
    case 'delegate':
      return delegate(command, context);
    case 'endDelegation':
      return endDelegation(command, context);
    case 'move':
      return move(command, context);
  }
}

function delegate(command: StaffCommand & { type: 'delegate' }, context: StaffContext): Result<StaffEvent[]> {
  const { person, post, deputy, from, until, reason } = command;
  const today = dayOf(context.now);
  const actor = actorFor(post, person, context);
  if (!actor) return refuse(issue('notYoursToDelegate', '/post'));
  const issues: Issue[] = [];
  for (const [name, day] of [
    ['from', from],
    ['until', until],
  ] as const)
    if (!isCivilDate(day)) issues.push(issue('notADate', `/${name}`, { value: day }));
  if (issues.length > 0) return refuse(...issues);
  if (until < from) issues.push(issue('periodReversed', '/until', { from, until }));
  if (from < today) issues.push(issue('startsInPast', '/from', { from, today }));
  if (deputy === person) issues.push(issue('deputyIsSelf', '/deputy'));
  const whose = context.staff.findPerson(person);
  const other = context.staff.findPerson(deputy);
  if (!other) issues.push(issue('unknownDeputy', '/deputy'));
  const staffing = context.staff.findStaffing(person);
  if (!whose || !ownPosts(whose, staffing).some((held) => samePost(held, post) && heldOn(held, from)))
    issues.push(issue('postNotHeld', '/post', { from }));
  if (
    other &&
    post.organisation !== undefined &&
    !ownPosts(other, context.staff.findStaffing(deputy)).some(({ organisation }) => organisation === post.organisation)
  )
    issues.push(issue('deputyOfOtherOrganisation', '/deputy', { name: other.name }));
  const overlaps = staffing?.delegations.some(
    (one) => !one.ended && one.deputy === deputy && samePost(one.post, post) && one.from <= until && from <= one.until,
  );
  if (overlaps) issues.push(issue('delegatedAlready', '/deputy', { name: other?.name ?? deputy }));
  if (issues.length > 0) return refuse(...issues);
  return {
    ok: true,
    value: [{ ...headOf(context, person, actor), type: 'delegated', post: plain(post), deputy, from, until, reason }],
  };
}

function endDelegation(command: StaffCommand & { type: 'endDelegation' }, context: StaffContext): Result<StaffEvent[]> {
  const { person, delegation: id, reason } = command;
  const found = context.staff.findStaffing(person)?.delegations.find((one) => one.id === id);
  if (!found) return refuse(issue('noDelegation', '/delegation'));
  const actor = actorFor(found.post, person, context);
  if (!actor) return refuse(issue('notYoursToDelegate', '/delegation'));
  if (found.ended || found.until < dayOf(context.now)) return refuse(issue('delegationOver', '/delegation'));
  return { ok: true, value: [{ ...headOf(context, person, actor), type: 'delegationEnded', delegation: id, reason }] };
}

function move(command: StaffCommand & { type: 'move' }, context: StaffContext): Result<StaffEvent[]> {
  const { post, from, to, on, reason } = command;
  const administrator = administers(post.place, context);
  if (!administrator) return refuse(issue('notYoursToMove', '/post'));
  if (!isCivilDate(on)) return refuse(issue('notADate', '/on', { value: on }));
  const today = dayOf(context.now);
  if (on < today) return refuse(issue('startsInPast', '/on', { from: on, today }));
  if (from === to) return refuse(issue('nobodyToMove', '/to'));
  if (!context.roleOf(post)) return refuse(issue('unknownRole', '/post', { role: post.role }));
  const issues: Issue[] = [];
  const last = dayBefore(on);
  const holds = (id: string) => {
    const person = context.staff.findPerson(id);
    return (
      person !== undefined &&
      ownPosts(person, context.staff.findStaffing(id)).some(
        (held) => samePost(held, post) && (held.until === undefined || held.until >= on),
      )
    );
  };
  if (from !== undefined && !holds(from)) issues.push(issue('postNotHeld', '/from', { from: on }));
  if (to !== undefined && !context.staff.findPerson(to)) issues.push(issue('unknownDeputy', '/to'));
  if (to !== undefined && holds(to)) issues.push(issue('postHeldAlready', '/to'));
  if (issues.length > 0) return refuse(...issues);
  const events: StaffEvent[] = [];
  if (from !== undefined)
    events.push({
      ...headOf(context, from, administrator),
      type: 'postLeft',
      post: plain(post),
      until: last,
      reason,
      ...(to === undefined ? {} : { to }),
    });
  if (to !== undefined)
    events.push({
      ...headOf(context, to, administrator),
      type: 'postTaken',
      post: plain(post),
      from: on,
      reason,
      ...(from === undefined ? {} : { after: from }),
    });
  return { ok: true, value: events };
}

/** In which capacity somebody decides about a post: their own post, or the administration of its place. */
function actorFor(post: Post, person: string, context: StaffContext): Assignment | undefined {
  if (context.actor.id === person) {
    const own = context.actor.assignments.find((held) => held.for === undefined);
    return context.actor.assignments.find((held) => held.for === undefined && samePost(held, post)) ?? own;
  }
  return administers(post.place, context);
}

function administers(place: string, { actor, roleOf }: StaffContext): Assignment | undefined {
  return actor.assignments.find(
    (held) =>
      held.for === undefined && isWithin(place, held.place) && (roleOf(held)?.may?.includes('administer') ?? false),
  );
}

function headOf(context: StaffContext, person: string, as: Assignment) {
  const actor: EventActor = {
    person: context.actor.id,
    role: as.role,
    body: context.roleOf(as)?.actsFor ?? as.role,
    place: as.place,
    ...(as.organisation === undefined ? {} : { organisation: as.organisation }),
  };
  return { id: context.newId(), schema: 1 as const, at: context.now, actor, sealed: null, person };
}

function plain({ role, place, organisation }: Post): Post {
  return { role, place, ...(organisation === undefined ? {} : { organisation }) };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function refuse(...issues: Issue[]): { readonly ok: false; readonly issues: Issue[] } {
  return { ok: false, issues };
}
