import { civilDate, placePath } from './names.ts';
import { z } from './zod.ts';

const citation = z.strictObject({
  source: z.string(),
  title: z.string(),
  paragraph: z.string().optional(),
  quote: z.string(),
});

/** A number that a source reports, labelled with its day and its document. */
export const figureReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** The number as people read it, with the word that says how it stands to the true one. */
  text: z.string(),
  value: z.number().optional(),
  qualifier: z.enum(['exact', 'rounded', 'moreThan', 'almost', 'atLeast', 'atMost']),
  stands: z.enum(['observation', 'inventory', 'rule', 'target']),
  place: z.string(),
  placeTitle: z.string(),
  on: z.string(),
  dated: z.string(),
  basis: z.enum(['seed', 'inference', 'outside', 'assumption']),
  citation,
  system: z.string().optional(),
  note: z.string().optional(),
});

/** Where figures do not fit together: for those who draft or publish rules or look over the place. */
export const figureNote = z.strictObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  figures: z.array(z.string()),
});
export const figuresReply = z.strictObject({
  place: z.string(),
  placeTitle: z.string(),
  figures: z.array(figureReply),
  notes: z.array(figureNote),
});

/** `at`: as it stands on this day, default today. `from`: only what happened since then. */
const scope = {
  place: placePath.optional(),
  at: civilDate.optional(),
  from: civilDate.optional(),
};
export const indicatorsQuery = z.strictObject(scope);
export const figuresQuery = z.strictObject({ place: placePath.optional() });
export const indicatorQuery = z.strictObject(scope);
export const indicatorRecordsQuery = z.strictObject({
  ...scope,
  /** `counted`: the lines that make the number; `base`: all lines looked at. */
  which: z.enum(['counted', 'base']).optional(),
  /** Only those of one part: the division by position, and the part's key. */
  split: z.coerce.number().int().min(0).max(10).optional(),
  part: z.string().max(300).optional(),
  /** Where the page before ended. */
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

const take = z.enum(['count', 'sum', 'share', 'median']);

/** A number with what it rests on. `value` is absent where there is nothing to work it out from, or nothing kept here. */
const number = {
  value: z.number().optional(),
  text: z.string(),
  /** Lines that make the number, and lines looked at. */
  counted: z.number().int(),
  base: z.number().int(),
};

export const indicatorRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  unit: z.string().optional(),
  /** What is counted: its kind, and its title. Absent: only reported figures are known. */
  over: z.strictObject({ kind: z.string(), id: z.string(), title: z.string(), take }).optional(),
  ...number,
  /** The layer of the rules that states it. */
  layer: z.string(),
  basis: z.enum(['seed', 'inference', 'outside', 'assumption']),
  sources: z.array(citation),
  figures: z.array(figureReply),
  note: z.string().optional(),
});

const place = z.strictObject({ place: z.string(), title: z.string() });
export const indicatorsReply = z.strictObject({
  place: z.string(),
  placeTitle: z.string(),
  at: z.string(),
  from: z.string().optional(),
  demo: z.boolean(),
  /** Places above and below that the person may ask for. */
  upper: z.array(place),
  below: z.array(place),
  rows: z.array(indicatorRow),
});

export const indicatorReply = z.strictObject({
  ...indicatorRow.shape,
  place: z.string(),
  placeTitle: z.string(),
  at: z.string(),
  from: z.string().optional(),
  demo: z.boolean(),
  /** Divisions; every line stands in one part of each. Parts are in the order of places, days or values. */
  splits: z.array(
    z.strictObject({
      /** Its position in the pack: what `split` of the records asks for. */
      position: z.number().int(),
      by: z.enum(['place', 'period', 'column']),
      title: z.string(),
      parts: z.array(z.strictObject({ key: z.string(), title: z.string(), ...number })),
    }),
  ),
  notes: z.array(figureNote),
});

/** `opens`: where a line is read: a case, a record that people keep, a meeting, the list of a place, the reports of a place, a survey, a match or one of its needs. */
export const indicatorRecords = z.strictObject({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  at: z.string(),
  demo: z.boolean(),
  total: z.number().int(),
  next: z.string().optional(),
  columns: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  /** One of the columns says the place already. */
  placeInColumns: z.boolean(),
  rows: z.array(
    z.strictObject({
      key: z.string(),
      place: z.string(),
      placeTitle: z.string(),
      on: z.string(),
      texts: z.record(z.string(), z.string()),
      opens: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('case'), case: z.string() }),
          z.strictObject({ kind: z.literal('record'), register: z.string(), record: z.string() }),
          z.strictObject({ kind: z.literal('meeting'), meetings: z.string(), meeting: z.string() }),
          z.strictObject({ kind: z.literal('list'), list: z.string(), place: z.string() }),
          z.strictObject({ kind: z.literal('report'), report: z.string(), place: z.string(), period: z.string() }),
          z.strictObject({ kind: z.literal('survey'), survey: z.string() }),
          z.strictObject({
            kind: z.literal('match'),
            match: z.string(),
            place: z.string(),
            need: z.string().optional(),
          }),
        ])
        .optional(),
    }),
  ),
});

export type FigureReply = z.infer<typeof figureReply>;
export type FiguresReply = z.infer<typeof figuresReply>;
export type IndicatorsQuery = z.infer<typeof indicatorsQuery>;
export type IndicatorRow = z.infer<typeof indicatorRow>;
export type IndicatorsReply = z.infer<typeof indicatorsReply>;
export type IndicatorReply = z.infer<typeof indicatorReply>;
export type IndicatorRecordsQuery = z.infer<typeof indicatorRecordsQuery>;
export type IndicatorRecords = z.infer<typeof indicatorRecords>;
