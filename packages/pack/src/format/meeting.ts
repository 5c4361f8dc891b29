import { z } from 'zod';
import { basis, citation, dated, expression, id, level, schemaRef } from './scalars.ts';

/** A value that a source may not state: whether it does, and the assumption's words where it does not. */
const stated = { basis, assumption: id.optional(), note: z.string().optional() };

/**
 * A body that meets: who sits in it, how often, who chairs, when it has a quorum. Its meetings are called, held and minuted
 * at each place of the level; what is due next and whose turn it is follows from the meetings that were held.
 */
export const meeting = z.strictObject({
  ...schemaRef,
  kind: z.literal('meeting'),
  id,
  title: z.string(),
  ...dated,
  basis,
  sources: z.array(citation).optional(),
  /** Level of the places that have it. */
  level,
  /** Bodies that call a meeting. */
  callers: z.array(id).min(1),
  /** Bodies that record: attendance, discussion, resolutions, what became of them. */
  clerks: z.array(id).min(1),
  /** Bodies that read besides those. */
  readers: z.array(id).optional(),
  /** The members: records of a kept register that hold on the day of the meeting. */
  members: z.strictObject({
    register: id,
    /** The field that names a member for good, and the one with the name. */
    key: z.string(),
    name: z.string(),
    /** A number by which members stand in turn; absent: by key. */
    order: z.string().optional(),
  }),
  /** Who chairs: members for whom `where` is true (absent: all); one after the other with `rotates`, else the first one. */
  chair: z.strictObject({ where: expression.optional(), rotates: z.boolean().optional(), ...stated }).optional(),
  /** How often: at the latest so many months after the last one, or once in each calendar stretch of so many months. */
  cadence: z.strictObject({ months: id, by: z.enum(['interval', 'calendar']), assumption: id.optional() }).optional(),
  /** How many members have to be there, a deputy counted: the id of a param. */
  quorum: z.strictObject({ persons: id, warning: id }).optional(),
  /** More votes for than against, of those who are there. */
  majority: z.strictObject({ warning: id, ...stated }).optional(),
  /** What items of the agenda may be. */
  agenda: z.array(z.strictObject({ id, title: z.string() })).min(1),
  /**
   * Meetings that follow one another in rounds: a decision of a step says whether a stage may be held now, by the stages
   * that were; `closes` ends the round once it is allowed.
   */
  stages: z
    .strictObject({
      decision: id,
      done: z.string(),
      action: z.string(),
      values: z.array(z.strictObject({ id, title: z.string() })).min(2),
      closes: z.string().optional(),
    })
    .optional(),
  /** Asked about the body: facts are expressions over `$held` (days, oldest first), `$last`, `$members`, `$place`, `$at`. */
  asks: z.array(z.strictObject({ decision: id, facts: z.record(z.string(), expression) })).optional(),
  /** Asked about one meeting: over `$on`, `$number`, `$chair`, `$present`, `$absent` (members' data), `$place`, `$stage`. */
  judges: z.array(z.strictObject({ decision: id, facts: z.record(z.string(), expression) })).optional(),
  /** The minutes on paper. */
  print: z.strictObject({
    title: z.string(),
    signatures: z.array(z.strictObject({ label: z.string(), stamp: z.boolean().optional() })),
    note: z.string().optional(),
  }),
  note: z.string().optional(),
});

export type Meeting = z.infer<typeof meeting>;
