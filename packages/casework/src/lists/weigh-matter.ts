import { matchTitles } from './match-titles.ts';
import { keptList, kindAt, type PlaceLists } from './place-lists.ts';
import { fitsKind, type Library, type PlaceListEntry, readPlaceList } from './read-place-list.ts';

/** A matter that a body wants places to do. */
export interface Matter {
  /** Id of an entry, when it is known to be one. */
  readonly item?: string | undefined;
  readonly title: string;
  /** Kinds of place it is meant for; absent: all. */
  readonly kinds?: readonly string[] | undefined;
}

/**
 * What a matter is at a place: `listed` it stands in the list; `removed` the place has taken it out; `alike` an entry
 * reads much like it; `new` nothing like it; `otherKind` not meant for this kind of place; `kindUnknown` the kind of the
 * place is not known and the matter is not meant for all.
 */
export type Verdict = 'listed' | 'removed' | 'alike' | 'new' | 'otherKind' | 'kindUnknown';

/** A matter at one place: the verdict, the entry it rests on, and how many entries the place has already. */
export interface WeighedPlace {
  readonly place: string;
  readonly kind?: string;
  readonly verdict: Verdict;
  readonly entry?: { readonly id: string; readonly title: string };
  readonly load: number;
}

interface Weighing {
  readonly at: string;
  readonly list: string;
  readonly matter: Matter;
  /** The library that reaches a place from above. */
  readonly libraryOf: (place: string) => Library;
}

/**
 * Weighs one matter against the lists of many places. Places without changes of their own that share library and kind
 * are judged once.
 *
 * @example
 * weighMatter([{ place: 'nm/x/y/z/v', lists }], { at: '2026-11-25', list: 'duties', matter: { title: 'survey' }, libraryOf });
 */
export function weighMatter(
  places: Iterable<{ readonly place: string; readonly lists?: PlaceLists | undefined }>,
  weighing: Weighing,
): WeighedPlace[] {
  const { at, list } = weighing;
  const matches = matcherOf(weighing.matter.title);
  const shared = new Map<Library, Map<string, Omit<WeighedPlace, 'place'>>>();
  const result: WeighedPlace[] = [];
  for (const { place, lists } of places) {
    const library = weighing.libraryOf(place);
    if (keptList(lists, list).changes.length > 0) {
      result.push({ place, ...weighAt(place, lists, library, weighing, matches) });
      continue;
    }
    const kind = kindAt(lists, at)?.kind ?? '';
    const known = shared.get(library) ?? new Map<string, Omit<WeighedPlace, 'place'>>();
    shared.set(library, known);
    const weighed = known.get(kind) ?? weighAt(place, lists, library, weighing, matches);
    known.set(kind, weighed);
    result.push({ place, ...weighed });
  }
  return result;
}

function weighAt(
  place: string,
  lists: PlaceLists | undefined,
  library: Library,
  { at, list, matter }: Weighing,
  matches: (title: string) => ReturnType<typeof matchTitles>,
): Omit<WeighedPlace, 'place'> {
  const read = readPlaceList(library, list, place, lists, at);
  const kind = read.kind?.kind;
  const shared = { ...(kind === undefined ? {} : { kind }), load: read.entries.length };
  const isSame = (entry: PlaceListEntry) => entry.id === matter.item || matches(entry.title) === 'same';
  const named = (entry: PlaceListEntry) => ({ entry: { id: entry.id, title: entry.title } });
  const listed = read.entries.find(isSame);
  if (listed) return { ...shared, verdict: 'listed', ...named(listed) };
  const removed = read.leftOut.find(({ why, entry }) => why === 'removed' && isSame(entry));
  if (removed) return { ...shared, verdict: 'removed', ...named(removed.entry) };
  if (!fitsKind(matter.kinds === undefined ? {} : { kinds: matter.kinds }, kind))
    return { ...shared, verdict: kind === undefined ? 'kindUnknown' : 'otherKind' };
  const alike = read.entries.find(({ title }) => matches(title) === 'alike');
  return alike ? { ...shared, verdict: 'alike', ...named(alike) } : { ...shared, verdict: 'new' };
}

/** How titles match the matter's, each looked at once: most places have the same entries. */
function matcherOf(matter: string): (title: string) => ReturnType<typeof matchTitles> {
  const known = new Map<string, ReturnType<typeof matchTitles>>();
  return (title) => {
    if (!known.has(title)) known.set(title, matchTitles(title, matter));
    return known.get(title);
  };
}
