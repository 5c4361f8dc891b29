import { z } from 'zod';
import { basis, citation, dated, expression, id, level, schemaRef } from './scalars.ts';

/** One side that is asked. Without `bodies` people answer without a name, by a link of their own that works once. */
const side = z.strictObject({
  id,
  title: z.string(),
  form: id,
  /** Whether an answer counts as satisfied: over the fields of the form. */
  satisfied: expression,
  /** With these the side is asked by name: one answer for each body that has a say at the place. */
  bodies: z.array(id).min(1).optional(),
});

/** A survey of one or more sides, each shown with how many answered, of how many, and when; never one place beside another. */
export const survey = z.strictObject({
  ...schemaRef,
  kind: z.literal('survey'),
  id,
  title: z.string(),
  ...dated,
  basis,
  sources: z.array(citation).optional(),
  level,
  /** Bodies that open a survey and close it. */
  openers: z.array(id).min(1),
  readers: z.array(id).optional(),
  sides: z.array(side).min(1),
  /** No count of fewer answers than this is shown of a side without names: the id of a param. */
  fewest: id,
  /** Asked once it is closed: fact → the side whose share of satisfied answers, in per cent, it is. */
  asks: z.array(z.strictObject({ decision: id, facts: z.record(z.string(), id) })).optional(),
  note: z.string().optional(),
});

export type Survey = z.infer<typeof survey>;
