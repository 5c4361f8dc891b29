import { z } from 'zod';
import { basis, citation, expression, id, level, schemaRef } from './scalars.ts';

/** How the lines that an indicator counts may be divided. Places stand in the order of the tree, never by their numbers. */
const split = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('place'), level }),
  z.strictObject({ by: z.literal('period'), period: z.enum(['month', 'quarter', 'year']) }),
  z.strictObject({ by: z.literal('column'), column: id }),
]);

/**
 * An indicator: a number over the lines of a source, asked for a place and everything below it. What a source
 * reported (`figures`) is shown beside it as history and is never a threshold.
 */
export const indicator = z.strictObject({
  ...schemaRef,
  kind: z.literal('indicator'),
  id,
  title: z.string(),
  /** `yuan` for money; otherwise the word that people read after the number; a share is in percent without one. */
  unit: z.string().optional(),
  basis,
  sources: z.array(citation).optional(),
  /** The mechanism of the catalogue that it belongs to. */
  system: id.optional(),
  /** Absent: the place keeps no lines of it here, only the history is shown. */
  over: z
    .strictObject({
      /**
       * Exactly one source: the lines of a register or an account, the cases of a flow, the places that have a list of
       * their own, the reports handed in, each side of closed surveys of which enough answered, what a match brought
       * together with the needs that are still open (`SOURCE_COLUMNS` names the columns of all but the first).
       */
      register: id.optional(),
      cases: id.optional(),
      list: id.optional(),
      report: id.optional(),
      survey: id.optional(),
      match: id.optional(),
      /** Only lines for which this is true; columns are read by their ids, and `$on`, `$place`. */
      where: expression.optional(),
      take: z.enum(['count', 'sum', 'share', 'median']),
      /** take sum, median: the column that is added up or put in order. */
      column: id.optional(),
      /** take share: the condition whose share among the lines is asked for. */
      of: expression.optional(),
      /** The column with the day a line belongs to; absent: the line's own day. */
      day: id.optional(),
    })
    .optional(),
  /** Where it stands among those of its layer; absent: after those that say it, by id. */
  order: z.number().int().optional(),
  splits: z.array(split).max(4).optional(),
  /** Figures of sources about the same thing, by id. */
  figures: z.array(id).optional(),
  note: z.string().optional(),
});

export type Indicator = z.infer<typeof indicator>;
export type IndicatorSplit = NonNullable<Indicator['splits']>[number];

/** The columns of sources that no register states. */
export const SOURCE_COLUMNS = {
  cases: ['state', 'openedOn', 'changedOn', 'end', 'waiting'],
  list: ['kind', 'entries', 'deviations', 'publishedOn'],
  report: ['report', 'period', 'filedOn', 'requestedBy'],
  survey: ['side', 'subject', 'openedOn', 'closedOn', 'invited', 'answered', 'satisfied'],
  /** `state`: `confirmed`, `undone`, or `open` for a need, with what it still asks for. */
  match: ['state', 'need', 'resource', 'amount', 'since'],
} as const;
