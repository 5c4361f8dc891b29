import {
  type AccountLine,
  type AccountState,
  type AnswerEvent,
  accountsOf,
  applyAnswerEvent,
  applyEvent,
  applyListEvent,
  applyMatchEvent,
  applyMeetingEvent,
  applyRecordEvent,
  applyReportEvent,
  applyStaffEvent,
  applySurveyEvent,
  type CaseEvent,
  type CaseState,
  emptyAccount,
  type MatchBook,
  type MatchEvent,
  noAnswers,
  type PlaceAnswers,
  withLine,
} from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { DocumentWrite, Store, StoredEvent } from '@cebao/store';
import { ACCOUNT_LINES, ACCOUNTS, accountKey, linesOf, placeLines, putAccount, putLine } from './account-book.ts';
import { CASES, type CaseIndexRow } from './case-index.ts';
import { CASE_LISTS, CASES_ARE_LISTED } from './case-views.ts';
import { eachDocument } from './each-document.ts';
import { INSTANCE } from './instance.ts';
import {
  isMatchStream,
  MATCH_BOOKS,
  MATCHED_NEEDS,
  type MatchedNeed,
  needKey,
  putMatchBook,
  putMatchedNeed,
} from './match-book.ts';
import {
  isMeetingStream,
  MEETING_BOOKS,
  MEETINGS,
  meetingBookKey,
  projectMeeting,
  putMeetingBook,
} from './meeting-book.ts';
import { isListStream, PLACE_LISTS, projectPlaceLists } from './place-list-book.ts';
import type { Policies } from './policies.ts';
import { projectCase, putCaseRow } from './project-case.ts';
import { isCaseStream } from './read-case.ts';
import { BOOKS, bookKey, isRecordStream, KEPT_RECORDS, projectRecord, putBook } from './record-book.ts';
import { REGISTER_RECORDS } from './register-book.ts';
import {
  ADOPTED_REPORTS,
  answeringPlace,
  isAnswerStream,
  isReportStream,
  PLACE_ANSWERS,
  projectAnswers,
  projectReport,
} from './report-book.ts';
import { isStaffStream, projectStaffing, STAFFING } from './staff-book.ts';
import { isSurveyStream, projectSurvey, SURVEYS } from './survey-book.ts';

/** Everything that is made from events and from nothing else. */
export const PROJECTIONS: readonly string[] = [
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
];

/** Lines of accounts on their way: found case by case, to be booked in the order in which they happened. */
const FOUND_LINES = 'account-lines-found';

/**
 * Drops every projection and makes it again from the events. How many cases there are.
 *
 * One stream is read and projected after the other, in the order in which they began: of a case nothing is held in memory
 * once its documents are written. What stays are numbers: records and meetings per place, moves per matched need.
 *
 * @example
 * await rebuildProjections(store, createPolicies(packs, store));
 */
export async function rebuildProjections(store: Store, policies: Policies): Promise<number> {
  for (const collection of [...PROJECTIONS, FOUND_LINES]) await dropAll(store, collection);
  const rebuild = new Rebuild(store, policies);
  for (let after = 0; ; ) {
    const events = await store.readAll({ after, limit: PAGE });
    for (const { stream, version } of events) if (version === 1) await rebuild.stream(stream);
    after = events.at(-1)?.seq ?? after;
    if (events.length < PAGE) break;
  }
  await rebuild.finish();
  await dropAll(store, FOUND_LINES);
  return rebuild.cases;
}

/** Makes the documents of one stream after the other. */
class Rebuild {
  cases = 0;
  private readonly store: Store;
  private readonly policies: Policies;
  private readonly batch: Batch;
  private readonly records = new Map<string, { register: string; place: string; records: number }>();
  private readonly meetings = new Map<string, { kind: string; place: string; meetings: number }>();
  private readonly needs = new Map<string, MatchedNeed>();

  constructor(store: Store, policies: Policies) {
    this.store = store;
    this.policies = policies;
    this.batch = new Batch(store);
  }

  async stream(stream: string): Promise<void> {
    if (isCaseStream(stream)) return this.case(stream);
    if (isRecordStream(stream)) return this.record(stream);
    if (isMeetingStream(stream)) return this.meeting(stream);
    if (isMatchStream(stream)) return this.match(stream);
    if (isListStream(stream)) return this.one(stream, applyListEvent, projectPlaceLists);
    if (isSurveyStream(stream)) return this.one(stream, applySurveyEvent, projectSurvey);
    if (isStaffStream(stream)) return this.one(stream, applyStaffEvent, projectStaffing);
    if (isReportStream(stream)) return this.one(stream, applyReportEvent, projectReport);
    if (isAnswerStream(stream))
      return this.one(
        stream,
        (before: PlaceAnswers | undefined, event: AnswerEvent) =>
          applyAnswerEvent(before ?? noAnswers(answeringPlace(stream)), event),
        projectAnswers,
      );
  }

  /** What is made of all streams together. */
  async finish(): Promise<void> {
    for (const { register, place, records } of this.records.values())
      await this.batch.add([putBook(register, place, records)]);
    for (const { kind, place, meetings } of this.meetings.values())
      await this.batch.add([putMeetingBook(kind, place, meetings)]);
    for (const need of this.needs.values()) await this.batch.add([putMatchedNeed(need)]);
    await this.batch.flush();
    await this.bookLines();
    await this.batch.flush();
  }

