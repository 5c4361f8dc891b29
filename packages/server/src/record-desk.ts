import { randomBytes } from 'node:crypto';
import {
  applyRecordEvent,
  askAboutRegister,
  importRecords,
  type KeptRecord,
  keepRecord,
  keptLines,
  type RecordCommand,
  type RecordContext,
  type RecordEvent,
  type SheetCell,
  valueText,
} from '@cebao/casework';
import type { Issue } from '@cebao/engine';
import { hashJson } from '@cebao/pack';
import type {
  AddRecordRequest,
  ImportReply,
  RecordCommandRequest,
  RecordReply,
  RegisterReply,
} from './api/registers.ts';
import { type Book, booksOf, findBook, isKeptBook, type KeptBook } from './books.ts';
import { civilDateOf, civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import { Refusal, spoken } from './problem.ts';
import { BOOKS, bookKey, keptRecordsAt, loadRecord, projectRecord, putBook, recordStream } from './record-book.ts';
import { refuseIssues } from './refuse-issues.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** A kept register as a person reads it, on a day. */
export async function keptRegisterReply(
  services: Services,
  books: readonly KeptBook[],
  { at = services.today(), all = false }: { readonly at?: string | undefined; readonly all?: boolean },
): Promise<RegisterReply> {
  const [first] = books;
  if (first === undefined) throw new Refusal(404, 'unknownRegister', { params: { id: '' } });
  const { register } = first;
  const instance = services.instance();
  const rows: RegisterReply['rows'] = [];
  const asked: NonNullable<RegisterReply['kept']>['asked'] = [];
  for (const { policy, place, placeTitle, register: own } of books) {
    const names = { words: policy.words, organisation: instance.organisationTitle, place: instance.titleOf };
    const records = await keptRecordsAt(services.store, own.id, place);
    for (const record of records) {
      const lines = keptLines(policy, own, record);
      if (!lines.ok) throw refuseIssues(lines.issues);
      const holding = lines.value.find(({ on, until }) => on <= at && (until === undefined || at <= until));
      const line = holding ?? (all ? lines.value.at(-1) : undefined);
      if (line === undefined) continue;
      const texts: Record<string, string> = {};
      for (const { id, format = 'text', labels } of own.columns)
        texts[id] = valueText(line.cells[id], format, names, labels);
      rows.push({
        record: record.id,
        place,
        placeTitle,
        on: line.on,
        ...(line.until === undefined ? {} : { until: line.until }),
        holds: holding !== undefined,
        cells: { ...line.cells },
        texts,
      });
    }
    const answers = askAboutRegister(policy, own, place, records, at);
    if (!answers.ok) throw refuseIssues(answers.issues);
    for (const { decision, facts } of answers.value) asked.push({ place, placeTitle, decision, facts: { ...facts } });
  }
  return {
    id: register.id,
    title: register.title,
    kind: 'kept',
    demo: services.store.settings.demo,
    ...(register.note === undefined ? {} : { note: register.note }),
    columns: register.columns.map(({ id, title, format = 'text' }) => ({ id, title, format })),
    rows,
    kept: {
      at,
      form: register.form,
      places: books.map(({ place, placeTitle, mayKeep }) => ({ path: place, title: placeTitle, mayKeep })),
      asked,
    },
  };
}

/** Enters a record. */
export async function addRecord(
  services: Services,
  viewer: Viewer,
  id: string,
  request: AddRecordRequest,
  key: string,
): Promise<RecordReply> {
  const { place, data, from, until } = request;
  const book = getBook(services, viewer, id, place);
  const command: RecordCommand = { type: 'add', place, data, from, until };
  return write(services, viewer, book, undefined, command, { key, request: { register: id, ...request } });
}

/** Changes, corrects, ends or resumes a record, unless it has moved on since the person saw it. */
export async function commandRecord(
  services: Services,
  viewer: Viewer,
  id: string,
  record: string,
  { version, command }: RecordCommandRequest,
  key: string,
): Promise<RecordReply> {
  const { book, record: kept } = await getRecord(services, viewer, id, record);
  const request = { register: id, record, version, command };
  const receipt = await services.store.readReceipt(scoped(viewer, key));
  if (receipt !== undefined && receipt.request === hashJson(request)) return replyOf(services, book, kept);
  if (kept.version !== version)
    throw new Refusal(409, 'recordChanged', {
      issues: [{ code: 'staleVersion', path: '/version', params: { expected: version, actual: kept.version } }],
    });
  return write(services, viewer, book, kept, command, { key, request });
}

/** A record with its history. */
export async function recordReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  record: string,
): Promise<RecordReply> {
  const found = await getRecord(services, viewer, id, record);
  return replyOf(services, found.book, found.record);
}

/** Reads a file into a register, or tells what reading it in would do. */
export async function importFile(
  services: Services,
  viewer: Viewer,
  id: string,
  file: { readonly place: string; readonly name: string; readonly cells: readonly (readonly SheetCell[])[] },
  { keep, leaveOut }: { readonly keep: boolean; readonly leaveOut: boolean },
): Promise<ImportReply> {
  const book = getBook(services, viewer, id, file.place);
  const others = await keptRecordsAt(services.store, id, file.place);
  const organisations = new Map(services.instance().organisations.map(({ id: key, title }) => [title, key]));
  const imported = importRecords(
    book.policy,
    book.register,
    file.place,
    file.cells,
    { file: file.name, organisation: (title) => organisations.get(title) },
    contextOf(services, viewer, others),
  );
  const { events, rows, problems, columns, ignored } = imported;
  const kept = keep && events.length > 0 && (problems.length === 0 || leaveOut);
  if (kept) await commit(services, book, others.length, events, []);
  return {
    kept,
    rows,
    good: events.length,
    columns: columns.map((column) => ({ ...column })),
    ignored: [...ignored],
    problems: problems.map((problem) => ({
      ...(problem.row === undefined ? {} : { row: problem.row }),
      ...(problem.column === undefined ? {} : { column: problem.column }),
      code: problem.code,
      message: spoken(problem, book.policy.words).message,
    })),
  };
}

