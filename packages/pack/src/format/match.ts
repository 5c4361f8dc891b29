import { z } from 'zod';
import { basis, citation, dated, expression, id, level, schemaRef } from './scalars.ts';

/**
 * A match: which lines of one register (needs) go with which lines of another (resources). Expressions of `need` and
 * `resource` read the fields of a line (of a register of cases: its columns) and `$id`, `$place`, `$since`, `$at`.
 */
export const match = z.strictObject({
  ...schemaRef,
  kind: z.literal('match'),
  id,
  title: z.string(),
  ...dated,
  basis,
  sources: z.array(citation).optional(),
  need: z.strictObject({
    register: id,
    title: expression,
    /** Only lines for which this is true still look for something; absent: all that hold. */
    open: expression.optional(),
    /** How many units it asks for, a whole number; absent: 1. */
    amount: expression.optional(),
    /** The day on which it is wanted: the resource must hold then; absent or null: the day asked about. */
    on: expression.optional(),
  }),
  resource: z.strictObject({
    register: id,
    title: expression,
    /** How many units it gives in all, a whole number; absent or null: not counted. */
    capacity: expression.optional(),
  }),
  /** What must agree. A list of a resource agrees when one of its values does. Candidates are found by these. */
  equal: z
    .array(
      z.strictObject({
        id,
        title: z.string(),
        need: expression,
        resource: expression,
        labels: z.record(z.string(), z.string()).optional(),
      }),
    )
    .min(1),
  /** A resource serves the places of its own unit of this level, and what lies below its own place. */
  within: level,
  /** What else must be true; expressions read `need`, `resource`, `$amount`, `$left`, `$on`, `$at`. `title` says it as a sentence. */
  conditions: z.array(z.strictObject({ id, title: z.string(), when: expression, basis: basis.optional() })).optional(),
  /** The order of candidates; equal ones by the day they were entered. Needs stand with the oldest first. */
  order: z.array(z.enum(['nearest', 'capacity'])).optional(),
  /** A need may be met by several resources, each a part. */
  parts: z.boolean().optional(),
  /** Bodies that bring needs and resources together, at the place of the need. */
  by: z.array(id).min(1),
  /** A match is confirmed here. Absent: candidates are only shown, and the case of the need goes on by itself. */
  confirm: z
    .strictObject({
      /** A confirmed match enters a record here; fields are expressions over `need`, `resource`, `$need`, `$resource`, `$amount`, `$on`, `$at`. */
      becomes: z.strictObject({ register: id, data: z.record(z.string(), expression) }).optional(),
      /** Asked before it is kept; an answer that refuses, and rests on no assumption, refuses the match. */
      decisions: z.array(z.strictObject({ decision: id, facts: z.record(z.string(), expression) })).optional(),
    })
    .optional(),
  /** How often a round is held over all open needs. */
  cadence: z.enum(['quarter', 'year']).optional(),
  note: z.string().optional(),
});

export type Match = z.infer<typeof match>;
