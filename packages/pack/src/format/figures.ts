import { z } from 'zod';
import { basis, civilDate, id, schemaRef } from './scalars.ts';

/**
 * How the printed number stands to the true one: as it stands, rounded, a lower bound that is passed (`moreThan`), an upper
 * bound that is not reached (`almost`), or a bound with the number itself (`atLeast`, `atMost`).
 */
const qualifier = z.enum(['exact', 'rounded', 'moreThan', 'almost', 'atLeast', 'atMost']);

/** A number that a source reports. Exactly one of `value`, `parts` and `text` says it. */
export const figure = z.strictObject({
  id,
  title: z.string().min(1),
  value: z.number().optional(),
  /** Several numbers in one sentence, each with its name: grades of one amount, households and people. */
  parts: z.array(z.strictObject({ title: z.string(), value: z.number(), unit: z.string().optional() })).optional(),
  /** What is counted in words: `1+9+N`. */
  text: z.string().optional(),
  /** As people read it after the number. */
  unit: z.string().optional(),
  /** Absent: exact. */
  qualifier: qualifier.optional(),
  /** Rounded to whole thousands, ten thousands …: 1000, 10000. */
  granularity: z.number().positive().optional(),
  /**
   * Absent: an observation. A rule or a target is a norm of the source and stands here only to be seen beside the others.
   * An `inventory` is how many there are in all: a rule may say whether all of them are done, not how many are enough.
   */
  stands: z.enum(['observation', 'inventory', 'rule', 'target']).optional(),
  /** The mechanism of the catalogue that it belongs to. */
  system: id.optional(),
  /** Where the sentence stands in the document. */
  paragraph: z.string().min(1),
  quote: z.string().min(1).max(40),
  note: z.string().optional(),
});

/**
 * The figures of one document about the place of the pack: dated observations, shown beside what the place counts itself
 * and never read by a rule. `notes` say for policy staff where figures do not fit together.
 */
export const figures = z.strictObject({
  ...schemaRef,
  kind: z.literal('figures'),
  id,
  title: z.string(),
  source: id,
  /** The day by which the figures are put in order; where a document has none, `basis` says whose day it is. */
  on: civilDate,
  /** The date as people read it. */
  dated: z.string().min(1),
  basis,
  figures: z.array(figure).min(1),
  notes: z
    .array(
      z.strictObject({
        id,
        title: z.string(),
        text: z.string(),
        /** The figures it is about; absent: the document as a whole. */
        figures: z.array(id).optional(),
      }),
    )
    .optional(),
});

export type Figures = z.infer<typeof figures>;
export type Figure = Figures['figures'][number];
