import type { JsonValue } from '@cebao/engine';
import { levelOf, type Pack, type Person } from '@cebao/pack';
import type { Store } from '@cebao/store';
import type { OrganisationRow, PlaceRow } from './api/places.ts';
import { eachDocument } from './each-document.ts';

/** Collections of documents that describe an instance: who is there, and where. */
export const PEOPLE = 'people';
export const ORGANISATIONS = 'organisations';
export const PLACES = 'places';
/** Small facts about the instance, such as whose link is given first. */
export const INSTANCE = 'instance';

/**
 * People, organisations and places of an instance, held in memory: one process writes a store, so what was
 * read stays true until this process writes.
 */
export interface Instance {
  readonly demo: boolean;
  readonly people: readonly Person[];
  findPerson(id: string): Person | undefined;
  readonly organisations: readonly OrganisationRow[];
  readonly places: readonly PlaceRow[];
  findPlace(path: string): PlaceRow | undefined;
  /** The place's name; the path when it has none. */
  titleOf(path: string): string;
  organisationTitle(id: string): string;
}

export async function loadInstance(store: Store, packs: readonly Pack[]): Promise<Instance> {
  const people = await valuesOf<Person>(store, PEOPLE);
  const organisations = await valuesOf<OrganisationRow>(store, ORGANISATIONS);
  const kept = await valuesOf<{ path: string; title: string; kind?: string }>(store, PLACES);
  const places = new Map<string, PlaceRow>();
  const add = (path: string, title: string, kind: string | undefined) =>
    places.set(path, { path, title, ...(kind === undefined ? {} : { kind }), level: levelOf(path) });
  for (const pack of packs) {
    for (const place of pack.places) add(place.path, place.title, place.kind);
  }
  for (const pack of packs)
    if (!places.has(pack.manifest.region)) add(pack.manifest.region, pack.manifest.title, undefined);
  for (const place of kept) add(place.path, place.title, place.kind);
  const peopleById = new Map(people.map((person) => [person.id, person]));
  const organisationsById = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  return {
    demo: store.settings.demo,
    people,
    findPerson: (id) => peopleById.get(id),
    organisations,
    places: [...places.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    findPlace: (path) => places.get(path),
    titleOf: (path) => places.get(path)?.title ?? path,
    organisationTitle: (id) => organisationsById.get(id)?.title ?? id,
  };
}

async function valuesOf<T>(store: Store, collection: string): Promise<T[]> {
  const values: T[] = [];
  for await (const { value } of eachDocument(store, collection)) values.push(value as JsonValue as T);
  return values;
}
