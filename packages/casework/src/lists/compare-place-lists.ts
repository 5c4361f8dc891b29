import type { PlaceList, PlaceListEntry } from './read-place-list.ts';

/** Where two lists differ. */
export interface ListComparison {
  readonly same: readonly PlaceListEntry[];
  readonly onlyFirst: readonly PlaceListEntry[];
  readonly onlySecond: readonly PlaceListEntry[];
  /** In both, worded otherwise. */
  readonly differing: readonly { readonly first: PlaceListEntry; readonly second: PlaceListEntry }[];
}

/** Compares two lists entry by entry. */
export function comparePlaceLists(first: PlaceList, second: PlaceList): ListComparison {
  const others = new Map(second.entries.map((entry) => [entry.id, entry]));
  const mine = new Set(first.entries.map(({ id }) => id));
  const same: PlaceListEntry[] = [];
  const differing: { first: PlaceListEntry; second: PlaceListEntry }[] = [];
  for (const entry of first.entries) {
    const other = others.get(entry.id);
    if (!other) continue;
    if (contentOf(entry) === contentOf(other)) same.push(entry);
    else differing.push({ first: entry, second: other });
  }
  return {
    same,
    differing,
    onlyFirst: first.entries.filter(({ id }) => !others.has(id)),
    onlySecond: second.entries.filter(({ id }) => !mine.has(id)),
  };
}

/** Whether lists have the same entries, worded alike. Of fewer than two lists this cannot be said. */
export function areIdentical(lists: readonly Pick<PlaceList, 'entries'>[]): boolean {
  const [first, ...others] = lists.map(({ entries }) => entries.map(contentOf).sort().join('\n'));
  return others.length > 0 && others.every((one) => one === first);
}

function contentOf({ id, title, part, data }: PlaceListEntry): string {
  const sorted = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([id, title, part ?? null, sorted]);
}
