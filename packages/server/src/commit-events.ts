import type { JsonValue } from '@cebao/engine';
import type { NewEvent } from '@cebao/store';

/** What every event of the pure rooms has in its head. */
interface Recorded {
  readonly type: string;
  readonly schema: number;
  readonly at: string;
  readonly sealed: string | null;
}

/**
 * Events of the pure rooms as a commit takes them: the head of each, and the whole as its body.
 *
 * @example
 * await store.commit({ streams: [{ stream: caseStream(id), expectedVersion, events: commitEvents(events) }] });
 */
export function commitEvents(events: readonly Recorded[]): NewEvent[] {
  return events.map((event) => ({
    type: event.type,
    schema: event.schema,
    at: event.at,
    body: event as unknown as JsonValue,
    sealed: event.sealed,
  }));
}
