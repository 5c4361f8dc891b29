import { z } from './zod.ts';

export const attachQuery = z.strictObject({ name: z.string().min(1).max(200), step: z.string().max(240).optional() });
export const attachmentRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  step: z.string().optional(),
  by: z.string(),
  at: z.string(),
});
