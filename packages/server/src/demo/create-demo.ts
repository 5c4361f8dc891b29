import type { JsonValue, Result } from '@cebao/engine';
import type { Rulebook } from '@cebao/pack';
import type { DocumentWrite, NewDecision, Store, StreamAppend } from '@cebao/store';
import { decisionsOf } from '../case-desk.ts';
import { CASES_ARE_LISTED } from '../case-views.ts';
import { type Clock, civilDateOf } from '../clock.ts';
import { commitEvents } from '../commit-events.ts';
import { ORGANISATIONS, PEOPLE, PLACES } from '../instance.ts';
import { meetingBookKey, meetingStream, projectMeeting, putMeetingBook } from '../meeting-book.ts';
import { listStream, projectPlaceLists } from '../place-list-book.ts';
import { revisionsOf } from '../policies.ts';
import { projectCase } from '../project-case.ts';
import { caseStream } from '../read-case.ts';
import { bookKey, projectRecord, putBook, recordStream } from '../record-book.ts';
import { projectSurvey, putBag, surveyStream } from '../survey-book.ts';
import { bookDemoCases } from './book-demo-cases.ts';
import { type Cast, instanceDocuments } from './cast-documents.ts';
import type { DemoFiles } from './demo-files.ts';
import type { DemoCase } from './make-cases.ts';
import type { DemoMeeting } from './make-meetings.ts';
import { makeRoster } from './make-organisations.ts';
import type { DemoPlaceLists } from './make-place-lists.ts';
import type { DemoRecord } from './make-records.ts';
import { makeScene } from './make-scene.ts';
import type { DemoSurvey } from './make-surveys.ts';

/** The roster of certified social workers, by number. */
export const ROSTER = 'roster';

/**
 * Fills an empty demo store with its scenes: places, organisations, people and cases in all states, as the files beside
 * the packs say. All of it is one commit, so that a demo is there completely or not at all. The same files, packs and day
 * give the same content.
 *
 * @example
 * await createDemo(store, rulebook, scenes, Date.now);
 */
export async function createDemo(
  store: Store,
  rulebook: Rulebook,
  scenes: readonly DemoFiles[],
  clock: Clock,
): Promise<Result<void>> {
  const documents = new Map<string, DocumentWrite>();
  const put = (collection: string, key: string, value: unknown): void =>
    void documents.set(`${collection}|${key}`, { put: { collection, key, value: value as JsonValue } });
  const cases: DemoCase[] = [];
  const lists: DemoPlaceLists[] = [];
  const records: DemoRecord[] = [];
  const meetings: DemoMeeting[] = [];
  const surveys: DemoSurvey[] = [];
  for (const [position, files] of scenes.entries()) {
    const made = makeScene(files, rulebook, civilDateOf(clock()), position === 0 ? '' : `scene-${position + 1}-`);
    if (!made.ok) return made;
    const { places, organisations, people } = made.value;
    for (const place of places) put(PLACES, place.path, place);
    for (const organisation of organisations) put(ORGANISATIONS, organisation.id, organisation);
    for (const person of people) put(PEOPLE, person.id, person);
    for (const entry of makeRoster(files.profile?.socialWorkers)) put(ROSTER, entry.id, entry);
    cases.push(...made.value.cases);
    lists.push(...made.value.lists);
    records.push(...made.value.records);
    meetings.push(...made.value.meetings);
    surveys.push(...made.value.surveys);
  }
  cases.sort((a, b) => (a.state.openedOn < b.state.openedOn ? -1 : 1));

  const streams: StreamAppend[] = [];
  const decisions: NewDecision[] = [];
  const projected: DocumentWrite[] = [];
  let position = 0;
  for (const { state, events, policy } of cases) {
    streams.push({
      stream: caseStream(state.id),
      expectedVersion: 0,
      events: commitEvents(events),
    });
    for (const event of events) decisions.push(...decisionsOf(event, position++));
    projected.push(...(await projectCase(store, policy, state)));
  }
  for (const { place, events, lists: left } of lists) {
    streams.push({ stream: listStream(place), expectedVersion: 0, events: commitEvents(events) });
    projected.push(projectPlaceLists(left));
  }
  const books = new Map<string, { register: string; place: string; records: number }>();
  for (const { record, events, policy } of records) {
    const { register, place } = record;
    streams.push({ stream: recordStream(register, record.id), expectedVersion: 0, events: commitEvents(events) });
    projected.push(...projectRecord(policy, record));
    const key = bookKey(register, place);
    books.set(key, { register, place, records: (books.get(key)?.records ?? 0) + 1 });
  }
  for (const book of books.values()) projected.push(putBook(book.register, book.place, book.records));
  const bodies = new Map<string, { kind: string; place: string; meetings: number }>();
  for (const { held, events, policy } of meetings) {
    const { kind, place, id } = held;
    streams.push({ stream: meetingStream(id), expectedVersion: 0, events: commitEvents(events) });
    projected.push(...projectMeeting(policy, held));
    const key = meetingBookKey(kind, place);
    bodies.set(key, { kind, place, meetings: (bodies.get(key)?.meetings ?? 0) + 1 });
  }
  for (const body of bodies.values()) projected.push(putMeetingBook(body.kind, body.place, body.meetings));
  for (const { held, events, bags } of surveys) {
    streams.push({ stream: surveyStream(held.id), expectedVersion: 0, events: commitEvents(events) });
    projected.push(projectSurvey(held));
    for (const [side, answers] of Object.entries(bags)) projected.push(putBag(held.id, side, answers, 0));
  }
  const booked = bookDemoCases(cases);
  if (!booked.ok) return booked;
  projected.push(...booked.value);
  const revisions =
    cases.length + records.length === 0 ? { ok: true as const, value: [] } : revisionsOf(rulebook.packs);
  if (!revisions.ok) return revisions;
  const done = await store.commit({
    documents: [
      ...documents.values(),
      ...instanceDocuments(scenes.map(({ cast }) => cast as Cast)),
      ...projected,
      CASES_ARE_LISTED,
    ],
    streams,
    decisions,
    revisions: revisions.value,
  });
  return done.ok ? { ok: true, value: undefined } : done;
}
