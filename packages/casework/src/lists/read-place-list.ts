import type { JsonValue } from '@cebao/engine';
import type { Basis, Citation, ReadEntry } from '@cebao/pack';
import { type KindSetting, keptList, kindAt, type ListChange, type PlaceLists } from './place-lists.ts';

/** An entry of the list of a place, and who put it there. */
export interface PlaceListEntry {
  readonly id: string;
  readonly title: string;
  readonly part?: string;
  /** Kinds of place it is meant for; absent: all. */
  readonly kinds?: readonly string[];
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly from?: string;
  readonly until?: string;
  /** The place that added it; absent: the pack. */
  readonly addedAt?: string;
  /** Layer of the pack that states it, by position. */
  readonly layer?: number;
  readonly basis?: Basis;
  readonly sources?: readonly Citation[];
  readonly note?: string;
  readonly reason?: string;
  readonly case?: string;
  /** Places that worded it otherwise, upper first, and why. */
  readonly amended: readonly { readonly place: string; readonly reason: string; readonly case?: string }[];
}

/** An entry that the list does not have, and why: meant for another kind of place, or taken away. */
export interface LeftOut {
  readonly entry: PlaceListEntry;
  readonly why: 'otherKind' | 'kindUnknown' | 'removed';
  readonly removedAt?: string;
  readonly reason?: string;
  readonly case?: string;
}

/** The list of a place on a day. */
export interface PlaceList {
  readonly place: string;
  readonly kind?: KindSetting;
  readonly entries: readonly PlaceListEntry[];
  readonly leftOut: readonly LeftOut[];
  /** How many entries differ here from what comes from above. */
  readonly deviations: number;
}

/** Entries for places, by id, with those taken away. */
export interface Library {
  readonly entries: ReadonlyMap<string, PlaceListEntry>;
  readonly removed: readonly LeftOut[];
}

/** The entries that the pack states. */
export function packLibrary(stated: readonly ReadEntry[]): Library {
  const entries = new Map<string, PlaceListEntry>();
  for (const { id, title, part, placeKinds, data, from, until, basis, sources, note, layer } of stated)
    entries.set(id, {
      id,
      title,
      ...(part === undefined ? {} : { part }),
      ...(placeKinds === undefined ? {} : { kinds: placeKinds }),
      data: (data ?? {}) as Record<string, JsonValue>,
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
      layer,
      ...(basis === undefined ? {} : { basis }),
      ...(sources === undefined ? {} : { sources }),
      ...(note === undefined ? {} : { note }),
      amended: [],
    });
  return { entries, removed: [] };
}

/** A library with the changes of one more place laid on: those that hold on the day, by the day they begin. */
export function layOn(library: Library, place: string, changes: readonly ListChange[], at: string): Library {
  const due = changes
    .map((change, order) => ({ change, order }))
    .filter(({ change: { from, until } }) => from <= at && (until === undefined || at <= until))
    .sort((a, b) => (a.change.from < b.change.from ? -1 : a.change.from > b.change.from ? 1 : a.order - b.order));
  if (due.length === 0) return library;
  const entries = new Map(library.entries);
  const removed = new Map(library.removed.map((one) => [one.entry.id, one]));
  for (const { change } of due) {
    const known = entries.get(change.item);
    const told = { reason: change.reason, ...(change.case === undefined ? {} : { case: change.case }) };
    if (change.change === 'remove') {
      if (known) removed.set(change.item, { entry: known, why: 'removed', removedAt: place, ...told });
      entries.delete(change.item);
    } else if (change.change === 'add') {
      removed.delete(change.item);
      entries.set(change.item, {
        id: change.item,
        title: change.title ?? known?.title ?? change.item,
        ...given('part', change.part ?? known?.part),
        ...given('kinds', change.kinds ?? known?.kinds),
        data: { ...known?.data, ...change.data },
        from: change.from,
        ...given('until', change.until),
        addedAt: place,
        ...told,
        amended: [],
      });
    } else if (known) {
      entries.set(change.item, {
        ...known,
        ...given('title', change.title),
        ...given('part', change.part),
        ...given('kinds', change.kinds),
        data: { ...known.data, ...change.data },
        amended: [...known.amended, { place, ...told }],
      });
    }
  }
  return { entries, removed: [...removed.values()] };
}

function given<K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [k in K]?: V };
}

/** The library that reaches a place from above: the pack's, then what each place above has changed, upper first. */
export function libraryAbove(
  stated: readonly ReadEntry[],
  list: string,
  above: readonly PlaceLists[],
  at: string,
): Library {
  return above.reduce(
    (library, one) => layOn(library, one.place, keptList(one, list).changes, at),
    packLibrary(stated),
  );
}

/** Whether an entry is meant for a kind of place. */
export function fitsKind(entry: { readonly kinds?: readonly string[] }, kind: string | undefined): boolean {
  return entry.kinds === undefined || entry.kinds.length === 0 || (kind !== undefined && entry.kinds.includes(kind));
}

/**
 * The list of a place on a day: what comes from above for its kind, and its own deviations. What the place added itself
 * holds whatever its kind.
 *
 * @example
 * readPlaceList(libraryAbove(entries, 'duties', [banner], '2026-11-25'), 'duties', 'nm/x/y/z/v', lists, '2026-11-25');
 */
export function readPlaceList(
  library: Library,
  list: string,
  place: string,
  own: PlaceLists | undefined,
  at: string,
): PlaceList {
  const kind = kindAt(own, at);
  const laid = layOn(library, place, keptList(own, list).changes, at);
  const entries: PlaceListEntry[] = [];
  const leftOut: LeftOut[] = [...laid.removed];
  for (const entry of laid.entries.values()) {
    if (entry.addedAt === place || fitsKind(entry, kind?.kind)) entries.push(entry);
    else leftOut.push({ entry, why: kind ? 'otherKind' : 'kindUnknown' });
  }
  const deviations =
    entries.filter(({ addedAt, amended }) => addedAt === place || amended.some((one) => one.place === place)).length +
    laid.removed.filter(({ removedAt }) => removedAt === place).length;
  return { place, ...(kind ? { kind } : {}), entries, leftOut, deviations };
}
