import type { JsonValue } from '@cebao/engine';
import { civilDate, packId, placePath } from './names.ts';
import { z } from './zod.ts';

/** A dated value of a param that this instance sets for a region: first a draft, then published by another person. */
export const draftRequest = z.strictObject({
  param: packId,
  region: placePath,
  value: z.json(),
  from: civilDate,
  basis: z.enum(['seed', 'inference', 'outside', 'assumption']),
  note: z.string().min(1).max(1000),
});
export type DraftRequest = {
  param: string;
  region: string;
  value: JsonValue;
  from: string;
  basis: 'seed' | 'inference' | 'outside' | 'assumption';
  note: string;
};

export const draftRow = z.strictObject({
  id: z.string(),
  param: z.string(),
  paramTitle: z.string(),
  region: z.string(),
  regionTitle: z.string(),
  /** The value that holds on the draft's first day without it. */
  before: z.json().optional(),
  value: z.json(),
  unit: z.string().optional(),
  from: z.string(),
  basis: z.string(),
  note: z.string(),
  author: z.strictObject({ id: z.string(), name: z.string() }),
  createdAt: z.string(),
  state: z.enum(['draft', 'published']),
  published: z
    .strictObject({ by: z.strictObject({ id: z.string(), name: z.string() }), at: z.string(), revision: z.string() })
    .optional(),
  /** May the person who asks publish it, and if not, why (Chinese sentence). */
  mayPublish: z.boolean(),
  whyNot: z.string().optional(),
});
export const draftList = z.array(draftRow);
export type DraftRow = z.infer<typeof draftRow>;
