import { z } from 'zod';
import { citation, id, schemaRef } from './scalars.ts';

/** `remove.json`: ids of the parent's items that do not hold here. */
export const removeFile = z.strictObject({
  ...schemaRef,
  remove: z.array(
    z.strictObject({
      kind: z.enum([
        'param',
        'decision',
        'form',
        'flow',
        'register',
        'list',
        'indicator',
        'elements',
        'report',
        'match',
        'meeting',
        'survey',
      ]),
      id,
      reason: z.string(),
      sources: z.array(citation).optional(),
    }),
  ),
});

export type Removal = z.infer<typeof removeFile>['remove'][number];
