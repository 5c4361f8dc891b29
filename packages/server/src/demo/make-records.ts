import {
  applyRecordEvent,
  isKept,
  type KeptRecord,
  keepRecord,
  type Person,
  type RecordCommand,
  type RecordEvent,
} from '@cebao/casework';
import type { Issue, Result } from '@cebao/engine';
import type { Policy, Rulebook } from '@cebao/pack';
import type { DemoRecords } from './demo-records.ts';

/** A kept record as the demo has it: what happened, and what that leaves. */
export interface DemoRecord {
  readonly record: KeptRecord;
  readonly events: readonly RecordEvent[];
  readonly policy: Policy;
}

/** Enters the records of a file by the same commands as the service's; the same file gives the same events. */
export function makeRecords(
  file: DemoRecords,
  rulebook: Rulebook,
  people: readonly Person[],
  prefix: string,
): Result<DemoRecord[]> {
  const made: DemoRecord[] = [];
  let ids = 0;
  for (const [position, book] of file.books.entries()) {
    const found = rulebook.policy(book.place);
    if (!found.ok) return found;
    const policy = found.value;
    const register = policy.findRegister(book.register);
    const actor = people.find(({ id }) => id === book.by);
    const where = (index: number): string => `records.json#/books/${position}/records/${index}`;
    if (!register || !isKept(register) || !actor)
      return stuck(`records.json#/books/${position}`, [{ code: 'unknownRecord', path: '', params: {} }]);
    const others: KeptRecord[] = [];
    for (const [index, { data, from, until, changed = [], ended }] of book.records.entries()) {
      const commands: RecordCommand[] = [
        { type: 'add', place: book.place, data, from, ...(until === undefined ? {} : { until }) },
        ...changed.map((change): RecordCommand => ({ type: 'change', ...change })),
        ...(ended ? [{ type: 'end' as const, ...ended }] : []),
      ];
      const events: RecordEvent[] = [];
      let record: KeptRecord | undefined;
      for (const command of commands) {
        const day = command.type === 'add' || command.type === 'change' ? (command.from ?? from) : from;
        const decided = keepRecord(policy, register, record, command, {
          now: `${command.type === 'end' ? command.until : day}T09:00:00+08:00`,
          actor,
          newId: () => `${prefix}record-${String(++ids).padStart(4, '0')}`,
          others,
        });
        if (!decided.ok) return stuck(where(index), decided.issues);
        events.push(decided.value);
        record = applyRecordEvent(record, decided.value);
      }
      if (!record) continue;
      others.push(record);
      made.push({ record, events, policy });
    }
  }
  return { ok: true, value: made };
}

function stuck(path: string, issues: readonly Issue[]): { ok: false; issues: Issue[] } {
  return { ok: false, issues: issues.map((issue) => ({ ...issue, path: `${path} ${issue.path}` })) };
}
