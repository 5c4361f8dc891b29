import { z } from '../api/zod.ts';

/** `records.json`: what the people of the cast have entered in registers that they keep. */
export const demoRecords = z.strictObject({
  about: z.string().optional(),
  books: z.array(
    z.strictObject({
      register: z.string(),
      place: z.string(),
      /** The person of the cast in whose name it was entered. */
      by: z.string(),
      records: z.array(
        z.strictObject({
          data: z.record(z.string(), z.json()),
          from: z.string(),
          until: z.string().optional(),
          /** What became otherwise later: fields, from which day, why. */
          changed: z
            .array(z.strictObject({ data: z.record(z.string(), z.json()), from: z.string(), reason: z.string() }))
            .optional(),
          ended: z.strictObject({ until: z.string(), reason: z.string() }).optional(),
        }),
      ),
    }),
  ),
});

export type DemoRecords = z.infer<typeof demoRecords>;
