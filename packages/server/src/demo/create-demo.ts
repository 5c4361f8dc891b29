import type { JsonValue, Result } from '@cebao/engine';
import type { Rulebook } from '@cebao/pack';
import type { DocumentWrite, NewDecision, Store, StreamAppend } from '@cebao/store';
import { caseStream, decisionsOf } from '../case-desk.ts';
import { type Clock, civilDateOf } from '../clock.ts';
import { ORGANISATIONS, PEOPLE, PLACES } from '../instance.ts';
import { revisionsOf } from '../policies.ts';
import { projectCase } from '../project-case.ts';
import { instanceDocuments } from './cast-documents.ts';
import type { DemoFiles } from './demo-files.ts';
import { type DemoCase, makeCases } from './make-cases.ts';
import { makeOrganisations, makeRoster } from './make-organisations.ts';
import { makePlaces } from './make-places.ts';
import { createStaff } from './staff.ts';

/** The roster of certified social workers, by number. */
export const ROSTER = 'roster';

/**
 * Fills an empty demo store: places, organisations, people and cases in all states, as the files beside the packs say.
 * All of it is one commit, so that a demo is there completely or not at all. The same files, packs and day give the same
 * content.
 *
 * @example
 * await createDemo(store, rulebook, files, Date.now);
 */
export async function createDemo(
  store: Store,
  rulebook: Rulebook,
  files: DemoFiles,
  clock: Clock,
): Promise<Result<void>> {
  const { cast, profile, fields } = files;
  const documents: DocumentWrite[] = [];
  const put = (collection: string, key: string, value: unknown): void =>
    void documents.push({ put: { collection, key, value: value as JsonValue } });
  const places = new Map(
    [...(profile ? makePlaces(profile.places) : []), ...(cast.places ?? [])].map((place) => [place.path, place]),
  );
  const organisations = new Map(
    [...(profile ? makeOrganisations(profile.organisations, profile.region) : []), ...(cast.organisations ?? [])].map(
      (organisation) => [organisation.id, organisation],
    ),
  );
  let people = cast.people;
  let cases: readonly DemoCase[] = [];
  if (profile && fields) {
    const region = rulebook.policy(profile.region);
    if (!region.ok) return region;
    const staff = createStaff(cast.people as never, profile);
    const ground = {
      policy: region.value,
      profile,
      fields,
      cast,
      places: [...places.values()].map((place) => ({ ...place, kind: place.kind ?? '' })),
      organisations: [...organisations.values()],
    };
    const made = makeCases(ground, rulebook, staff, civilDateOf(clock()));
    if (!made.ok) return made;
    cases = [...made.value].sort((a, b) => (a.state.openedOn < b.state.openedOn ? -1 : 1));
    people = staff.people as never;
  }
  for (const place of places.values()) put(PLACES, place.path, place);
  for (const organisation of organisations.values()) put(ORGANISATIONS, organisation.id, organisation);
  for (const person of people) put(PEOPLE, person.id, person);
  for (const entry of makeRoster(profile?.socialWorkers)) put(ROSTER, entry.id, entry);
  documents.push(...instanceDocuments(cast));

  const streams: StreamAppend[] = [];
  const decisions: NewDecision[] = [];
  let position = 0;
  for (const { state, events, policy } of cases) {
    streams.push({
      stream: caseStream(state.id),
      expectedVersion: 0,
      events: events.map((event) => ({
        type: event.type,
        schema: event.schema,
        at: event.at,
        body: event as unknown as JsonValue,
        sealed: event.sealed,
      })),
    });
    for (const event of events) decisions.push(...decisionsOf(event, position++));
    documents.push(...(await projectCase(store, policy, state)));
  }
  const revisions = cases.length === 0 ? { ok: true as const, value: [] } : revisionsOf(rulebook.packs);
  if (!revisions.ok) return revisions;
  const done = await store.commit({ documents, streams, decisions, revisions: revisions.value });
  return done.ok ? { ok: true, value: undefined } : done;
}
