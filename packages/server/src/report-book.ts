import { type AdoptedReport, noAnswers, type PlaceAnswers } from '@cebao/casework';
import type { DocumentWrite, Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';

/** What each place answered and handed in: documents made from the events of `answers/<place>` and nothing else. */
export const PLACE_ANSWERS = 'place-answers';
/** Reports taken up in this instance: from the events of `report/<id>` and nothing else. */
export const ADOPTED_REPORTS = 'adopted-reports';

const ANSWERS = 'answers/';
const REPORT = 'report/';

/** The stream of a place's answers. */
export function answerStream(place: string): string {
  return `${ANSWERS}${place}`;
}

export function isAnswerStream(stream: string): boolean {
  return stream.startsWith(ANSWERS);
}

/** The place whose answers a stream holds. */
export function answeringPlace(stream: string): string {
  return stream.slice(ANSWERS.length);
}

/** The stream of an adopted report. */
export function reportStream(report: string): string {
  return `${REPORT}${report}`;
}

export function isReportStream(stream: string): boolean {
  return stream.startsWith(REPORT);
}

export async function loadAnswers(store: Store, place: string): Promise<PlaceAnswers> {
  const kept = await store.readDocument(PLACE_ANSWERS, place);
  return (kept?.value as unknown as PlaceAnswers | undefined) ?? noAnswers(place);
}

/** The answers of every place that has any. */
export async function loadEveryAnswer(store: Store): Promise<Map<string, PlaceAnswers>> {
  const found = new Map<string, PlaceAnswers>();
  for await (const { key, value } of eachDocument(store, PLACE_ANSWERS))
    found.set(key, value as unknown as PlaceAnswers);
  return found;
}

export async function loadAdopted(store: Store): Promise<AdoptedReport[]> {
  const reports: AdoptedReport[] = [];
  for await (const { value } of eachDocument(store, ADOPTED_REPORTS)) reports.push(value as unknown as AdoptedReport);
  return reports;
}

/** The document that follows from a place's answers. */
export function projectAnswers(answers: PlaceAnswers): DocumentWrite {
  return { put: { collection: PLACE_ANSWERS, key: answers.place, value: inKeyOrder(answers) } };
}

/** The document that follows from an adopted report. */
export function projectReport(report: AdoptedReport): DocumentWrite {
  return { put: { collection: ADOPTED_REPORTS, key: report.id, value: inKeyOrder(report) } };
}
