import { z } from 'zod';
import { LEVELS } from '../level.ts';

/** An id such as `ejin.purchase.threshold/route`: letters, digits, `.`, `-`, `/`. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.\-/]*$/)
  .max(120);

/** A region path: `nm/ordos/ejin-horo`; `_` stands for a township that is not named. */
export const regionPath = z
  .string()
  .regex(/^[a-z0-9-]+(\/([a-z0-9-]+|_))*$/)
  .max(200);

/** A civil date `YYYY-MM-DD`. */
export const civilDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** An expression in JsonLogic; its own rules are checked by the engine's parser. */
export const expression = z.json();

/** Where a value comes from: stated in a source, following from it, public fact outside, or a default of ours. */
export const basis = z.enum(['seed', 'inference', 'outside', 'assumption']);

/** How an upper layer lets lower layers change a value. */
export const mergeMode = z.enum(['override', 'floor', 'ceiling', 'append', 'subset', 'locked']);

/** The administrative levels, upper first; a region's level follows from the depth of its path. */
export const level = z.enum(LEVELS);

/** A passage that a value or a rule rests on: a source by id, with the sentence (at most 40 characters). */
export const citation = z.strictObject({
  source: id,
  paragraph: z.string().optional(),
  quote: z.string().max(40),
});

/** The key by which an editor finds the published schema of a file. */
export const schemaRef = { $schema: z.string().optional() };
/** In force from, and until, these days. */
export const dated = { from: civilDate.optional(), until: civilDate.optional() };

export type Basis = z.infer<typeof basis>;
export type MergeMode = z.infer<typeof mergeMode>;
export type Citation = z.infer<typeof citation>;
