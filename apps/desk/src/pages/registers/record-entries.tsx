import { type RecordEntry, valueText } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { Form } from '@cebao/pack';
import type { TimelineEntry } from '@cebao/react';
import type { RecordReply } from '@cebao/server/client';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { fieldRows } from '../case/field-rows.ts';

const words = bookWords.record;

const TONES = {
  recordAdded: 'good',
  recordChanged: 'normal',
  recordCorrected: 'warning',
  recordEnded: 'bad',
  recordResumed: 'good',
} as const;

/** What happened to a record, newest first, each change with what was there before. */
export function recordEntries(
  reply: RecordReply,
  form: Form | undefined,
  bodies: readonly { readonly id: string; readonly title: string }[],
  organisation: (id: string) => string,
): TimelineEntry[] {
  const one = (field: string, value: JsonValue): string => {
    if (value === null) return words.nothing;
    if (field.startsWith('$')) return valueText(value, 'date', { words: (code) => code });
    return fieldRows(form, { [field]: value }, organisation)[0]?.text ?? '';
  };
  const title = (field: string): string =>
    field.startsWith('$') ? words.since : (fieldRows(form, { [field]: '' }, organisation)[0]?.label ?? field);
  return [...reply.record.history].reverse().map((entry: RecordEntry): TimelineEntry => {
    const notes = [
      ...(entry.changes ?? []).map(({ field, from, to }) =>
        fill(words.changed, { field: title(field), from: one(field, from), to: one(field, to) }),
      ),
      ...(entry.reason === undefined ? [] : [fill(words.reason, { reason: entry.reason })]),
      ...(entry.imported === undefined ? [] : [fill(words.imported, { ...entry.imported })]),
    ];
    return {
      id: entry.id,
      at: entry.at,
      tone: TONES[entry.type],
      title: fill(words.events[entry.type], { from: entry.from ?? '', until: entry.until ?? '' }),
      who: fill(words.who, {
        person: reply.names[entry.actor.person] ?? entry.actor.person,
        body: bodies.find(({ id }) => id === entry.actor.body)?.title ?? entry.actor.body,
      }),
      ...(notes.length === 0 ? {} : { note: notes.map((note) => <div key={note}>{note}</div>) }),
    };
  });
}
