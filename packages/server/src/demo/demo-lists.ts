import { z } from '../api/zod.ts';

const change = z.strictObject({
  place: z.string(),
  change: z.enum(['add', 'remove', 'amend']),
  item: z.string(),
  title: z.string().optional(),
  part: z.string().optional(),
  kinds: z.array(z.string()).optional(),
  data: z.record(z.string(), z.json()).optional(),
  reason: z.string(),
  from: z.string(),
  until: z.string().optional(),
});

/** `lists.json`: what places have entered in a list that each place has for itself, and of which kind they are. */
export const demoLists = z.strictObject({
  about: z.string().optional(),
  list: z.string(),
  /** The person of the cast in whose name it was entered. */
  by: z.string(),
  kinds: z.array(
    z.strictObject({ places: z.array(z.string()), kind: z.string(), from: z.string(), reason: z.string() }),
  ),
  changes: z.array(change),
  published: z.array(z.strictObject({ places: z.array(z.string()), on: z.string() })),
});

export type DemoLists = z.infer<typeof demoLists>;
