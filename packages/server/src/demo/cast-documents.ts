import type { JsonValue } from '@cebao/engine';
import type { Person } from '@cebao/pack';
import type { DocumentWrite } from '@cebao/store';
import { INSTANCE, ORGANISATIONS, PEOPLE, PLACES } from '../instance.ts';

/** What of a cast file is kept as it is. */
export interface Cast {
  readonly people: readonly Person[];
  readonly organisations?: readonly { readonly id: string; readonly title: string }[] | undefined;
  readonly places?: readonly { readonly path: string; readonly title: string }[] | undefined;
  readonly first?: string | undefined;
  /** Whom one may switch to on the page, with what they are. */
  readonly switch?: unknown;
  /** Stops of the guided tour: which person, and what the stop needs. */
  readonly tour?: unknown;
}

const put = (collection: string, key: string, value: unknown): DocumentWrite => ({
  put: { collection, key, value: value as JsonValue },
});

/** People, organisations and places of a cast, and what belongs to the instance. */
export function castDocuments(cast: Cast): DocumentWrite[] {
  return [
    ...cast.people.map((person) => put(PEOPLE, person.id, person)),
    ...(cast.organisations ?? []).map((organisation) => put(ORGANISATIONS, organisation.id, organisation)),
    ...(cast.places ?? []).map((place) => put(PLACES, place.path, place)),
    ...instanceDocuments(cast),
  ];
}

/** Whose link is given first, whom one may switch to, and the stops of the tour. */
export function instanceDocuments(
  cast: Pick<Cast, 'first' | 'switch' | 'tour'> & { readonly people: readonly { readonly id: string }[] },
): DocumentWrite[] {
  const first = cast.first ?? cast.people[0]?.id;
  return [
    ...(first === undefined ? [] : [put(INSTANCE, 'first-person', { person: first })]),
    ...(cast.switch === undefined ? [] : [put(INSTANCE, 'switch', cast.switch)]),
    ...(cast.tour === undefined ? [] : [put(INSTANCE, 'tour', cast.tour)]),
  ];
}
