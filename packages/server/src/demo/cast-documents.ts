import type { JsonValue } from '@cebao/engine';
import type { Person } from '@cebao/pack';
import type { DocumentWrite } from '@cebao/store';
import { INSTANCE, ORGANISATIONS, PEOPLE, PLACES } from '../instance.ts';

/** What of a cast file is kept as it is. */
export interface Cast {
  readonly title?: string | undefined;
  readonly people: readonly Person[];
  readonly organisations?: readonly { readonly id: string; readonly title: string }[] | undefined;
  readonly places?: readonly { readonly path: string; readonly title: string }[] | undefined;
  readonly first?: string | undefined;
  /** Whom one may switch to on the page, with what they are. */
  readonly switch?: readonly { readonly person: string; readonly title: string }[] | undefined;
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
    ...instanceDocuments([cast]),
  ];
}

type Scene = Pick<Cast, 'title' | 'first' | 'switch' | 'tour'> & {
  readonly people: readonly { readonly id: string; readonly name: string }[];
};

/**
 * Whose link is given first (the first scene's), whom one may switch to in which scene, and the stops of the tour (those
 * of the first scene that has one).
 */
export function instanceDocuments(scenes: readonly Scene[]): DocumentWrite[] {
  const first = scenes[0]?.first ?? scenes[0]?.people[0]?.id;
  const choices = scenes.flatMap(({ title, people, switch: named }) =>
    (named ?? people.map(({ id, name }) => ({ person: id, title: name }))).map(({ person, title: role }) => ({
      person,
      title: role,
      ...(title === undefined ? {} : { scene: title }),
    })),
  );
  const tour = scenes.find((scene) => scene.tour !== undefined)?.tour;
  return [
    ...(first === undefined ? [] : [put(INSTANCE, 'first-person', { person: first })]),
    ...(scenes.some((scene) => scene.switch !== undefined) ? [put(INSTANCE, 'switch', choices)] : []),
    ...(tour === undefined ? [] : [put(INSTANCE, 'tour', tour)]),
  ];
}
