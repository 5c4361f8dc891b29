import { z } from 'zod';
import { basis, citation, expression, id, schemaRef } from './scalars.ts';

/** A name under which expressions and forms read a data element: `serviceSessions`. */
export const elementName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*$/)
  .max(60);

/** Where an element is held: what to take from which lines of a register. */
export const heldIn = z.strictObject({
  register: id,
  /** The column that is read; not needed to count lines. */
  column: id.optional(),
  /** `latest`: of the newest line; `count`: how many lines; `sum`: their sum; `distinct`: how many different values. */
  take: z.enum(['latest', 'count', 'sum', 'distinct']),
  /** Only lines for which this is true; columns are read by their ids. */
  where: expression.optional(),
  /** A column with the day a line belongs to; absent: the line's own day. */
  day: id.optional(),
  /** Which lines: of the `period` alone, of the `year` so far, or `all` up to the period's end (when absent). */
  over: z.enum(['period', 'year', 'all']).optional(),
});

/**
 * A dictionary of data elements: what reports ask for, each thing once, whatever a report calls it. A lower layer's
 * dictionary adds elements, and says more of an upper layer's element under its id, such as where it is held there.
 */
export const elements = z.strictObject({
  ...schemaRef,
  kind: z.literal('elements'),
  id,
  title: z.string(),
  basis,
  sources: z.array(citation).optional(),
  /** The decision that says whether a report is made by the system or sent down, with the names of its two facts. */
  handling: z.strictObject({ decision: id, template: z.string(), base: z.string() }).optional(),
  /** The decision that gives the share of reports saved, with the names of its two facts. */
  reduction: z.strictObject({ decision: id, before: z.string(), after: z.string() }).optional(),
  elements: z.array(
    z.strictObject({
      id: elementName,
      /** Absent only where an upper layer's element is said more of. */
      title: z.string().optional(),
      type: z.enum(['text', 'number', 'integer', 'money', 'date', 'boolean', 'choice']).optional(),
      unit: z.string().optional(),
      /** Other names that reports use for it. */
      synonyms: z.array(z.string()).optional(),
      choices: z.array(z.strictObject({ value: z.string(), title: z.string() })).optional(),
      /** How long an answer stays true: for its own `period` (when absent), or as a state for the rest of a month … */
      keeps: z.enum(['period', 'month', 'quarter', 'year', 'always']).optional(),
      from: heldIn.optional(),
      /** Worked out from other elements, read by their names. */
      value: expression.optional(),
      basis: basis.optional(),
      sources: z.array(citation).optional(),
      note: z.string().optional(),
    }),
  ),
  note: z.string().optional(),
});

export type Elements = z.infer<typeof elements>;
export type StatedElement = Elements['elements'][number];
export type HeldIn = z.infer<typeof heldIn>;
