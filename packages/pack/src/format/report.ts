import { z } from 'zod';
import { elementName } from './elements.ts';
import { basis, citation, dated, id, level, schemaRef } from './scalars.ts';

/** A report: a view over registers, earlier answers and other elements that asks only for what nobody holds. */
export const report = z.strictObject({
  ...schemaRef,
  kind: z.literal('report'),
  id,
  title: z.string(),
  ...dated,
  /** Who asks for it. */
  requestedBy: z.string(),
  period: z.enum(['once', 'month', 'quarter', 'year']),
  /** At which places it is filled in, and who fills it in there. */
  level,
  answeredBy: z.array(id).min(1),
  basis,
  sources: z.array(citation).optional(),
  elements: z
    .array(
      z.strictObject({
        /** The data element: equal elements of two reports are one fact, asked once. */
        element: elementName,
        /** What the report calls it; absent: the element's own title. */
        title: z.string().optional(),
        note: z.string().optional(),
      }),
    )
    .min(1)
    .max(200),
  note: z.string().optional(),
});

export type Report = z.infer<typeof report>;
