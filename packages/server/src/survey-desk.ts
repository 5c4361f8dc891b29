import { randomBytes } from 'node:crypto';
import {
  type AnonymousAnswer,
  applySurveyEvent,
  askAboutSurvey,
  checkAnswer,
  decideSurvey,
  type HeldSurvey,
  inNoOrder,
  type SurveyCommand,
  type SurveyEvent,
  weighSurvey,
} from '@cebao/casework';
import type { Issue, JsonValue } from '@cebao/engine';
import { isWithin, levelOf, mayAct, type Policy, type Survey } from '@cebao/pack';
import type { DocumentWrite } from '@cebao/store';
import type { OpenSurveyReply, OpenSurveyRequest, SurveyForm, SurveyReply, SurveysReply } from './api/surveys.ts';
import { civilDateOf, civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import { eachDocument } from './each-document.ts';
import { Refusal } from './problem.ts';
import { refuseIssues } from './refuse-issues.ts';
import { newSecret, secretHash } from './secrets.ts';
import type { Services } from './services.ts';
import {
  loadBag,
  loadSurvey,
  loadSurveys,
  projectSurvey,
  putBag,
  SURVEY_BAGS,
  SURVEY_TOKENS,
  type SurveyToken,
  surveyStream,
} from './survey-book.ts';
import type { Viewer } from './viewer.ts';

/** Without the param nothing is shown of fewer than so many. */
const FEWEST = 5;

interface Found {
  readonly held: HeldSurvey;
  readonly policy: Policy;
  readonly kind: Survey;
}

/** A survey with the law it was opened under; undefined where the person may not read it. */
async function readable(services: Services, viewer: Viewer, held: HeldSurvey): Promise<Found | undefined> {
  const policy = await services.policies.ofRevision(held.revision, held.place);
  const kind = policy?.surveys.find(({ id }) => id === held.kind);
  if (policy === undefined || kind === undefined) return undefined;
  const bodies = [...kind.openers, ...(kind.readers ?? []), ...kind.sides.flatMap((side) => side.bodies ?? [])];
  return mayAct(policy, [...new Set(bodies)], { place: held.place }, viewer.person).ok
    ? { held, policy, kind }
    : undefined;
}

async function getSurvey(services: Services, viewer: Viewer, id: string): Promise<Found> {
  const held = await loadSurvey(services.store, id);
  const found = held && (await readable(services, viewer, held));
  if (found === undefined) throw new Refusal(404, 'unknownSurvey');
  return found;
}

export async function surveysReplyOf(services: Services, viewer: Viewer): Promise<SurveysReply> {
  const instance = services.instance();
  const surveys: SurveysReply['surveys'] = [];
  for (const held of await loadSurveys(services.store)) {
    const found = await readable(services, viewer, held);
    if (found) surveys.push(rowOf(services, found));
  }
  const mayOpen: SurveysReply['mayOpen'] = [];
  for (const { path: place, title: placeTitle } of instance.places) {
    if (!viewer.person.assignments.some((held) => isWithin(place, held.place))) continue;
    const policy = services.policies.newest(place);
    for (const kind of policy.ok ? policy.value.surveys : [])
      if (policy.ok && kind.level === levelOf(place) && mayAct(policy.value, kind.openers, { place }, viewer.person).ok)
        mayOpen.push({ kind: kind.id, title: kind.title, place, placeTitle });
  }
  const newest = surveys.sort((a, b) => (a.openedOn < b.openedOn ? 1 : a.openedOn > b.openedOn ? -1 : 0));
  return { surveys: newest, mayOpen, demo: services.store.settings.demo };
}

/** A side of a closed survey, as it may be counted. */
export interface ClosedSide {
  readonly survey: string;
  readonly place: string;
  readonly side: string;
  readonly subject: string;
  readonly openedOn: string;
  readonly closedOn: string;
  readonly invited: number;
  readonly answered: number;
  readonly satisfied: number;
}

/** The sides of closed surveys that the person may read, where enough answered that a result is shown. */
export async function closedSides(services: Services, viewer: Viewer, kindId: string): Promise<ClosedSide[]> {
  const sides: ClosedSide[] = [];
  for (const held of await loadSurveys(services.store)) {
    if (held.kind !== kindId || held.closed === undefined) continue;
    const found = await readable(services, viewer, held);
    if (found === undefined) continue;
    const { policy, kind } = found;
    const head = {
      survey: held.id,
      place: held.place,
      subject: held.subject,
      openedOn: held.at.slice(0, 10),
      closedOn: held.closed.at.slice(0, 10),
    };
    for (const one of weighSurvey(policy, kind, held, fewestOf(policy, kind, held)))
      if (one.answered !== undefined && one.satisfied !== undefined) {
        const { side, invited, answered, satisfied } = one;
        sides.push({ ...head, side, invited, answered, satisfied });
      }
  }
  return sides;
}

function rowOf(services: Services, { held, kind }: Found): SurveysReply['surveys'][number] {
  return {
    id: held.id,
    kind: kind.id,
    title: kind.title,
    subject: held.subject,
    place: held.place,
    placeTitle: services.instance().titleOf(held.place),
    openedOn: held.at.slice(0, 10),
    until: held.until,
    ...(held.closed ? { closedOn: held.closed.at.slice(0, 10) } : {}),
  };
}

/** A survey. While it runs nothing is told of answers without names, not even how many; results come once it is closed. */
export async function surveyReplyOf(services: Services, viewer: Viewer, id: string): Promise<SurveyReply> {
  return show(services, viewer, await getSurvey(services, viewer, id));
}

function show(services: Services, viewer: Viewer, found: Found): SurveyReply {
  const { held, policy, kind } = found;
  const instance = services.instance();
  const fewest = fewestOf(policy, kind, held);
  const results = weighSurvey(policy, kind, held, fewest);
  const acts = (bodies: readonly string[]) => mayAct(policy, bodies, { place: held.place }, viewer.person);
  const asked = held.closed ? askAboutSurvey(policy, kind, results, held.closed.at.slice(0, 10)) : [];
  return {
    ...rowOf(services, found),
    ...(kind.note === undefined ? {} : { note: kind.note }),
    fewest,
    rule: { ...held.rule },
    populations: held.populations.map((one) => ({ ...one, placeTitle: instance.titleOf(one.place) })),
    sides: kind.sides.map((side, index) => {
      const { invited = 0, answered, satisfied, counts = [] } = results[index] ?? {};
      const done = (body: string) => held.named.some((one) => one.side === side.id && one.actor.body === body);
      const may = side.bodies ? acts(side.bodies) : undefined;
      return {
        id: side.id,
        title: side.title,
        named: side.bodies !== undefined,
        bodies: (side.bodies ?? []).map((body) => ({
          title: policy.bodies.find((one) => one.id === body)?.title ?? body,
          answered: done(body),
        })),
        invited,
        ...(answered === undefined ? {} : { answered }),
        ...(satisfied === undefined ? {} : { satisfied }),
        counts: counts.map((one) => ({ ...one, title: choiceTitle(policy, side.form, one.field, one.choice) })),
        form: formOf(policy, side.form),
        mayAnswer: held.closed === undefined && may?.ok === true && !done(may.as.body),
      };
    }),
    asked,
    mayClose: held.closed === undefined && acts(kind.openers).ok,
    demo: services.store.settings.demo,
  };
}

function fewestOf(policy: Policy, kind: Survey, held: HeldSurvey): number {
  const { value } = policy.findParam(kind.fewest, held.at.slice(0, 10)) ?? {};
  return typeof value === 'number' ? value : FEWEST;
}

function formOf(policy: Policy, id: string) {
  const form = policy.findForm(id);
  if (form === undefined) throw new Refusal(404, 'unknownSurvey');
  return form;
}

function choiceTitle(policy: Policy, form: string, field: string, choice: string): string {
  const fields = policy.findForm(form)?.schema['properties'] as
    | Record<string, { oneOf?: { const: JsonValue; title?: string }[] }>
    | undefined;
  return fields?.[field]?.oneOf?.find((one) => String(one.const) === choice)?.title ?? choice;
}

/** Opens a survey; the links are told here and never again. */
export async function openSurvey(
  services: Services,
  viewer: Viewer,
  { kind: id, ...request }: OpenSurveyRequest,
): Promise<OpenSurveyReply> {
  const policy = services.policies.newest(request.place);
  const kind = policy.ok ? policy.value.surveys.find((one) => one.id === id) : undefined;
  if (!policy.ok || kind === undefined) throw new Refusal(404, 'unknownSurvey');
  if (request.populations.some(({ place }) => !isWithin(place, request.place)))
    throw new Refusal(422, 'surveyRefused', { issues: [{ code: 'unknownPlace', path: '/populations', params: {} }] });
  const decided = decide(services, viewer, policy.value, kind, undefined, { type: 'open', ...request });
  const held = applySurveyEvent(undefined, decided.event) as HeldSurvey;
  const tokens: DocumentWrite[] = [];
  const links: OpenSurveyReply['links'] = [];
  for (const side of kind.sides.filter(({ bodies }) => bodies === undefined))
    for (const { place, number } of decided.drawn) {
      const secret = newSecret();
      const value = { place, side: side.id, survey: held.id };
      tokens.push({ put: { collection: SURVEY_TOKENS, key: secretHash(secret), value, expectedVersion: 0 } });
      links.push({ placeTitle: services.instance().titleOf(place), number, path: `/public/surveys#t=${secret}` });
    }
  // In the order of their hashes: where a link stands tells nothing of whose it is.
  tokens.sort((a, b) => ('put' in a && 'put' in b && a.put.key < b.put.key ? -1 : 1));
  await commit(services, held.id, 0, decided.event, [projectSurvey(held), ...tokens]);
  return { survey: show(services, viewer, { held, policy: policy.value, kind }), links };
}

/** A body answers in its own name. */
export async function answerByName(
  services: Services,
  viewer: Viewer,
  id: string,
  side: string,
  data: Record<string, JsonValue>,
): Promise<SurveyReply> {
  const { held, policy, kind } = await getSurvey(services, viewer, id);
  const { event } = decide(services, viewer, policy, kind, held, { type: 'answer', side, data });
  const after = applySurveyEvent(held, event) as HeldSurvey;
  await commit(services, id, held.version, event, [projectSurvey(after)]);
  return show(services, viewer, { held: after, policy, kind });
}

/** Ends a survey: links that were not used are void, the bags come into the chain. */
export async function closeSurvey(services: Services, viewer: Viewer, id: string, tries = 1): Promise<SurveyReply> {
  const { held, policy, kind } = await getSurvey(services, viewer, id);
  const answers: Record<string, readonly AnonymousAnswer[]> = {};
  const writes: DocumentWrite[] = [];
  for (const { id: side, bodies } of kind.sides) {
    if (bodies !== undefined) continue;
    const bag = await loadBag(services.store, id, side);
    answers[side] = bag.answers;
    if (bag.version > 0)
      writes.push({ delete: { collection: SURVEY_BAGS, key: `${id}|${side}`, expectedVersion: bag.version } });
  }
  for await (const { key, value } of eachDocument(services.store, SURVEY_TOKENS))
    if ((value as unknown as SurveyToken).survey === id) writes.push({ delete: { collection: SURVEY_TOKENS, key } });
  const { event } = decide(services, viewer, policy, kind, held, { type: 'close', answers });
  const after = applySurveyEvent(held, event) as HeldSurvey;
  const done = await tryCommit(services, id, held.version, event, [projectSurvey(after), ...writes]);
  if (!done.ok && tries < MOST_TRIES) return closeSurvey(services, viewer, id, tries + 1);
  if (!done.ok) throw refuseIssues(done.issues, 'surveyRefused');
  return show(services, viewer, { held: after, policy, kind });
}

/** What a link asks; nothing is told of who holds it. */
export async function surveyFormOf(services: Services, token: string): Promise<SurveyForm> {
  const { held, policy, kind, link } = await byToken(services, token);
  const side = kind.sides.find(({ id }) => id === link.side);
  return {
    title: kind.title,
    subject: held.subject,
    placeTitle: services.instance().titleOf(link.place),
    until: held.until,
    form: formOf(policy, side?.form ?? ''),
    demo: services.store.settings.demo,
  };
}

/** How often an answer is put in anew because another came at the same moment. */
const MOST_TRIES = 20;

/**
 * Takes an answer without a name: it goes into the bag, the link is gone. Neither an event nor a receipt is written, and
 * nothing tells which link brought which answer.
 */
export async function answerByLink(
  services: Services,
  token: string,
  data: Record<string, JsonValue>,
  tries = 1,
): Promise<void> {
  const { policy, kind, link } = await byToken(services, token);
  const side = kind.sides.find(({ id }) => id === link.side);
  const issues = checkAnswer(policy, side?.form ?? '', data);
  if (issues.length > 0) throw new Refusal(422, 'surveyRefused', { issues });
  const bag = await loadBag(services.store, link.survey, link.side);
  const answers = inNoOrder([...bag.answers, { place: link.place, data }]);
  const done = await services.store.commit({
    documents: [
      putBag(link.survey, link.side, answers, bag.version),
      { delete: { collection: SURVEY_TOKENS, key: secretHash(token), expectedVersion: 1 } },
    ],
  });
  if (done.ok) return;
  if (tries < MOST_TRIES) return answerByLink(services, token, data, tries + 1);
  throw refuseIssues(done.issues, 'surveyRefused');
}

async function byToken(services: Services, token: string) {
  const kept = await services.store.readDocument(SURVEY_TOKENS, secretHash(token));
  const link = kept?.value as unknown as SurveyToken | undefined;
  const held = link && (await loadSurvey(services.store, link.survey));
  const policy = held && (await services.policies.ofRevision(held.revision, held.place));
  const kind = policy?.surveys.find(({ id }) => id === held?.kind);
  if (!link || !held || !policy || !kind || held.closed || services.today() > held.until)
    throw new Refusal(404, 'surveyLinkNotValid');
  return { link, held, policy, kind };
}

function decide(
  services: Services,
  viewer: Viewer,
  policy: Policy,
  kind: Survey,
  held: HeldSurvey | undefined,
  command: SurveyCommand,
) {
  const decided = decideSurvey(policy, kind, held, command, {
    now: civilTimeOf(services.clock()),
    actor: viewer.person,
    newId: () => `${civilDateOf(services.clock()).replaceAll('-', '')}-${randomBytes(6).toString('hex')}`,
  });
  if (decided.ok) return decided.value;
  throw refused(decided.issues, policy);
}

function refused(issues: readonly Issue[], policy: Policy): Refusal {
  const foreign = issues.some(({ code }) => code === 'notYourSurvey');
  return new Refusal(foreign ? 403 : 422, 'surveyRefused', { issues, words: policy.words });
}

function tryCommit(
  { store }: Services,
  id: string,
  expectedVersion: number,
  event: SurveyEvent,
  documents: readonly DocumentWrite[],
) {
  return store.commit({
    streams: [{ stream: surveyStream(id), expectedVersion, events: commitEvents([event]) }],
    documents,
  });
}

async function commit(...given: Parameters<typeof tryCommit>): Promise<void> {
  const done = await tryCommit(...given);
  if (!done.ok) throw refuseIssues(done.issues, 'surveyRefused');
}
