import type { JsonValue, Result } from '@cebao/engine';
import type { Person, Rulebook } from '@cebao/pack';
import type { Store } from '@cebao/store';
import type { OrganisationRow } from '../api/places.ts';
import type { Clock } from '../clock.ts';
import { INSTANCE, ORGANISATIONS, PEOPLE, PLACES } from '../instance.ts';

/** The demo's files beside the packs: who is who, and how much of everything there is. */
export interface DemoFiles {
  readonly profile: JsonValue;
  readonly cast: DemoCast;
}

/** `cast.json`: the people of the demo, their organisations and places, and whose link is given first. */
export interface DemoCast {
  readonly people: readonly Person[];
  readonly organisations?: readonly OrganisationRow[];
  readonly places?: readonly { readonly path: string; readonly title: string; readonly kind?: string }[];
  readonly first?: string;
}

/**
 * Fills an empty demo store. All of it is one commit, so that a demo is there completely or not at all.
 *
 * @example
 * await createDemo(store, rulebook, files.profile, files.cast, Date.now);
 */
export async function createDemo(store: Store, _rulebook: Rulebook, _profile: JsonValue, cast: DemoCast, _clock: Clock): Promise<Result<void>> {
  const put = (collection: string, key: string, value: unknown) => ({ put: { collection, key, value: value as JsonValue } });
  const first = cast.first ?? cast.people[0]?.id;
  const done = await store.commit({
    documents: [
      ...cast.people.map((person) => put(PEOPLE, person.id, person)),
      ...(cast.organisations ?? []).map((organisation) => put(ORGANISATIONS, organisation.id, organisation)),
      ...(cast.places ?? []).map((place) => put(PLACES, place.path, place)),
      ...(first === undefined ? [] : [put(INSTANCE, 'first-person', { person: first })]),
    ],
  });
  return done.ok ? { ok: true, value: undefined } : done;
}
