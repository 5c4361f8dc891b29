import { z } from 'zod';
import { basis, citation, id, schemaRef } from './scalars.ts';

/** A report: a view over registers that asks only for what no register holds. */
export const report = z.strictObject({
  ...schemaRef,
  kind: z.literal('report'),
  id,
  title: z.string(),
  /** Who asks for it. */
  requestedBy: z.string().optional(),
  period: z.enum(['once', 'month', 'quarter', 'year']).optional(),
  basis,
  sources: z.array(citation).optional(),
  elements: z.array(
    z.strictObject({
      id,
      title: z.string(),
      /** The data element it is: equal elements of two reports are one fact, asked once. */
      element: id,
      unit: z.string().optional(),
      /** Where it is held; absent: it has to be asked for. */
      from: z.strictObject({ register: id, column: id, take: z.enum(['latest', 'count', 'sum']) }).optional(),
      note: z.string().optional(),
    }),
  ),
  note: z.string().optional(),
});

export type Report = z.infer<typeof report>;
