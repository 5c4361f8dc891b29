import type { Person } from '@cebao/casework';
import type { Result } from '@cebao/engine';
import type { Rulebook } from '@cebao/pack';
import type { OrganisationRow } from '../api/places.ts';
import type { DemoFiles } from './demo-files.ts';
import { enterDemoLists } from './enter-demo-lists.ts';
import { type DemoCase, makeCases } from './make-cases.ts';
import { type DemoMeeting, makeMeetings } from './make-meetings.ts';
import { makeOrganisations } from './make-organisations.ts';
import { type DemoPlaceLists, makePlaceLists } from './make-place-lists.ts';
import { type DemoPlace, makePlaces } from './make-places.ts';
import { type DemoRecord, makeRecords } from './make-records.ts';
import { type DemoSurvey, makeSurveys } from './make-surveys.ts';
import { createStaff } from './staff.ts';

/** Everything one scene of the demo brings. */
export interface MadeScene {
  readonly places: readonly DemoPlace[];
  readonly organisations: readonly OrganisationRow[];
  readonly people: readonly Person[];
  readonly cases: readonly DemoCase[];
  readonly lists: readonly DemoPlaceLists[];
  readonly records: readonly DemoRecord[];
  readonly meetings: readonly DemoMeeting[];
  readonly surveys: readonly DemoSurvey[];
}

/** Makes a scene up to the day before `today`; `prefix` stands before the ids of the people it makes up. */
export function makeScene(
  {
    cast,
    profile,
    fields,
    lists: listFile,
    records: recordFile,
    meetings: meetingFile,
    surveys: surveyFile,
  }: DemoFiles,
  rulebook: Rulebook,
  today: string,
  prefix: string,
): Result<MadeScene> {
  const places = new Map(
    [...(profile ? makePlaces(profile.places) : []), ...(cast.places ?? [])].map((place) => [
      place.path,
      { ...place, kind: place.kind ?? '' },
    ]),
  );
  const organisations = new Map(
    [...(profile ? makeOrganisations(profile.organisations, profile.region) : []), ...(cast.organisations ?? [])].map(
      (organisation) => [organisation.id, organisation as OrganisationRow],
    ),
  );
  const scene = { places: [...places.values()], organisations: [...organisations.values()] };
  const people = cast.people as readonly Person[];
  const keeper = people.find(({ id }) => id === listFile?.by);
  const kept = listFile && rulebook.policy(keeper?.assignments[0]?.place ?? '');
  if (kept && !kept.ok) return kept;
  const lists = listFile && kept ? makePlaceLists(listFile, kept.value, people, prefix) : [];
  const entered = recordFile ? makeRecords(recordFile, rulebook, people, prefix) : { ok: true as const, value: [] };
  if (!entered.ok) return entered;
  const held = meetingFile
    ? makeMeetings(meetingFile, rulebook, people, entered.value, today, prefix)
    : { ok: true as const, value: [] };
  if (!held.ok) return held;
  const asked = surveyFile
    ? makeSurveys(surveyFile, rulebook, people, today, prefix)
    : { ok: true as const, value: [] };
  if (!asked.ok) return asked;
  const books = { lists, records: entered.value, meetings: held.value, surveys: asked.value };
  if (!profile || !fields) return { ok: true, value: { ...scene, people, cases: [], ...books } };
  const region = rulebook.policy(profile.region);
  if (!region.ok) return region;
  const staff = createStaff(people, profile, prefix);
  const made = makeCases({ policy: region.value, profile, fields, cast, ...scene }, rulebook, staff, today);
  if (!made.ok) return made;
  const carried = enterDemoLists(made.value, lists, prefix);
  if (!carried.ok) return carried;
  const after = { ...books, lists: carried.value };
  return { ok: true, value: { ...scene, people: staff.people, cases: made.value, ...after } };
}
