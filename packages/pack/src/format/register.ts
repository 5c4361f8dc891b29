import { z } from 'zod';
import { citation, expression, id, schemaRef } from './scalars.ts';

/** A register: a book that is kept, filled from cases; its columns are expressions over case data. */
export const register = z.strictObject({
  ...schemaRef,
  kind: z.literal('register'),
  id,
  title: z.string(),
  sources: z.array(citation).optional(),
  /** Cases of this flow give one record each, once `after` is done. */
  flow: id,
  after: z.string().optional(),
  /** One record per submission of this repeatable step instead of one per case. */
  each: z.string().optional(),
  columns: z.array(
    z.strictObject({
      id,
      title: z.string(),
      value: expression,
      format: z.enum(['text', 'money', 'date', 'number', 'label', 'organisation', 'place']).optional(),
      labels: z.record(z.string(), z.string()).optional(),
    }),
  ),
  note: z.string().optional(),
});

export type Register = z.infer<typeof register>;
