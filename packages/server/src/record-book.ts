import { foldRecord, type KeptRecord, type KeptRegister, keptLines, type RecordEvent } from '@cebao/casework';
import type { Policy } from '@cebao/pack';
import type { DocumentWrite, Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';
import { refuseIssues } from './refuse-issues.ts';
import { REGISTER_RECORDS, recordKey } from './register-book.ts';

/** Records that people keep: documents made from the events of `record/<register>/<id>` and nothing else. */
export const KEPT_RECORDS = 'kept-records';
/** How many records a place keeps in a register: written with each of them, so that two at once are seen. */
export const BOOKS = 'books';

const STREAM = 'record/';

/** The stream of a record's events. */
export function recordStream(register: string, record: string): string {
  return `${STREAM}${register}/${record}`;
}

export function isRecordStream(stream: string): boolean {
  return stream.startsWith(STREAM);
}

/** Key of a record's document: register, place, record. */
function keptKey({ register, place, id }: Pick<KeptRecord, 'register' | 'place' | 'id'>): string {
  return `${register}|${place}|${id}`;
}

export function bookKey(register: string, place: string): string {
  return `${register}|${place}`;
}

/** The records that a place keeps in a register, in the order they were entered. */
export async function keptRecordsAt(store: Store, register: string, place: string): Promise<KeptRecord[]> {
  const records: KeptRecord[] = [];
  for await (const { value } of eachDocument(store, KEPT_RECORDS, `${register}|${place}|`))
    records.push(value as unknown as KeptRecord);
  return records.sort((a, b) => entered(a) - entered(b) || (a.id < b.id ? -1 : 1));
}

function entered({ history }: KeptRecord): number {
  return Date.parse(history[0]?.at ?? '');
}

/** A record from its events: what a writer decides on. */
export async function loadRecord(store: Store, register: string, id: string): Promise<KeptRecord | undefined> {
  const events = await store.readStream(recordStream(register, id));
  return foldRecord(events.map(({ body }) => body as unknown as RecordEvent));
}

/** The documents that follow from a record: itself, and its lines in the register. */
export function projectRecord(policy: Policy, record: KeptRecord): DocumentWrite[] {
  const writes: DocumentWrite[] = [
    { put: { collection: KEPT_RECORDS, key: keptKey(record), value: inKeyOrder(record) } },
  ];
  const register = policy.findRegister(record.register);
  if (register?.form === undefined) return writes;
  const lines = keptLines(policy, register as KeptRegister, record);
  if (!lines.ok) throw refuseIssues(lines.issues, 'commandRefused');
  for (const line of lines.value)
    writes.push({ put: { collection: REGISTER_RECORDS, key: recordKey(line), value: inKeyOrder(line) } });
  return writes;
}

/** The document that counts the records of a place in a register. */
export function putBook(register: string, place: string, records: number, expectedVersion?: number): DocumentWrite {
  return {
    put: {
      collection: BOOKS,
      key: bookKey(register, place),
      value: { place, records, register },
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    },
  };
}
