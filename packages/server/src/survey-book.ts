import type { AnonymousAnswer, HeldSurvey } from '@cebao/casework';
import type { DocumentWrite, Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';

/** Surveys: documents made from the events of `survey/<id>` and nothing else. */
export const SURVEYS = 'surveys';
/**
 * Links that were not used yet, by the hash of their secret; whose they are is not kept. A used one is gone, so that
 * nothing tells when it was.
 */
export const SURVEY_TOKENS = 'survey-tokens';
/** Answers without names until the survey is closed: one bag for each side, in the order of their texts. */
export const SURVEY_BAGS = 'survey-bags';

const STREAM = 'survey/';

export function surveyStream(id: string): string {
  return `${STREAM}${id}`;
}

export function isSurveyStream(stream: string): boolean {
  return stream.startsWith(STREAM);
}

export interface SurveyToken {
  readonly survey: string;
  readonly side: string;
  readonly place: string;
}

export async function loadSurveys(store: Store): Promise<HeldSurvey[]> {
  const found: HeldSurvey[] = [];
  for await (const { value } of eachDocument(store, SURVEYS)) found.push(value as unknown as HeldSurvey);
  return found;
}

export async function loadSurvey(store: Store, id: string): Promise<HeldSurvey | undefined> {
  return (await store.readDocument(SURVEYS, id))?.value as unknown as HeldSurvey | undefined;
}

export function projectSurvey(held: HeldSurvey): DocumentWrite {
  return { put: { collection: SURVEYS, key: held.id, value: inKeyOrder(held) } };
}

export async function loadBag(
  store: Store,
  survey: string,
  side: string,
): Promise<{ readonly answers: readonly AnonymousAnswer[]; readonly version: number }> {
  const kept = await store.readDocument(SURVEY_BAGS, `${survey}|${side}`);
  return { answers: (kept?.value as unknown as AnonymousAnswer[] | undefined) ?? [], version: kept?.version ?? 0 };
}

export function putBag(
  survey: string,
  side: string,
  answers: readonly AnonymousAnswer[],
  expectedVersion: number,
): DocumentWrite {
  return {
    put: { collection: SURVEY_BAGS, key: `${survey}|${side}`, value: inKeyOrder(answers), expectedVersion },
  };
}
