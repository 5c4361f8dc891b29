import { foldMeeting, type HeldMeeting, type MeetingEvent, meetingLines } from '@cebao/casework';
import type { Policy } from '@cebao/pack';
import type { DocumentWrite, Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';
import { refuseIssues } from './refuse-issues.ts';
import { REGISTER_RECORDS, recordKey } from './register-book.ts';

/** Meetings: documents made from the events of `meeting/<id>` and nothing else. */
export const MEETINGS = 'meetings';
/** How many meetings of a kind there are at a place: written with each new one, so that two at once are seen. */
export const MEETING_BOOKS = 'meeting-books';

const STREAM = 'meeting/';

/** The stream of a meeting's events. */
export function meetingStream(id: string): string {
  return `${STREAM}${id}`;
}

export function isMeetingStream(stream: string): boolean {
  return stream.startsWith(STREAM);
}

export function meetingBookKey(kind: string, place: string): string {
  return `${kind}|${place}`;
}

/** The meetings of a kind at a place, by number. */
export async function meetingsAt(store: Store, kind: string, place: string): Promise<HeldMeeting[]> {
  const meetings: HeldMeeting[] = [];
  for await (const { value } of eachDocument(store, MEETINGS, `${kind}|${place}|`))
    meetings.push(value as unknown as HeldMeeting);
  return meetings.sort((a, b) => a.number - b.number);
}

/** A meeting from its events: what a writer decides on. */
export async function loadMeeting(store: Store, id: string): Promise<HeldMeeting | undefined> {
  const events = await store.readStream(meetingStream(id));
  return foldMeeting(events.map(({ body }) => body as unknown as MeetingEvent));
}

/** The documents that follow from a meeting: itself, and its lines in registers. */
export function projectMeeting(policy: Policy, held: HeldMeeting): DocumentWrite[] {
  const { kind, place, id } = held;
  const writes: DocumentWrite[] = [
    { put: { collection: MEETINGS, key: `${kind}|${place}|${id}`, value: inKeyOrder(held) } },
  ];
  for (const register of policy.registers) {
    if (register.meeting !== kind) continue;
    const lines = meetingLines(policy, register, held);
    if (!lines.ok) throw refuseIssues(lines.issues, 'meetingRefused');
    for (const line of lines.value)
      writes.push({ put: { collection: REGISTER_RECORDS, key: recordKey(line), value: inKeyOrder(line) } });
  }
  return writes;
}

/** Keys of the lines that another state of a meeting no longer gives. */
export function linesGone(policy: Policy, before: HeldMeeting | undefined, after: HeldMeeting): DocumentWrite[] {
  if (before === undefined) return [];
  const keysOf = (held: HeldMeeting) =>
    policy.registers.flatMap((register) => {
      const lines = meetingLines(policy, register, held);
      return lines.ok ? lines.value.map(recordKey) : [];
    });
  const left = new Set(keysOf(after));
  return keysOf(before)
    .filter((key) => !left.has(key))
    .map((key) => ({ delete: { collection: REGISTER_RECORDS, key } }));
}

/** The document that counts the meetings of a kind at a place. */
export function putMeetingBook(kind: string, place: string, meetings: number, expectedVersion?: number): DocumentWrite {
  return {
    put: {
      collection: MEETING_BOOKS,
      key: meetingBookKey(kind, place),
      value: { kind, meetings, place },
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    },
  };
}
