import { z } from 'zod';
import { account } from './account.ts';
import { citation, expression, id, level, schemaRef } from './scalars.ts';

/**
 * A register: a book that is kept. It is filled from cases (`flow`), by hand or import (`form`), with the money that
 * cases bring and take (`account`), or from minutes (`meeting`): exactly one of these. Columns are expressions over the data of the line.
 */
export const register = z.strictObject({
  ...schemaRef,
  kind: z.literal('register'),
  id,
  title: z.string(),
  sources: z.array(citation).optional(),
  /** Cases of this flow give one record each, once `after` is done. */
  flow: id.optional(),
  after: z.string().optional(),
  /** One record per submission of this repeatable step instead of one per case; with `meeting`: `resolution`. */
  each: z.string().optional(),
  /** Kept by hand or import: a record is the data of this form, with the days on which it holds. */
  form: id.optional(),
  /**
   * From closed minutes of these meetings: one line each, with `each: 'resolution'` one per resolution. Columns see `heldOn`,
   * `number`, `place`, `chair`, `stage`, `topics`, `attended`, `absent`, `resolutions` (how many), and of a resolution `topic`,
   * `item` (kind of the item), `discussion`, `resolutionNo`, `resolution`, `result`, `for`, `against`, `abstain`,
   * `responsible`, `finishBy`, `progress`, `done`.
   */
  meeting: id.optional(),
  /** With `account`: the money of a place, booked from cases. */
  account: account.optional(),
  /** With `form`, `account` or `meeting`: the level of the places that have such a book. */
  level: level.optional(),
  /** With `form`: bodies that enter, change and end records. */
  keepers: z.array(id).optional(),
  /** Bodies of the place that read the book besides those who keep it or have a part in its cases. */
  readers: z.array(id).optional(),
  /** With `form`: fields that name a record. Two records of a place that hold on one day never have all of them alike. */
  unique: z.array(z.string()).min(1).optional(),
  /**
   * With `form`: decisions that are asked about the records that hold. Their facts are expressions over `$records` (the
   * data of these records, each with `$id`), `$place` and `$at`.
   */
  asks: z.array(z.strictObject({ decision: id, facts: z.record(z.string(), expression) })).optional(),
  columns: z.array(
    z.strictObject({
      id,
      title: z.string(),
      value: expression,
      format: z.enum(['text', 'money', 'date', 'number', 'label', 'organisation', 'place']).optional(),
      labels: z.record(z.string(), z.string()).optional(),
    }),
  ),
  note: z.string().optional(),
});

export type Register = z.infer<typeof register>;