  private async case(stream: string): Promise<void> {
    let state: CaseState | undefined;
    for await (const { seq, body } of eachEvent(this.store, stream)) {
      const event = body as unknown as CaseEvent;
      const after = applyEvent(state, event);
      if (after === undefined) continue;
      await this.findLines(state, after, event, seq);
      state = after;
    }
    if (state === undefined) return;
    this.cases += 1;
    const policy = await this.policies.ofRevision(state.revision, state.place);
    if (policy !== undefined) await this.batch.add(await projectCase(this.store, policy, state));
  }

  private async record(stream: string): Promise<void> {
    const record = await this.fold(stream, applyRecordEvent);
    if (record === undefined) return;
    const { register, place } = record;
    const policy = await this.policies.ofRevision(record.revision, place);
    if (policy !== undefined) await this.batch.add(projectRecord(policy, record));
    const key = bookKey(register, place);
    this.records.set(key, { register, place, records: (this.records.get(key)?.records ?? 0) + 1 });
  }

  private async meeting(stream: string): Promise<void> {
    const held = await this.fold(stream, applyMeetingEvent);
    if (held === undefined) return;
    const { kind, place } = held;
    const policy = await this.policies.ofRevision(held.revision, place);
    if (policy !== undefined) await this.batch.add(projectMeeting(policy, held));
    const key = meetingBookKey(kind, place);
    this.meetings.set(key, { kind, place, meetings: (this.meetings.get(key)?.meetings ?? 0) + 1 });
  }

  private async match(stream: string): Promise<void> {
    const book = await this.fold(stream, (before: MatchBook | undefined, event: MatchEvent) => {
      const after = applyMatchEvent(before, event);
      const pair = after?.pairs.find(({ id }) => id === event.pair);
      if (pair) {
        const need = { register: pair.needRegister, need: pair.need };
        this.needs.set(needKey(need), { ...need, moves: (this.needs.get(needKey(need))?.moves ?? 0) + 1 });
      }
      return after ?? before;
    });
    if (book !== undefined) await this.batch.add([putMatchBook(book)]);
  }

  /** A stream that gives one document. */
  private async one<S>(
    stream: string,
    apply: (before: S | undefined, event: never) => S | undefined,
    project: (state: S) => DocumentWrite,
  ): Promise<void> {
    const state = await this.fold(stream, apply);
    if (state !== undefined) await this.batch.add([project(state)]);
  }

  private async fold<S>(
    stream: string,
    apply: (before: S | undefined, event: never) => S | undefined,
  ): Promise<S | undefined> {
    let state: S | undefined;
    for await (const { body } of eachEvent(this.store, stream)) state = apply(state, body as never) ?? state;
    return state;
  }

  /** Keeps what an event brings to the accounts of its place, by when it happened. */
  private async findLines(
    before: CaseState | undefined,
    after: CaseState,
    event: CaseEvent,
    seq: number,
  ): Promise<void> {
    const policy = await this.policies.ofRevision(after.revision, after.place);
    if (policy === undefined || accountsOf(policy.registers, after.flow).length === 0) return;
    const booked = linesOf(policy, before, [event]);
    if (!booked.ok) return;
    for (const [index, line] of booked.value.flatMap(({ lines }) => lines).entries()) {
      const order = `${String(seq).padStart(16, '0')}|${String(index).padStart(4, '0')}`;
      const key = `${accountKey(line.register, line.place)}|${order}`;
      await this.batch.add([{ put: { collection: FOUND_LINES, key, value: line as unknown as JsonValue } }]);
    }
  }

  /** Books all lines that were found, account by account. */
  private async bookLines(): Promise<void> {
    let account: AccountState | undefined;
    let latest = '';
    let inLatest = 0;
    for await (const { value } of eachDocument(this.store, FOUND_LINES)) {
      const line = value as unknown as AccountLine;
      if (account?.register !== line.register || account.place !== line.place) {
        if (account) await this.batch.add([putAccount(account)]);
        account = emptyAccount(line.register, line.place);
        latest = '';
      }
      if (line.at > latest) {
        latest = line.at;
        inLatest = 0;
      }
      account = withLine(account, line);
      if (line.at === latest) {
        await this.batch.add([putLine({ ...line, position: inLatest })]);
        inLatest += 1;
      } else {
        // A clock was set back: the lines of that second are in the store already.
        await this.batch.flush();
        await this.batch.add((await placeLines(this.store, [line])).map(putLine));
      }
    }
    if (account) await this.batch.add([putAccount(account)]);
  }
}

/** The events of one stream in order, page by page. */
async function* eachEvent(store: Store, stream: string): AsyncGenerator<StoredEvent> {
  for (let after = 0; ; ) {
    const page = await store.readStream(stream, { after, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.version ?? after;
  }
}

async function dropAll(store: Store, collection: string): Promise<void> {
  for (;;) {
    const page = await store.listDocuments(collection, { limit: PAGE });
    if (page.length > 0) await store.commit({ documents: page.map(({ key }) => ({ delete: { collection, key } })) });
    if (page.length < PAGE) return;
  }
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
const PAGE = 1000;
