import { z } from 'zod';
import { basis, citation, expression, id } from './scalars.ts';

/** A closed choice a body makes when it signs, and what it counts as. */
export const opinion = z.strictObject({
  id,
  title: z.string(),
  counts: z.enum(['agrees', 'objects', 'abstains']),
});

/**
 * A co-signature: which bodies answer for the submitted content, and when their answers settle the step. A plain list of
 * bodies on a step is the same as `{ "bodies": […], "rule": "all" }` without opinions.
 */
export const coSignature = z.strictObject({
  /** Bodies by name; or the `panel`. Exactly one of the two. */
  bodies: z.array(id).min(1).optional(),
  /** The bodies are the entries of a list in force; with `fact`, those of them that this fact of the case names. */
  panel: z.strictObject({ list: id, fact: z.string().optional() }).optional(),
  /**
   * `all`: agreed when every body agrees; `quorum`: when `count` agree; `veto`: when no body objects (and `count`, else
   * one, agrees).
   */
  rule: z.enum(['all', 'quorum', 'veto']),
  count: expression.optional(),
  /** Settled as soon as the result is certain, instead of once every body has answered. Default: only for `quorum`. */
  early: z.boolean().optional(),
  /** Nobody sees the answers of others before the step is settled, the leader included. */
  blind: z.boolean().optional(),
  /** Choices; absent: to sign is to agree. */
  opinions: z.array(opinion).min(1).optional(),
  /**
   * Earlier steps of the same flow whose content is signed too: it is not corrected while this step stands, only by
   * returning the case, so that all sign anew.
   */
  binds: z.array(id).min(1).optional(),
  /** One person answers for one body only, whatever roles they hold. */
  distinct: z.boolean().optional(),
  /** A comment with the opinion: offered, needed unless the body agrees, always needed. */
  withComment: z.enum(['offered', 'unlessAgreeing', 'always']).optional(),
  /** Suggested time for the answers, from the submission on. */
  days: z.number().int().positive().optional(),
  calendar: z.enum(['calendar', 'working']).optional(),
  /**
   * What a body that has not answered in time means: `waits` nothing, it is asked for further; `agrees`, `abstains`: counted
   * so when the step is settled; `escalates`: the body `escalatesTo` settles with a result and a reason.
   */
  silence: z.enum(['waits', 'agrees', 'abstains', 'escalates']).optional(),
  escalatesTo: id.optional(),
  /** The body that leads: it settles the step after the deadline; it is not one of the bodies that answer. */
  leader: id.optional(),
  /** The result is kept in the case data under this name: `{ result, agrees, objects, abstains, silent, … }`. */
  as: id.optional(),
  /** Where number, deadline and silence come from, and the key of the assumption. */
  basis,
  key: id.optional(),
  sources: z.array(citation).optional(),
  note: z.string().optional(),
});

/** Bodies that must each sign, or a co-signature with its rule. */
export const signatures = z.union([z.array(id), coSignature]);

export type CoSignature = z.infer<typeof coSignature>;
export type Opinion = z.infer<typeof opinion>;
