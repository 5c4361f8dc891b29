import type { JsonValue } from '@cebao/engine';
import type { EventActor } from '../event.ts';

/** One matter on the agenda. `caseId`: a case that it comes from. */
export interface AgendaItem {
  readonly id: string;
  /** A kind that the pack names. */
  readonly kind: string;
  readonly title: string;
  readonly note?: string;
  readonly caseId?: string;
}

/** Who chairs, whose turn it was, and why it is another. */
export interface Chair {
  readonly member: string;
  readonly name: string;
  /** Only where the chair rotates: the member whose turn it was. */
  readonly turn?: { readonly member: string; readonly name: string };
  readonly reason?: string;
}

/** Whether a member came: in person, by a deputy, excused, or not. */
export interface Attendance {
  readonly member: string;
  readonly name: string;
  readonly how: 'present' | 'deputy' | 'leave' | 'absent';
  /** Name of the deputy. */
  readonly deputy?: string;
  readonly reason?: string;
}

/** What was resolved about an item. */
export interface Resolution {
  readonly id: string;
  /** The item of the agenda. */
  readonly item: string;
  /** Number by which people cite it. */
  readonly no: string;
  readonly text: string;
  readonly result: 'adopted' | 'notAdopted' | 'deferred';
  readonly votes?: { readonly for: number; readonly against: number; readonly abstain: number };
  /** The body that has to see to it, a name, and until when. */
  readonly body?: string;
  readonly responsible?: string;
  readonly until?: string;
}

/** What the minutes say. */
export interface Minutes {
  readonly attendance: readonly Attendance[];
  /** What was said, by item. */
  readonly discussion: Readonly<Record<string, string>>;
  readonly resolutions: readonly Resolution[];
}

/** One thing that a correction made otherwise: a path into the minutes, before and after. */
export interface MinutesChange {
  readonly path: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

interface MeetingHead {
  readonly id: string;
  readonly schema: 1;
  readonly meeting: string;
  /** Civil time with offset. */
  readonly at: string;
  readonly actor: EventActor;
  readonly sealed: string | null;
}

interface Arrangement {
  readonly on: string;
  readonly time?: string;
  readonly where: string;
  readonly chair: Chair;
  readonly agenda: readonly AgendaItem[];
}

/** A meeting was called; with a day that is over it is entered afterwards. */
export interface MeetingCalled extends MeetingHead, Arrangement {
  readonly type: 'meetingCalled';
  /** The meeting of the pack. */
  readonly kind: string;
  readonly place: string;
  readonly revision: string;
  /** The how manieth of this kind at this place. */
  readonly number: number;
  readonly stage?: string;
}

/** Day, place, chair or agenda became otherwise before there were minutes. */
export interface MeetingChanged extends MeetingHead, Arrangement {
  readonly type: 'meetingChanged';
  readonly reason: string;
}

export interface MeetingCancelled extends MeetingHead {
  readonly type: 'meetingCancelled';
  readonly reason: string;
}

/** Minutes as far as they are written; `closed`: they are complete. */
export interface MinutesKept extends MeetingHead {
  readonly type: 'minutesKept';
  readonly minutes: Minutes;
  readonly closed: boolean;
  /** Who chaired in the end, where that is somebody else. */
  readonly chair?: Chair;
}

/** Closed minutes were wrong: what they say now, and everything that is otherwise. */
export interface MinutesCorrected extends MeetingHead {
  readonly type: 'minutesCorrected';
  readonly minutes: Minutes;
  readonly changes: readonly MinutesChange[];
  readonly reason: string;
}

/** What became of a resolution. */
export interface ResolutionFollowed extends MeetingHead {
  readonly type: 'resolutionFollowed';
  readonly resolution: string;
  readonly text: string;
  readonly done: boolean;
}

/** Everything that happens to a meeting. */
export type MeetingEvent =
  | MeetingCalled
  | MeetingChanged
  | MeetingCancelled
  | MinutesKept
  | MinutesCorrected
  | ResolutionFollowed;
