import { z } from 'zod';
import { citation, dated, id, schemaRef } from './scalars.ts';

/** A form: JSON Schema for the data, ui schema for the screen, and the decisions shown while filling in. */
export const form = z.strictObject({
  ...schemaRef,
  kind: z.literal('form'),
  id,
  title: z.string(),
  ...dated,
  description: z.string().optional(),
  schema: z.record(z.string(), z.json()),
  ui: z.record(z.string(), z.json()).optional(),
  sources: z.array(citation).optional(),
});

export type Form = z.infer<typeof form>;