interface Sent {
  readonly key: string;
  readonly request: unknown;
}

/** How often a record is judged anew because its book has moved on meanwhile. */
const MOST_TRIES = 8;

async function write(
  services: Services,
  viewer: Viewer,
  book: KeptBook,
  record: KeptRecord | undefined,
  command: RecordCommand,
  sent: Sent,
  tries = 1,
): Promise<RecordReply> {
  const { store } = services;
  const receipt = await store.readReceipt(scoped(viewer, sent.key));
  if (receipt !== undefined) {
    if (receipt.request !== hashJson(sent.request)) throw new Refusal(409, 'keyReused');
    return recordReplyOf(services, viewer, book.register.id, (receipt.result as { record: string }).record);
  }
  const all = await keptRecordsAt(store, book.register.id, book.place);
  const others = all.filter(({ id }) => id !== record?.id);
  const decided = keepRecord(book.policy, book.register, record, command, contextOf(services, viewer, others));
  if (!decided.ok) throw refuseCommand(decided.issues, book);
  const done = await commit(
    services,
    book,
    all.length,
    [decided.value],
    record ? [record] : [],
    { key: scoped(viewer, sent.key), request: hashJson(sent.request), result: { record: decided.value.record } },
    tries < MOST_TRIES,
  );
  if (!done) return write(services, viewer, book, record, command, sent, tries + 1);
  const after = applyRecordEvent(record, decided.value);
  if (after === undefined) throw new Refusal(404, 'unknownRecord');
  return replyOf(services, book, after);
}

/** Keeps events of records of one book; false when the book moved on meanwhile and it may be tried again. */
async function commit(
  services: Services,
  { register, place, policy }: KeptBook,
  known: number,
  events: readonly RecordEvent[],
  before: readonly KeptRecord[],
  idempotency?: { readonly key: string; readonly request: string; readonly result: { readonly record: string } },
  again = false,
): Promise<boolean> {
  const book = await services.store.readDocument(BOOKS, bookKey(register.id, place));
  const added = events.filter(({ type }) => type === 'recordAdded').length;
  const done = await services.store.commit({
    streams: events.map((event) => ({
      stream: recordStream(register.id, event.record),
      expectedVersion: before.find(({ id }) => id === event.record)?.version ?? 0,
      events: commitEvents([event]),
    })),
    documents: [
      ...events.flatMap((event) => {
        const after = applyRecordEvent(
          before.find(({ id }) => id === event.record),
          event,
        );
        return after ? projectRecord(policy, after) : [];
      }),
      putBook(register.id, place, known + added, book?.version ?? 0),
    ],
    ...(idempotency ? { idempotency } : {}),
  });
  if (done.ok) return true;
  if (again && done.issues.every(({ params }) => params['collection'] === BOOKS)) return false;
  throw refuseIssues(done.issues, 'commandRefused');
}

function contextOf(services: Services, viewer: Viewer, others: readonly KeptRecord[]): RecordContext {
  return {
    now: civilTimeOf(services.clock()),
    actor: viewer.person,
    newId: () => newId(civilDateOf(services.clock())),
    others,
  };
}

function getBook(services: Services, viewer: Viewer, id: string, place: string): KeptBook {
  const book = findBook(services, viewer, id, place);
  if (book === undefined || !isKeptBook(book)) throw new Refusal(404, 'unknownRegister', { params: { id } });
  return book;
}

/** A record in a book that the person may read; anything else is as if it were not there. */
async function getRecord(
  services: Services,
  viewer: Viewer,
  id: string,
  record: string,
): Promise<{ readonly book: KeptBook; readonly record: KeptRecord }> {
  const found = await loadRecord(services.store, id, record);
  const book: Book | undefined = found && booksOf(services, viewer, id).find(({ place }) => place === found.place);
  if (found === undefined || book === undefined || !isKeptBook(book)) throw new Refusal(404, 'unknownRecord');
  return { book, record: found };
}

function replyOf(services: Services, book: KeptBook, record: KeptRecord): RecordReply {
  const instance = services.instance();
  const people = new Set(record.history.map(({ actor }) => actor.person));
  return {
    register: book.register.id,
    registerTitle: book.register.title,
    form: book.register.form,
    region: book.policy.region,
    revision: book.policy.revision,
    demo: services.store.settings.demo,
    place: book.place,
    placeTitle: book.placeTitle,
    today: services.today(),
    mayKeep: book.mayKeep,
    record,
    names: Object.fromEntries([...people].map((id) => [id, instance.findPerson(id)?.name ?? id])),
  };
}

function refuseCommand(issues: readonly Issue[], book: KeptBook): Refusal {
  return new Refusal(422, 'commandRefused', { issues, words: book.policy.words });
}

function scoped(viewer: Viewer, key: string): string {
  return `${viewer.person.id}:${key}`;
}

function newId(today: string): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return `${today.replaceAll('-', '')}-${Array.from(randomBytes(10), (byte) => alphabet[byte % alphabet.length]).join('')}`;
}
