import { z } from 'zod';
import { basis, citation, expression, id, schemaRef } from './scalars.ts';

/**
 * An indicator: a figure over a register, and the figures that sources report, each with its day. A reported figure
 * is an observation and never a threshold.
 */
export const indicator = z.strictObject({
  ...schemaRef,
  kind: z.literal('indicator'),
  id,
  title: z.string(),
  unit: z.string().optional(),
  basis,
  sources: z.array(citation).optional(),
  over: z
    .strictObject({
      register: id,
      /** Only records for which this is true; a record's columns are read by their ids. */
      where: expression.optional(),
      take: z.enum(['count', 'sum', 'share']),
      /** take sum: the column that is added up. */
      column: id.optional(),
      /** take share: the condition whose share among the records is asked for. */
      of: expression.optional(),
    })
    .optional(),
  observations: z
    .array(
      z.strictObject({
        at: z.string(),
        value: z.number(),
        qualifier: z.enum(['exact', 'moreThan', 'almost']),
        source: id,
        quote: z.string().max(40),
        note: z.string().optional(),
      }),
    )
    .optional(),
  note: z.string().optional(),
});

export type Indicator = z.infer<typeof indicator>;
