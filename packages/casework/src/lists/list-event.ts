import type { JsonValue } from '@cebao/engine';
import type { EventActor } from '../event.ts';

interface ListEventHead {
  readonly id: string;
  readonly schema: 1;
  /** Whose lists they are: a place with a list of its own, or one above it whose entries reach down. */
  readonly place: string;
  /** Civil time with offset. */
  readonly at: string;
  readonly actor: EventActor;
  readonly sealed: string | null;
}

/** What kind of place it is, from a day on: it says which entries of the places above are meant for it. */
export interface PlaceKindSet extends ListEventHead {
  readonly type: 'kindSet';
  readonly kind: string;
  readonly from: string;
  readonly reason: string;
}

/** An entry comes, goes, or is worded otherwise, from a day on, perhaps for a time. */
export interface ListItemChanged extends ListEventHead {
  readonly type: 'itemChanged';
  readonly list: string;
  readonly change: ListChangeType;
  readonly item: string;
  readonly title?: string;
  readonly part?: string;
  /** Kinds of place it is meant for; absent: all. */
  readonly kinds?: readonly string[];
  readonly data?: Readonly<Record<string, JsonValue>>;
  readonly reason: string;
  readonly from: string;
  readonly until?: string;
  /** The case it was decided in. */
  readonly case?: string;
}

/** The place has gone through its list and lets it be read by everybody. */
export interface ListPublished extends ListEventHead {
  readonly type: 'listPublished';
  readonly list: string;
  readonly on: string;
  readonly note?: string;
}

/** A matter that was not admitted is shown to everybody, or no longer: internal unless somebody says so for this matter. */
export interface ListNoticeSet extends ListEventHead {
  readonly type: 'noticeSet';
  readonly list: string;
  readonly case: string;
  readonly title: string;
  readonly shown: boolean;
  readonly reason: string;
}

export type ListChangeType = 'add' | 'remove' | 'amend';

/** Everything that can happen to the lists of a place. */
export type ListEvent = PlaceKindSet | ListItemChanged | ListPublished | ListNoticeSet;
