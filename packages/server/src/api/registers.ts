import { placePath } from './names.ts';
import { z } from './zod.ts';

export const registerRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  flow: z.string(),
  records: z.number().int(),
  note: z.string().optional(),
});
export const registerList = z.array(registerRow);
export const registerQuery = z.strictObject({ place: placePath.optional() });

/** `cells` are raw values by column id; `texts` the same as people read them. */
export const registerReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  demo: z.boolean(),
  note: z.string().optional(),
  columns: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      format: z.enum(['text', 'money', 'date', 'number', 'label', 'organisation', 'place']),
    }),
  ),
  rows: z.array(
    z.strictObject({
      caseId: z.string(),
      place: z.string(),
      placeTitle: z.string(),
      /** The day the record belongs to. */
      on: z.string(),
      cells: z.record(z.string(), z.json()),
      texts: z.record(z.string(), z.string()),
    }),
  ),
});
export type RegisterRow = z.infer<typeof registerRow>;
export type RegisterReply = z.infer<typeof registerReply>;
