import {
  type AccountState,
  accountsOf,
  applyEvent,
  type CaseEvent,
  type CaseState,
  emptyAccount,
  type HeldMeeting,
  type HeldSurvey,
  type KeptRecord,
  type PlaceLists,
  type Staffing,
  withLine,
} from '@cebao/casework';
import type { DocumentWrite, Store } from '@cebao/store';
import { ACCOUNT_LINES, ACCOUNTS, accountKey, linesOf, placeLines, putAccount, putLine } from './account-book.ts';
import { CASES, type CaseIndexRow } from './case-index.ts';
import { CASE_LISTS, CASES_ARE_LISTED } from './case-views.ts';
import { eachDocument } from './each-document.ts';
import { INSTANCE } from './instance.ts';
import { MATCH_BOOKS, MATCHED_NEEDS, MatchFold } from './match-book.ts';
import {
  foldEveryMeeting,
  isMeetingStream,
  MEETING_BOOKS,
  MEETINGS,
  meetingBookKey,
  projectMeeting,
  putMeetingBook,
} from './meeting-book.ts';
import { foldEveryPlace, isListStream, PLACE_LISTS, projectPlaceLists } from './place-list-book.ts';
import type { Policies } from './policies.ts';
import { projectCase, putCaseRow } from './project-case.ts';
import {
  BOOKS,
  bookKey,
  foldEveryRecord,
  isRecordStream,
  KEPT_RECORDS,
  projectRecord,
  putBook,
} from './record-book.ts';
import { REGISTER_RECORDS } from './register-book.ts';
import { ADOPTED_REPORTS, PLACE_ANSWERS, ReportFold } from './report-book.ts';
import { foldStaffEvent, isStaffStream, projectStaffing, STAFFING } from './staff-book.ts';
import { foldEverySurvey, isSurveyStream, projectSurvey, SURVEYS } from './survey-book.ts';

/**
 * Drops every projection and makes it again from the events.
 *
 * @example
 * await rebuildProjections(store, createPolicies(packs, store));
 */
export async function rebuildProjections(store: Store, policies: Policies): Promise<number> {
  const drops: DocumentWrite[] = [];
  for (const collection of [
    CASES,
    REGISTER_RECORDS,
    PLACE_LISTS,
    KEPT_RECORDS,
    BOOKS,
    ACCOUNTS,
    ACCOUNT_LINES,
    PLACE_ANSWERS,
    ADOPTED_REPORTS,
    MEETINGS,
    MEETING_BOOKS,
    SURVEYS,
    STAFFING,
    MATCH_BOOKS,
    MATCHED_NEEDS,
  ])
    for await (const { key } of eachDocument(store, collection)) drops.push({ delete: { collection, key } });
  const written = new Batch(store);
  await written.add(drops);
  await written.flush();

  const cases = new Map<string, CaseState>();
  const lists = new Map<string, PlaceLists>();
  const staff = new Map<string, Staffing>();
  const records = new Map<string, KeptRecord>();
  const accounts = new Map<string, AccountState>();
  const reports = new ReportFold();
  const matches = new MatchFold();
  const meetings = new Map<string, HeldMeeting>();
  const surveys = new Map<string, HeldSurvey>();
  for (let after = 0; ; ) {
    const events = await store.readAll({ after, limit: 1000 });
    for (const { stream, body, seq } of events) {
      after = seq;
      reports.add(stream, body);
      matches.add(stream, body);
      if (isListStream(stream)) foldEveryPlace(lists, stream, body);
      if (isSurveyStream(stream)) foldEverySurvey(surveys, stream, body);
      if (isMeetingStream(stream)) foldEveryMeeting(meetings, stream, body);
      if (isStaffStream(stream)) foldStaffEvent(staff, stream, body);
      if (isRecordStream(stream)) foldEveryRecord(records, stream, body);
      if (!stream.startsWith('case/')) continue;
      const before = cases.get(stream);
      const event = body as unknown as CaseEvent;
      const state = applyEvent(before, event);
      if (state === undefined) continue;
      cases.set(stream, state);
      await rebookLines(store, policies, accounts, before, state, event);
    }
    if (events.length < 1000) break;
  }
  for (const state of cases.values()) {
    const policy = await policies.ofRevision(state.revision, state.place);
    if (policy !== undefined) await written.add(await projectCase(store, policy, state));
  }
  await written.add(reports.documents());
  await written.add(matches.documents());
  for (const one of lists.values()) await written.add([projectPlaceLists(one)]);
  for (const one of staff.values()) await written.add([projectStaffing(one)]);
  for (const account of accounts.values()) await written.add([putAccount(account)]);
  const books = new Map<string, { register: string; place: string; records: number }>();
  for (const record of records.values()) {
    const policy = await policies.ofRevision(record.revision, record.place);
    if (policy !== undefined) await written.add(projectRecord(policy, record));
    const { register, place } = record;
    const key = bookKey(register, place);
    books.set(key, { register, place, records: (books.get(key)?.records ?? 0) + 1 });
  }
  for (const held of surveys.values()) await written.add([projectSurvey(held)]);
  for (const { register, place, records: kept } of books.values()) await written.add([putBook(register, place, kept)]);
  const bodies = new Map<string, { kind: string; place: string; meetings: number }>();
  for (const held of meetings.values()) {
    const policy = await policies.ofRevision(held.revision, held.place);
    if (policy !== undefined) await written.add(projectMeeting(policy, held));
    const key = meetingBookKey(held.kind, held.place);
    bodies.set(key, { kind: held.kind, place: held.place, meetings: (bodies.get(key)?.meetings ?? 0) + 1 });
  }
  for (const { kind, place, meetings: number } of bodies.values())
    await written.add([putMeetingBook(kind, place, number)]);
  await written.flush();
  return cases.size;
}

