import type { EventActor } from '../event.ts';
import type {
  AgendaItem,
  Attendance,
  Chair,
  MeetingEvent,
  Minutes,
  MinutesChange,
  Resolution,
} from './meeting-event.ts';

/** What became of a resolution, as somebody told it. */
export interface FollowUp {
  readonly id: string;
  readonly resolution: string;
  readonly at: string;
  readonly actor: EventActor;
  readonly text: string;
  readonly done: boolean;
}

/** One line of a meeting's history. */
export interface MeetingEntry {
  readonly id: string;
  readonly type: MeetingEvent['type'];
  readonly at: string;
  readonly actor: EventActor;
  readonly reason?: string;
  readonly closed?: boolean;
  readonly changes?: readonly MinutesChange[];
}

/** A meeting as its events left it. Plain JSON. */
export interface HeldMeeting {
  readonly id: string;
  readonly kind: string;
  readonly place: string;
  readonly revision: string;
  readonly number: number;
  /** Number of events. */
  readonly version: number;
  readonly status: 'called' | 'minuted' | 'closed' | 'cancelled';
  readonly calledAt: string;
  readonly on: string;
  readonly time?: string;
  readonly where: string;
  readonly chair: Chair;
  readonly stage?: string;
  readonly agenda: readonly AgendaItem[];
  readonly minutes?: Minutes;
  readonly followUps: readonly FollowUp[];
  readonly history: readonly MeetingEntry[];
}

/** The meeting after one more event; undefined as long as it was not called. */
export function applyMeetingEvent(before: HeldMeeting | undefined, event: MeetingEvent): HeldMeeting | undefined {
  if (event.type === 'meetingCalled') {
    if (before) return before;
    const { meeting: id, kind, place, revision, number, at, on, time, where, chair, stage, agenda } = event;
    return {
      id,
      kind,
      place,
      revision,
      number,
      version: 1,
      status: 'called',
      calledAt: at,
      on,
      ...(time === undefined ? {} : { time }),
      where,
      chair,
      ...(stage === undefined ? {} : { stage }),
      agenda,
      followUps: [],
      history: [entryOf(event)],
    };
  }
  if (before === undefined) return undefined;
  const after = { ...before, version: before.version + 1, history: [...before.history, entryOf(event)] };
  switch (event.type) {
    case 'meetingChanged': {
      const { time: _time, ...rest } = after;
      const { on, time, where, chair, agenda } = event;
      return { ...rest, on, ...(time === undefined ? {} : { time }), where, chair, agenda };
    }
    case 'meetingCancelled':
      return { ...after, status: 'cancelled' };
    case 'minutesKept':
      return {
        ...after,
        status: event.closed ? 'closed' : 'minuted',
        minutes: event.minutes,
        ...(event.chair ? { chair: event.chair } : {}),
      };
    case 'minutesCorrected':
      return { ...after, minutes: event.minutes };
    case 'resolutionFollowed': {
      const { id, resolution, at, actor, text, done } = event;
      return { ...after, followUps: [...after.followUps, { id, resolution, at, actor, text, done }] };
    }
  }
}

/** The meeting that events leave. */
export function foldMeeting(events: readonly MeetingEvent[]): HeldMeeting | undefined {
  return events.reduce<HeldMeeting | undefined>(applyMeetingEvent, undefined);
}

/** Those who were there, in person or by a deputy. */
export function presentIn(minutes: Minutes | undefined): readonly Attendance[] {
  return (minutes?.attendance ?? []).filter(({ how }) => how === 'present' || how === 'deputy');
}

/** Whether there are minutes: it took place. */
export function tookPlace({ status }: Pick<HeldMeeting, 'status'>): boolean {
  return status === 'minuted' || status === 'closed';
}

/** Adopted resolutions that somebody has to see to and that are not done. */
export function openResolutions(meeting: HeldMeeting): readonly Resolution[] {
  if (meeting.status !== 'closed') return [];
  return (meeting.minutes?.resolutions ?? []).filter(
    ({ id, result, body, responsible, until }) =>
      result === 'adopted' &&
      (body !== undefined || responsible !== undefined || until !== undefined) &&
      followUpOf(meeting, id)?.done !== true,
  );
}

/** The newest word on a resolution. */
export function followUpOf({ followUps }: HeldMeeting, resolution: string): FollowUp | undefined {
  return followUps.filter((one) => one.resolution === resolution).at(-1);
}

function entryOf(event: MeetingEvent): MeetingEntry {
  const { id, type, at, actor } = event;
  return {
    id,
    type,
    at,
    actor,
    ...('reason' in event && event.reason !== undefined ? { reason: event.reason } : {}),
    ...(event.type === 'minutesKept' ? { closed: event.closed } : {}),
    ...(event.type === 'minutesCorrected' ? { changes: event.changes } : {}),
  };
}
