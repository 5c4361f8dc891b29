import type { Assignment, Person } from '@cebao/pack';
import type { EventActor } from '../event.ts';
import type { Post, StaffEvent } from './staff-event.ts';

/** A deputy for a post and a period. */
export interface Delegation {
  readonly id: string;
  readonly post: Post;
  readonly deputy: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly by: EventActor;
  readonly at: string;
  /** Ended before its time. */
  readonly ended?: { readonly at: string; readonly by: EventActor; readonly reason: string };
}

/** The posts of a person as events changed them, and the deputies they have. */
export interface Staffing {
  readonly person: string;
  readonly version: number;
  readonly taken: readonly { readonly post: Post; readonly from: string; readonly until?: string }[];
  /** Posts that were left: until which day. */
  readonly left: readonly { readonly post: Post; readonly until: string }[];
  readonly delegations: readonly Delegation[];
  readonly history: readonly StaffEvent[];
}

/** The staffing after one more event. */
export function applyStaffEvent(before: Staffing | undefined, event: StaffEvent): Staffing {
  const start: Staffing = before ?? {
    person: event.person,
    version: 0,
    taken: [],
    left: [],
    delegations: [],
    history: [],
  };
  const state = { ...start, version: start.version + 1, history: [...start.history, event] };
  switch (event.type) {
    case 'delegated': {
      const { id, post, deputy, from, until, reason, actor, at } = event;
      return {
        ...state,
        delegations: [...state.delegations, { id, post, deputy, from, until, reason, by: actor, at }],
      };
    }
    case 'delegationEnded':
      return {
        ...state,
        delegations: state.delegations.map((one) =>
          one.id === event.delegation
            ? { ...one, ended: { at: event.at, by: event.actor, reason: event.reason } }
            : one,
        ),
      };
    case 'postTaken':
      return { ...state, taken: [...state.taken, { post: event.post, from: event.from }] };
    case 'postLeft':
      return {
        ...state,
        left: [...state.left, { post: event.post, until: event.until }],
        taken: state.taken.map((one) =>
          samePost(one.post, event.post) && (one.until === undefined || one.until > event.until)
            ? { ...one, until: event.until }
            : one,
        ),
      };
  }
}

/** Whether two posts are the same one. */
export function samePost(a: Post, b: Post): boolean {
  return a.role === b.role && a.place === b.place && (a.organisation ?? '') === (b.organisation ?? '');
}

/** The person's own posts: those they came with, and what changed since; each with its first and last day. */
export function ownPosts(person: Person, staffing: Staffing | undefined): Assignment[] {
  const first = person.assignments.map((held): Assignment => {
    const left = (staffing?.left ?? []).filter(({ post }) => samePost(post, held)).map(({ until }) => until);
    const [until] = [...left, ...(held.until === undefined ? [] : [held.until])].sort();
    return until === undefined ? held : { ...held, until };
  });
  const taken = (staffing?.taken ?? []).map(
    ({ post, from, until }): Assignment => ({ ...post, from, ...(until === undefined ? {} : { until }) }),
  );
  return [...first, ...taken];
}

/** Whether a post, or a delegation, is held on a day. */
export function heldOn(held: { readonly from?: string; readonly until?: string }, day: string): boolean {
  return (held.from === undefined || held.from <= day) && (held.until === undefined || day <= held.until);
}

/** Everybody of an instance, for questions that one person alone does not answer. */
export interface Staff {
  findPerson(id: string): Person | undefined;
  findStaffing(person: string): Staffing | undefined;
  /** Delegations that name this person as deputy, with who gave them. */
  delegationsTo(deputy: string): readonly { readonly person: string; readonly delegation: Delegation }[];
}

/**
 * The person with the posts held on a day: their own, then those they hold as deputy, as long as the period lasts, nobody
 * ended it, and whom they stand in for holds the post.
 *
 * @example
 * personOn(staff, 'demo-clerk', '2026-11-25')?.assignments; // [{ role: 'clerk', … }, { role: 'leader', for: 'demo-leader', until: '2026-12-01', … }]
 */
export function personOn(staff: Staff, id: string, day: string): Person | undefined {
  const person = staff.findPerson(id);
  if (!person) return undefined;
  const own = ownPosts(person, staff.findStaffing(id)).filter((post) => heldOn(post, day));
  const lent = staff.delegationsTo(id).flatMap(({ person: giver, delegation }): Assignment[] => {
    const whose = staff.findPerson(giver);
    if (!whose || delegation.ended || !heldOn(delegation, day)) return [];
    const { post, from, until } = delegation;
    const held = ownPosts(whose, staff.findStaffing(giver)).some((one) => samePost(one, post) && heldOn(one, day));
    return held ? [{ ...post, from, until, for: giver }] : [];
  });
  return { ...person, assignments: [...own, ...lent] };
}
