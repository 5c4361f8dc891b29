import { type DataElement, isWithin, type Level, levelOf, type Report } from '@cebao/pack';
import type { PeriodKind } from './period.ts';
import type { AdoptedReport } from './report-event.ts';

/** A report in use at a place: of the pack, or adopted from a department's sheet. */
export interface ReportTemplate {
  readonly id: string;
  readonly title: string;
  readonly requestedBy: string;
  readonly period: PeriodKind;
  readonly level: Level;
  readonly answeredBy: readonly string[];
  readonly elements: readonly { readonly element: string; readonly title?: string | undefined }[];
  readonly note?: string | undefined;
  /** Only of those adopted here: when, and where they hold. */
  readonly adopted?: { readonly at: string; readonly place: string };
}

/**
 * The reports that a place fills in on a day, in the order in which their questions count: the pack's, then those adopted,
 * the earlier ones first. What two of them ask for is asked by the first.
 */
export function templatesAt(
  reports: readonly Report[],
  adopted: readonly AdoptedReport[],
  place: string,
  day: string,
): ReportTemplate[] {
  const level = levelOf(place);
  const ofPack = reports
    .filter((report) => report.level === level)
    .filter(({ from, until }) => (from === undefined || from <= day) && (until === undefined || day <= until))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const own = adopted
    .filter((one) => one.ended === undefined && one.level === level && isWithin(place, one.place))
    .sort((a, b) => (a.at !== b.at ? (a.at < b.at ? -1 : 1) : a.id < b.id ? -1 : 1));
  return [...ofPack, ...own.map(templateOf)];
}

/** An adopted report as a template. */
export function templateOf({ at, place, ...report }: AdoptedReport): ReportTemplate {
  const { id, title, requestedBy, period, level, answeredBy, elements } = report;
  return { id, title, requestedBy, period, level, answeredBy, elements, adopted: { at, place } };
}

/** The elements of the pack with those that adopted reports brought. */
export function allElements(
  dictionary: ReadonlyMap<string, DataElement>,
  adopted: readonly AdoptedReport[],
): Map<string, DataElement> {
  const all = new Map(dictionary);
  for (const { defined } of adopted)
    for (const element of defined) if (!all.has(element.id)) all.set(element.id, element);
  return all;
}
