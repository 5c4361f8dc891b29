import type { EventActor } from '../event.ts';
import type { ListEvent, ListItemChanged, ListNoticeSet, ListPublished, PlaceKindSet } from './list-event.ts';

type Kept<T> = Omit<T, 'schema' | 'sealed' | 'type' | 'place' | 'list'>;

export type KindSetting = Kept<PlaceKindSet>;
export type ListChange = Kept<ListItemChanged>;
export type ListPublication = Kept<ListPublished>;
export type ListNotice = Kept<ListNoticeSet>;

/** One list of a place: every change ever, in the order entered. */
export interface KeptList {
  readonly changes: readonly ListChange[];
  readonly publications: readonly ListPublication[];
  /** By case, the last word on it. */
  readonly notices: Readonly<Record<string, ListNotice>>;
}

/** The lists of a place as their events left them. Plain JSON. */
export interface PlaceLists {
  readonly place: string;
  /** Number of events. */
  readonly version: number;
  readonly kinds: readonly KindSetting[];
  readonly lists: Readonly<Record<string, KeptList>>;
}

const NOTHING: KeptList = { changes: [], publications: [], notices: {} };

/** The list of a place by id; an empty one where nothing happened yet. */
export function keptList(lists: PlaceLists | undefined, id: string): KeptList {
  return lists && Object.hasOwn(lists.lists, id) ? (lists.lists[id] as KeptList) : NOTHING;
}

/**
 * The state that events leave. Pure: no policy, no clock.
 *
 * @example
 * const lists = foldPlaceLists(events);
 */
export function foldPlaceLists(events: readonly ListEvent[]): PlaceLists | undefined {
  let lists: PlaceLists | undefined;
  for (const event of events) lists = applyListEvent(lists, event);
  return lists;
}

/** The state after one more event. */
export function applyListEvent(before: PlaceLists | undefined, event: ListEvent): PlaceLists {
  const state: PlaceLists = before ?? { place: event.place, version: 0, kinds: [], lists: {} };
  const next = { ...state, version: state.version + 1 };
  const head: { id: string; at: string; actor: EventActor } = { id: event.id, at: event.at, actor: event.actor };
  if (event.type === 'kindSet') {
    const { kind, from, reason } = event;
    return { ...next, kinds: [...state.kinds, { ...head, kind, from, reason }] };
  }
  const list = keptList(state, event.list);
  const withList = (changed: Partial<KeptList>): PlaceLists => ({
    ...next,
    lists: { ...state.lists, [event.list]: { ...list, ...changed } },
  });
  switch (event.type) {
    case 'itemChanged': {
      const { type: _type, schema: _schema, sealed: _sealed, place: _place, list: _list, ...change } = event;
      return withList({ changes: [...list.changes, change] });
    }
    case 'listPublished': {
      const { on, note } = event;
      return withList({
        publications: [...list.publications, { ...head, on, ...(note === undefined ? {} : { note }) }],
      });
    }
    case 'noticeSet': {
      const { case: about, title, shown, reason } = event;
      return withList({ notices: { ...list.notices, [about]: { ...head, case: about, title, shown, reason } } });
    }
  }
}

/** The kind of a place on a day: the latest that holds; of those of one day the one entered last. */
export function kindAt(lists: PlaceLists | undefined, at: string): KindSetting | undefined {
  let found: KindSetting | undefined;
  for (const setting of lists?.kinds ?? [])
    if (setting.from <= at && (!found || found.from <= setting.from)) found = setting;
  return found;
}
