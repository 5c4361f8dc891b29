import { civilDate, packId, placePath, recordId } from './names.ts';
import { assignment } from './sessions.ts';
import { z } from './zod.ts';

const post = z.strictObject({ role: packId, place: placePath, organisation: recordId.optional() });
const reason = z.string().max(2000);
const named = z.strictObject({ id: z.string(), name: z.string() });

/** Names a deputy for a post and a period; `person` is whose post it is, by default one's own. */
export const delegateRequest = z.strictObject({
  person: recordId.optional(),
  post,
  deputy: recordId,
  from: civilDate,
  until: civilDate,
  reason,
});
export const endDelegationRequest = z.strictObject({ person: recordId, reason });
/** Hands a post over: `on` is the first day of whoever takes it. */
export const moveRequest = z.strictObject({
  post,
  from: recordId.optional(),
  to: recordId.optional(),
  on: civilDate,
  reason,
});

export const delegationRow = z.strictObject({
  id: z.string(),
  person: named,
  deputy: named,
  post: assignment,
  from: z.string(),
  until: z.string(),
  reason: z.string(),
  by: named,
  /** planned, running, over by itself, ended before its time. */
  state: z.enum(['planned', 'running', 'over', 'ended']),
  endedBecause: z.string().optional(),
  mayEnd: z.boolean(),
});

export const staffReply = z.strictObject({
  /** One's own posts, without those held as a deputy. */
  posts: z.array(assignment),
  /** Delegations by or to the person, and those of places the person administers. */
  delegations: z.array(delegationRow),
  /** People one may name as deputy, and those of places the person administers. */
  people: z.array(z.strictObject({ id: z.string(), name: z.string(), posts: z.array(assignment) })),
  /** Places whose posts the person administers. */
  administers: z.array(z.strictObject({ place: z.string(), title: z.string() })),
  /** Posts that were handed over, newest first. */
  moves: z.array(
    z.strictObject({
      id: z.string(),
      type: z.enum(['postTaken', 'postLeft']),
      at: z.string(),
      person: named,
      other: named.optional(),
      post: assignment,
      /** First day of a post that was taken, last day of one that was left. */
      on: z.string(),
      reason: z.string(),
      by: named,
    }),
  ),
});
export type DelegationRow = z.infer<typeof delegationRow>;
export type StaffReply = z.infer<typeof staffReply>;
type Post = { role: string; place: string; organisation?: string };
export type DelegateRequest = {
  person?: string;
  post: Post;
  deputy: string;
  from: string;
  until: string;
  reason: string;
};
export type EndDelegationRequest = { person: string; reason: string };
export type MoveRequest = { post: Post; from?: string; to?: string; on: string; reason: string };