/**
 * Puts every case into its lists, in a store whose cases were written before there were lists. Asked at every start: it
 * looks at one document.
 */
export async function listKeptCases(store: Store, policies: Policies): Promise<void> {
  const done = await store.readDocument(INSTANCE, 'case-lists');
  if ((done?.value as number | undefined) === CASE_LISTS) return;
  let writes: DocumentWrite[] = [];
  for await (const { value } of eachDocument(store, CASES)) {
    const row = value as unknown as CaseIndexRow;
    const policy = await policies.ofRevision(row.revision, row.place);
    if (policy !== undefined) writes.push(putCaseRow(policy, row));
    if (writes.length < 500) continue;
    await store.commit({ documents: writes });
    writes = [];
  }
  await store.commit({ documents: [...writes, CASES_ARE_LISTED] });
}

/** Documents that are written many at a time: one commit for each would wait for the disk each time. */
class Batch {
  private readonly store: Store;
  private waiting: DocumentWrite[] = [];

  constructor(store: Store) {
    this.store = store;
  }

  async add(documents: readonly DocumentWrite[]): Promise<void> {
    this.waiting.push(...documents);
    if (this.waiting.length >= MOST_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    for (let start = 0; start < this.waiting.length; start += MOST_AT_ONCE)
      await this.store.commit({ documents: this.waiting.slice(start, start + MOST_AT_ONCE) });
    this.waiting = [];
  }
}

const MOST_AT_ONCE = 1000;

/** Books once more what an event brought to the accounts of its place. */
async function rebookLines(
  store: Store,
  policies: Policies,
  accounts: Map<string, AccountState>,
  before: CaseState | undefined,
  state: CaseState,
  event: CaseEvent,
): Promise<void> {
  const policy = await policies.ofRevision(state.revision, state.place);
  if (policy === undefined || accountsOf(policy.registers, state.flow).length === 0) return;
  const booked = linesOf(policy, before, [event]);
  if (!booked.ok) return;
  for (const line of await placeLines(
    store,
    booked.value.flatMap(({ lines }) => lines),
  )) {
    const key = accountKey(line.register, line.place);
    accounts.set(key, withLine(accounts.get(key) ?? emptyAccount(line.register, line.place), line));
    await store.commit({ documents: [putLine(line)] });
  }
}
