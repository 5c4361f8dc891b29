import type { AskedOfReports, FieldCounts, FieldMatch, LineKind, ReportSource } from '@cebao/casework';
import type { DataElement, Form, Level } from '@cebao/pack';
import { jsonMap, packId, placePath } from './names.ts';
import { carried, z } from './zod.ts';

const periodId = z.string().regex(/^(once|\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?)$/);
const words = z.string().max(2000);
const elementId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*$/)
  .max(120);
export const periodKind = z.enum(['once', 'month', 'quarter', 'year']);

export const reportsQuery = z.strictObject({ place: placePath.optional() });
export const reportQuery = z.strictObject({ place: placePath, period: periodId.optional() });

/** A report as it stands at a place in the period that runs. */
export interface ReportRow {
  id: string;
  title: string;
  requestedBy: string;
  period: string;
  counts: FieldCounts;
  /** Nothing is left to ask: the system makes it. */
  generated: boolean;
  /** When it was handed in last, for this period. */
  filedAt?: string;
  /** Taken up here; the place that took it up. */
  adoptedAt?: string;
  mayEnd: boolean;
}
/** The reports of a place; for a place above, how many places below have handed in. */
export interface ReportsReply {
  place: string;
  placeTitle: string;
  /** Places one may choose: with reports, where the person works and below. */
  places: { place: string; title: string }[];
  rows: ReportRow[];
  /** What the pack says of the share of reports saved here; only for a place that fills in reports. */
  reduction?: { before: number; after: number; asked?: AskedOfReports };
  below: {
    id: string;
    title: string;
    requestedBy: string;
    period: string;
    filed: number;
    places: number;
    mayEnd: boolean;
  }[];
  /** Where the person may take up reports. */
  mayAdopt: { place: string; title: string }[];
  demo: boolean;
}
export const reportsReply = carried<ReportsReply>('The reports of a place, each with what is there and what is not.');

/** One line of a report as a person may see it. */
export interface ReportLineReply {
  element: string;
  title: string;
  unit?: string;
  kind: LineKind;
  /** The value as people read it; absent where there is none, or it is not for this person. */
  text?: string;
  /** The value rests on lines that the person may not see. */
  withheld?: boolean;
  source?: ReportSource;
  /** Title of the register, name of the person who answered, titles of the elements. */
  sourceTitle?: string;
  sourceBody?: string;
  instead?: { text: string };
  waitsFor?: { element: string; title: string }[];
  askedBy?: { report: string; title: string; requestedBy: string };
  /** Other elements that this one is worked out from cannot be said otherwise here. */
  mayDiffer: boolean;
}
export interface ReportReply {
  id: string;
  title: string;
  requestedBy: string;
  note?: string;
  place: string;
  placeTitle: string;
  period: string;
  periods: string[];
  /** The day for which figures are read. */
  day: string;
  version: number;
  lines: ReportLineReply[];
  form: Form;
  /** For each line that may be said otherwise: the form of its one field. */
  fields: DataElement[];
  counts: FieldCounts;
  /** Nothing of it is asked for: the system makes it. */
  generated: boolean;
  handling?: AskedOfReports;
  filings: {
    at: string;
    by: string;
    reason?: string;
    lines: { title: string; text: string; unit?: string; from: string }[];
  }[];
  mayAnswer: boolean;
  who: string[];
  demo: boolean;
}
export const reportReply = carried<ReportReply>('A report of a place and a period, compiled.');

export const answerRequest = z.strictObject({
  place: placePath,
  period: periodId,
  /** Version of the place's answers that the person saw. */
  version: z.number().int().min(0),
  values: jsonMap,
  reasons: z.record(elementId, words).optional(),
  file: z.boolean().optional(),
  reason: words.optional(),
});
export type AnswerRequest = z.infer<typeof answerRequest>;

export const elementsQuery = z.strictObject({ place: placePath });
export interface ElementRow {
  id: string;
  title: string;
  type: DataElement['type'];
  unit?: string;
  synonyms: string[];
  keeps: DataElement['keeps'];
  /** Title of the register it is taken from, or titles of what it is worked out from. */
  from?: string;
  basis?: string;
  /** Brought by a report taken up here. */
  own: boolean;
  note?: string;
}
export const elementsReply = z.array(carried<ElementRow>('A data element of the dictionary of a place.'));

export const readTemplateQuery = z.strictObject({ place: placePath, name: z.string().max(200).optional() });
export interface ReadTemplateReply {
  title?: string;
  fields: { title: string; matches: (FieldMatch & { title: string })[] }[];
  /** Bodies that may fill reports in, by level. */
  bodies: { id: string; title: string; level: Level }[];
}
export const readTemplateReply = carried<ReadTemplateReply>('The fields of a sheet, each with elements it may be.');

const dataType = z.enum(['text', 'number', 'integer', 'money', 'date', 'boolean']);
export const adoptRequest = z.strictObject({
  place: placePath,
  title: z.string().min(1).max(200),
  requestedBy: z.string().min(1).max(100),
  period: periodKind,
  level: z.enum([
    'region',
    'league-city',
    'banner-county',
    'township-street',
    'village-community',
    'estate',
    'grid',
    'building',
    'unit',
  ]),
  answeredBy: z.array(packId).min(1).max(10),
  fields: z
    .array(
      z.strictObject({
        title: z.string().min(1).max(200),
        element: elementId.optional(),
        define: z
          .strictObject({
            type: dataType,
            unit: z.string().max(20).optional(),
            keeps: z.enum(['period', 'month', 'quarter', 'year', 'always']),
          })
          .optional(),
      }),
    )
    .min(1)
    .max(200),
});
export type AdoptRequest = z.infer<typeof adoptRequest>;
export const adoptReply = z.strictObject({ id: z.string() });
export type AdoptReply = z.infer<typeof adoptReply>;

export const endReportRequest = z.strictObject({ reason: words });
