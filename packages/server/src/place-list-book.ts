import {
  type AskedOfList,
  areIdentical,
  askAboutList,
  foldPlaceLists,
  keptList,
  type Library,
  type ListEvent,
  libraryAbove,
  type PlaceList,
  type PlaceListEntry,
  type PlaceLists,
  readPlaceList,
} from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { isWithin, type List, levelOf, type Policy, readList } from '@cebao/pack';
import type { DocumentWrite, Store } from '@cebao/store';
import type { PlaceRow } from './api/places.ts';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';

/** The lists of each place: documents made from the events of `list/<place>` and nothing else. */
export const PLACE_LISTS = 'place-lists';

const STREAM = 'list/';

/** The stream of the lists of a place. */
export function listStream(place: string): string {
  return `${STREAM}${place}`;
}

/** Whether a stream is that of a place's lists. */
export function isListStream(stream: string): boolean {
  return stream.startsWith(STREAM);
}

/** The document that follows from the lists of a place. */
export function projectPlaceLists(lists: PlaceLists): DocumentWrite {
  return {
    put: { collection: PLACE_LISTS, key: lists.place, value: inKeyOrder(lists) },
  };
}

export async function readPlaceLists(store: Store, place: string): Promise<PlaceLists | undefined> {
  return (await store.readDocument(PLACE_LISTS, place))?.value as unknown as PlaceLists | undefined;
}

/** The lists of a place from its events: what a writer decides on. */
export async function loadPlaceLists(store: Store, place: string): Promise<PlaceLists | undefined> {
  const events = await store.readStream(listStream(place));
  return foldPlaceLists(events.map(({ body }) => body as unknown as ListEvent));
}

/** A list kept per place, with the policy that states it. */
export interface FoundList {
  readonly list: List & { readonly perPlace: NonNullable<List['perPlace']> };
  readonly policy: Policy;
}

/** The lists per place that a policy knows: the one nearest to it speaks for each id. */
export function placeListsOf(policy: Policy): FoundList['list'][] {
  return Object.values(policy.layered.lists).flatMap((stated) => {
    const list = [...stated].reverse().find(({ item }) => item.perPlace)?.item;
    return list?.perPlace ? [list as FoundList['list']] : [];
  });
}

/** A list at a place; refused where the pack of the place has none. */
export function getList(services: Services, id: string, place: string): FoundList {
  const policy = services.policies.newest(place);
  const list = policy.ok ? placeListsOf(policy.value).find((one) => one.id === id) : undefined;
  if (!policy.ok || list === undefined) throw new Refusal(404, 'unknownList', { params: { id } });
  return { list, policy: policy.value };
}

/** Reads the lists of many places: what comes from above is worked out once for places side by side. */
export class PlaceListReader {
  readonly found: FoundList;
  private readonly at: string;
  private readonly kept: ReadonlyMap<string, PlaceLists>;
  private readonly libraries = new Map<string, Library>();
  private readonly policyOf: (place: string) => Policy | undefined;

  constructor(
    found: FoundList,
    at: string,
    kept: ReadonlyMap<string, PlaceLists>,
    policyOf: (place: string) => Policy | undefined,
  ) {
    this.found = found;
    this.at = at;
    this.kept = kept;
    this.policyOf = policyOf;
  }

  listsOf(place: string): PlaceLists | undefined {
    return this.kept.get(place);
  }

  /** What reaches a place from the pack and the places above. */
  libraryOf(place: string): Library {
    const parent = place.slice(0, Math.max(0, place.lastIndexOf('/')));
    const known = this.libraries.get(parent);
    if (known) return known;
    const policy = this.policyOf(place) ?? this.found.policy;
    const stated = readList(policy.layered, this.found.list.id, this.at) ?? [];
    const above = parent
      .split('/')
      .map((_, index, parts) => this.kept.get(parts.slice(0, index + 1).join('/')))
      .filter((one) => one !== undefined);
    const library = libraryAbove(stated, this.found.list.id, above, this.at);
    this.libraries.set(parent, library);
    return library;
  }

