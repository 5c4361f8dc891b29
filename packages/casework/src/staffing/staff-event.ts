import type { EventActor } from '../event.ts';

/** A post: a role at a place, for an organisation where the role belongs to one. */
export interface Post {
  readonly role: string;
  readonly place: string;
  readonly organisation?: string;
}

interface StaffHead {
  readonly id: string;
  readonly schema: 1;
  readonly at: string;
  readonly actor: EventActor;
  readonly sealed: string | null;
  /** Whose posts it is about. */
  readonly person: string;
}

/** A deputy was named for a post and a period; it ends by itself. */
export interface Delegated extends StaffHead {
  readonly type: 'delegated';
  readonly post: Post;
  readonly deputy: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** A delegation was ended before its time. */
export interface DelegationEnded extends StaffHead {
  readonly type: 'delegationEnded';
  readonly delegation: string;
  readonly reason: string;
}

/** A post was taken from a day on. */
export interface PostTaken extends StaffHead {
  readonly type: 'postTaken';
  readonly post: Post;
  readonly from: string;
  readonly reason: string;
  /** Who held it before. */
  readonly after?: string;
}

/** A post is held until a day. */
export interface PostLeft extends StaffHead {
  readonly type: 'postLeft';
  readonly post: Post;
  readonly until: string;
  readonly reason: string;
  /** Who takes it over. */
  readonly to?: string;
}

/** What happens to the posts of a person; one stream each. */
export type StaffEvent = Delegated | DelegationEnded | PostTaken | PostLeft;
