import { type Assignment, levelOf, type Person, type Policy, type Step } from '@cebao/pack';
import type { DocumentWrite, ViewEntry } from '@cebao/store';
import type { CaseRow } from './api/cases.ts';
import { INSTANCE } from './instance.ts';
import type { Policies } from './policies.ts';

/* In which ordered lists a case stands, so that whoever asks reads their own part of all cases and nothing else. What
   they may see of it is still decided case by case (`maySeeRow`): the lists hold at least what they may see. */

/** Which lists cases stand in: raised when what is below changes, so that kept cases are listed anew. */
export const CASE_LISTS = 1;

/** Says that the cases of a store stand in these lists. */
export const CASES_ARE_LISTED: DocumentWrite = {
  put: { collection: INSTANCE, key: 'case-lists', value: CASE_LISTS },
};

/** What of a case its lists are made of. */
interface ListedCase {
  readonly id: string;
  readonly title: string;
  readonly flow: string;
  readonly place: string;
  readonly state: CaseRow['state'];
  readonly changedOn: string;
  readonly parties: Readonly<Record<string, string>>;
  readonly participants: readonly string[];
  readonly waiting: readonly {
    readonly bodies: readonly string[];
    readonly settlers?: { readonly bodies: readonly string[] };
    readonly due?: NonNullable<Step['due']>;
  }[];
}

/** Order of a case in its lists: when it changed last, and its id. */
export function caseOrder({ changedOn, id }: Pick<ListedCase, 'changedOn' | 'id'>): string {
  return `${changedOn}|${id}`;
}

/** The lists of a case: by place and every place above, by person and organisation, by state, by who is waited for. */
export function caseViews(policy: Policy, row: ListedCase): ViewEntry[] {
  const order = caseOrder(row);
  const holders = [
    ...placesAbove(row.place).map(placeView),
    ...row.participants.map(personView),
    ...Object.values(row.parties).map(organisationView),
  ];
  const states = statesShown(policy, row);
  const views = new Set([
    ...holders,
    ...holders.flatMap((holder) => states.map((state) => inState(holder, state))),
    ...waitingViews(policy, row),
  ]);
  return [...views].map((view) => ({ view, order }));
}

/** The words by which a case is found. */
export function caseText({ title, id }: Pick<ListedCase, 'title' | 'id'>): string {
  return `${title}\n${id}`;
}

/**
 * The lists in which a person finds every case that they may see; only those of a place and below, or in a state, if
 * that is asked. Ended cases are most of all: they have no list of their own.
 */
export function viewsOfPerson(
  policies: Pick<Policies, 'newest'>,
  person: Person,
  asked: { readonly state?: CaseRow['state'] | undefined; readonly place?: string | undefined } = {},
): string[] {
  const held = person.assignments.filter((one) => seesByPlace(policies, one)).map(({ place }) => place);
  const places = widest(held).flatMap((place) => {
    if (asked.place === undefined || isAt(place, asked.place)) return [place];
    return isAt(asked.place, place) ? [asked.place] : [];
  });
  const organisations = person.assignments.flatMap(({ organisation }) => organisation ?? []);
  const views = [...places.map(placeView), personView(person.id), ...new Set(organisations.map(organisationView))];
  return asked.state === undefined || asked.state === 'ended'
    ? views
    : views.map((view) => inState(view, asked.state as string));
}

/** Whether a role sees cases for the place at which it is held: one that acts for nobody and oversees nothing sees none. */
function seesByPlace(policies: Pick<Policies, 'newest'>, { role, place, organisation }: Assignment): boolean {
  if (organisation !== undefined) return false;
  const policy = policies.newest(place);
  if (!policy.ok) return true;
  const known = policy.value.findRole(role);
  return known === undefined || known.actsFor !== undefined || known.may?.includes('oversee') === true;
}

/** The lists of what may wait for a person, by the roles they hold. */
export function taskViewsOf(person: Person): string[] {
  const views = person.assignments.flatMap(({ role, place, organisation }) => [
    waitingView(role, place),
    ...(organisation === undefined ? [] : [waitingView(role, `:${organisation}`)]),
    waitingView(role, ':'),
  ]);
  return [...new Set(views)];
}

/** Who can do what waits in a case: each role that acts for the body, where it must be held. */
function waitingViews(policy: Policy, row: ListedCase): string[] {
  const bodies = row.waiting.flatMap(({ bodies, settlers, due }) => [
    ...bodies,
    ...(settlers?.bodies ?? []),
    ...(due?.escalate === undefined ? [] : [due.escalate.to]),
  ]);
  return policy.roles
    .filter(({ actsFor }) => actsFor !== undefined && bodies.includes(actsFor))
    .flatMap((role) =>
      role.organisation
        ? [waitingView(role.id, `:${row.parties[role.actsFor ?? ''] ?? ''}`)]
        : placesAbove(row.place)
            .filter((place) => role.level === undefined || levelOf(place) === role.level)
            .map((place) => waitingView(role.id, place)),
    );
}

/** States in which a case is shown to somebody: one that is not seen whole by all is told to each by their own part. */
function statesShown(policy: Policy, row: ListedCase): readonly string[] {
  if (policy.findFlow(row.flow)?.visibility !== undefined) return ['open', 'returned', 'withdrawn'];
  return row.state === 'ended' ? [] : [row.state];
}

const placeView = (place: string) => `place|${place}`;
const personView = (person: string) => `person|${person}`;
const organisationView = (organisation: string) => `organisation|${organisation}`;
const waitingView = (role: string, where: string) => `waits|${role}|${where}`;
const inState = (view: string, state: string) => `${view}|${state}`;

/** A place and every place above it. */
function placesAbove(place: string): string[] {
  const segments = place.split('/');
  return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}

/** Places without those that lie in others of them. */
function widest(places: readonly string[]): string[] {
  return [...new Set(places)].filter((place) => !places.some((other) => other !== place && isAt(place, other)));
}

function isAt(place: string, above: string): boolean {
  return place === above || place.startsWith(`${above}/`);
}