  read(place: string): PlaceList {
    return readPlaceList(this.libraryOf(place), this.found.list.id, place, this.kept.get(place), this.at);
  }
}

/** A reader of the lists of one place. */
export async function readerAt(
  services: Services,
  found: FoundList,
  place: string,
  at: string,
): Promise<PlaceListReader> {
  const kept = new Map<string, PlaceLists>();
  const parts = place.split('/');
  for (const index of parts.keys()) {
    const path = parts.slice(0, index + 1).join('/');
    const lists = await readPlaceLists(services.store, path);
    if (lists) kept.set(path, lists);
  }
  return new PlaceListReader(found, at, kept, () => found.policy);
}

/** A reader of the lists of all places at and below one, and of those above it. */
export async function readerBelow(
  services: Services,
  found: FoundList,
  under: string,
  at: string,
): Promise<PlaceListReader> {
  const kept = new Map<string, PlaceLists>();
  for await (const { key, value } of eachDocument(services.store, PLACE_LISTS))
    if (isWithin(key, under) || isWithin(under, key)) kept.set(key, value as unknown as PlaceLists);
  // Places without a pack of their own are answered by the nearest one above.
  const regions = services.policies
    .packs()
    .map(({ manifest }) => manifest.region)
    .sort((a, b) => b.length - a.length);
  return new PlaceListReader(found, at, kept, (place) => {
    const region = regions.find((one) => isWithin(place, one));
    const policy = region === undefined ? undefined : services.policies.newest(region);
    return policy?.ok ? policy.value : undefined;
  });
}

/** The places below that have a list of their own. */
export function placesWithList(services: Services, { list }: FoundList, under: string): PlaceRow[] {
  return services
    .instance()
    .places.filter(({ path }) => isWithin(path, under) && levelOf(path) === list.perPlace.level);
}

/** What the pack says about lists being alike or not. */
export function askWhetherAlike(
  { list, policy }: FoundList,
  lists: readonly PlaceList[],
  at: string,
): AskedOfList | undefined {
  const question = list.perPlace.decisions?.compare;
  if (!question || lists.length === 0) return undefined;
  const asked = askAboutList(policy, question, { places: lists.length, identical: areIdentical(lists) }, at);
  return asked.ok ? asked.value : undefined;
}

/** Rows of a list as facts of a case at a place (`opens.lists`): what holds today, and what is decided for later. */
export async function listFacts(
  services: Services,
  policy: Policy,
  flow: string,
  place: string,
): Promise<Record<string, JsonValue>> {
  const facts: Record<string, JsonValue> = {};
  for (const [name, { list: id }] of Object.entries(policy.findFlow(flow)?.opens?.lists ?? {})) {
    const list = placeListsOf(policy).find((one) => one.id === id);
    if (!list) continue;
    const at = services.today();
    const reader = await readerAt(services, { list, policy }, place, at);
    const entries =
      levelOf(place) === list.perPlace.level
        ? reader.read(place).entries
        : [...reader.libraryOf(`${place}/_`).entries.values()];
    const rows = [...entries, ...upcomingEntries(reader, id, place, at)];
    facts[name] = rows.map(({ id: entry, title, part, kinds, data }) => ({
      id: entry,
      title,
      ...(part === undefined ? {} : { part }),
      kinds: [...(kinds ?? [])],
      data: { ...data },
    }));
  }
  return facts;
}

/** What was added at a place and above it but does not hold yet: it is decided, and so as good as listed. */
function upcomingEntries(
  reader: PlaceListReader,
  list: string,
  place: string,
  at: string,
): Pick<PlaceListEntry, 'id' | 'title' | 'part' | 'kinds' | 'data'>[] {
  return place
    .split('/')
    .flatMap((_, index, parts) => keptList(reader.listsOf(parts.slice(0, index + 1).join('/')), list).changes)
    .filter(({ change, from }) => change === 'add' && from > at)
    .map(({ item, title = item, part, kinds, data = {} }) => ({
      id: item,
      title,
      data,
      ...(part === undefined ? {} : { part }),
      ...(kinds === undefined ? {} : { kinds }),
    }));
}
