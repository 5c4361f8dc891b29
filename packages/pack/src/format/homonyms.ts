import { z } from 'zod';
import { id, schemaRef } from './scalars.ts';

/** `homonyms.json`: one word for several mechanisms, which must never be taken for one another or merged. */
export const homonymsFile = z.strictObject({
  ...schemaRef,
  homonyms: z.array(
    z.strictObject({
      word: z.string().min(1),
      variants: z
        .array(
          z.strictObject({
            /** Ids of the mechanism's items begin with this; absent: not in these packs yet. */
            system: id.optional(),
            /** Whose word it is. */
            title: z.string(),
          }),
        )
        .min(2),
      note: z.string().optional(),
    }),
  ),
});

export type Homonym = z.infer<typeof homonymsFile>['homonyms'][number];
