import { z } from 'zod';
import { schemaRef } from './scalars.ts';

/** `messages/<locale>.json`: words for codes: reasons, faults, warnings, assumptions, labels. */
export const messagesFile = z.strictObject({
  ...schemaRef,
  reasons: z.record(z.string(), z.string()).optional(),
  warnings: z.record(z.string(), z.string()).optional(),
  assumptions: z.record(z.string(), z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
});

export type Messages = z.infer<typeof messagesFile>;
