import type { JsonValue } from '@cebao/engine';
import type { EventActor } from '../event.ts';
import { dayBefore } from './day-before.ts';
import type { FieldChanges, RecordEvent } from './record-event.ts';

/** What a record says from one day to another; without `until` further on. */
export interface RecordVersion {
  readonly event: string;
  readonly from: string;
  readonly until?: string;
  readonly data: Readonly<Record<string, JsonValue>>;
}

/** One line of a record's history. */
export interface RecordEntry {
  readonly id: string;
  readonly type: RecordEvent['type'];
  readonly at: string;
  readonly actor: EventActor;
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly changes?: FieldChanges;
  readonly imported?: { readonly file: string; readonly row: number };
}

/** A record that people keep, as its events left it. Plain JSON. */
export interface KeptRecord {
  readonly id: string;
  readonly register: string;
  readonly place: string;
  /** The pack by which the last event was written. */
  readonly revision: string;
  /** Number of events. */
  readonly version: number;
  /** One after the other, the first one first; their days never overlap. */
  readonly versions: readonly RecordVersion[];
  readonly ended?: { readonly until: string; readonly reason: string };
  readonly history: readonly RecordEntry[];
}

/** The record that events leave. */
export function foldRecord(events: readonly RecordEvent[]): KeptRecord | undefined {
  let record: KeptRecord | undefined;
  for (const event of events) record = applyRecordEvent(record, event);
  return record;
}

/** The record after one more event. */
export function applyRecordEvent(record: KeptRecord | undefined, event: RecordEvent): KeptRecord | undefined {
  if (event.type === 'recordAdded') {
    const { id, register, record: key, place, revision, from, until, data } = event;
    return (
      record ?? {
        id: key,
        register,
        place,
        revision,
        version: 1,
        versions: [{ event: id, from, ...(until === undefined ? {} : { until }), data }],
        history: [entryOf(event)],
      }
    );
  }
  if (!record) return undefined;
  const noted = {
    ...record,
    revision: event.revision,
    version: record.version + 1,
    history: [...record.history, entryOf(event)],
  };
  const last = record.versions.at(-1);
  const earlier = record.versions.slice(0, -1);
  if (!last) return noted;
  switch (event.type) {
    case 'recordChanged': {
      const { until, ...open } = last;
      return {
        ...noted,
        versions: [
          ...earlier,
          { ...open, until: dayBefore(event.from) },
          { event: event.id, from: event.from, ...(until === undefined ? {} : { until }), data: event.data },
        ],
      };
    }
    case 'recordCorrected': {
      const before = earlier.at(-1);
      const from = event.from ?? last.from;
      return {
        ...noted,
        versions: [
          ...(before && event.from !== undefined
            ? [...earlier.slice(0, -1), { ...before, until: dayBefore(from) }]
            : earlier),
          { ...last, from, data: event.data },
        ],
      };
    }
    case 'recordEnded':
      return {
        ...noted,
        versions: [...earlier, { ...last, until: event.until }],
        ended: { until: event.until, reason: event.reason },
      };
    case 'recordResumed': {
      const { ended: _, ...rest } = noted;
      const { until: __, ...open } = last;
      return { ...rest, versions: [...earlier, open] };
    }
  }
}

/**
 * What a record says on a day; undefined when it does not hold then.
 *
 * @example
 * versionAt(record, '2026-11-25')?.data;
 */
export function versionAt(record: KeptRecord, day: string): RecordVersion | undefined {
  return record.versions.find(({ from, until }) => from <= day && (until === undefined || day <= until));
}

function entryOf(event: RecordEvent): RecordEntry {
  const { id, type, at, actor } = event;
  return {
    id,
    type,
    at,
    actor,
    ...('from' in event && event.from !== undefined ? { from: event.from } : {}),
    ...('until' in event && event.until !== undefined ? { until: event.until } : {}),
    ...('reason' in event ? { reason: event.reason } : {}),
    ...('changes' in event ? { changes: event.changes } : {}),
    ...('imported' in event && event.imported !== undefined ? { imported: event.imported } : {}),
  };
}
