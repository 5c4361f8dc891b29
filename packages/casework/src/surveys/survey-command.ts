import type { Issue, JsonValue, Result } from '@cebao/engine';
import { checkFormData, eligibleOf, isCivilDate, levelOf, mayAct, type Person, type Survey } from '@cebao/pack';
import type { CasePolicy } from '../case-policy.ts';
import { dayOf, eventActor } from '../event-head.ts';
import { issue } from '../refusals.ts';
import { type Drawn, drawSample, type Population, type SampleRule } from './draw-sample.ts';
import { type HeldSurvey, inNoOrder, type SurveyClosed, type SurveyEvent } from './survey-event.ts';

/** Most people a survey may ask. */
const MOST = 5000;

export interface SurveyContext {
  readonly now: string;
  readonly actor: Person;
  readonly newId: () => string;
}

export type SurveyCommand =
  | {
      readonly type: 'open';
      readonly place: string;
      readonly subject: string;
      readonly until: string;
      readonly populations: readonly Population[];
      readonly rule: SampleRule;
    }
  | { readonly type: 'answer'; readonly side: string; readonly data: Readonly<Record<string, JsonValue>> }
  /** `answers`: what came without names so far, by side. */
  | { readonly type: 'close'; readonly answers: SurveyClosed['answers'] };

/** Decides the opening of a survey, a body's own answer, and the end. Answers without names are no commands and no events. Pure. */
export function decideSurvey(
  policy: CasePolicy,
  kind: Survey,
  held: HeldSurvey | undefined,
  command: SurveyCommand,
  context: SurveyContext,
): Result<{ readonly event: SurveyEvent; readonly drawn: readonly Drawn[] }> {
  const place = command.type === 'open' ? command.place : held?.place;
  if (place === undefined || (command.type === 'open') === (held !== undefined))
    return refuse(issue('unknownSurvey', ''));
  if (levelOf(place) !== kind.level)
    return refuse(issue('noSurveyAtPlace', '/place', { title: kind.title, level: policy.words(kind.level) }));
  const openers = kind.openers.map((body) => eligibleOf(policy, body, { place }).title);
  if (held?.closed) return refuse(issue('surveyClosed', '', { on: dayOf(held.closed.at), who: openers }));
  const side = command.type === 'answer' ? kind.sides.find(({ id }) => id === command.side) : undefined;
  if (command.type === 'answer' && side?.bodies === undefined) return refuse(issue('unknownSide', '/side'));
  const may = mayAct(policy, side?.bodies ?? kind.openers, { place }, context.actor);
  if (!may.ok) return refuse(issue('notYourSurvey', '', { title: kind.title, who: may.who.map(({ title }) => title) }));
  const actor = eventActor(context, may.as);
  const id = context.newId();
  const head = {
    id: context.newId(),
    schema: 1 as const,
    survey: held?.id ?? id,
    at: context.now,
    actor,
    sealed: null,
  };
  if (command.type === 'close') {
    const answers = Object.fromEntries(Object.entries(command.answers).map(([of, given]) => [of, inNoOrder(given)]));
    return { ok: true, value: { event: { ...head, type: 'surveyClosed', answers }, drawn: [] } };
  }
  if (command.type === 'answer') {
    const earlier = held?.named.find((one) => one.side === command.side && one.actor.body === may.as.body);
    if (earlier) return refuse(issue('answeredAlready', '', { on: dayOf(earlier.at), who: openers }));
    const issues = checkAnswer(policy, side?.form ?? '', command.data);
    if (issues.length > 0) return refuse(...issues);
    const { side: of, data } = command;
    return { ok: true, value: { event: { ...head, type: 'surveyAnswered', side: of, data }, drawn: [] } };
  }
  const { subject, until, populations, rule } = command;
  const issues: Issue[] = [];
  const today = dayOf(context.now);
  if (subject.trim() === '') issues.push(issue('subjectMissing', '/subject'));
  if (!isCivilDate(until)) issues.push(issue('notADate', '/until', { value: until }));
  else if (until < today) issues.push(issue('untilPast', '/until', { until, today }));
  const size = populations.reduce((sum, one) => sum + one.size, 0);
  if (size < 1 || size > MOST * 20) issues.push(issue('populationSize', '/populations', { most: MOST * 20 }));
  if (issues.length > 0) return refuse(...issues);
  const drawn = drawSample(populations, rule);
  if (drawn.length === 0 || drawn.length > MOST) return refuse(issue('sampleSize', '/rule', { most: MOST }));
  const invited = Object.fromEntries(
    kind.sides.filter(({ bodies }) => bodies === undefined).map((one) => [one.id, drawn.length]),
  );
  const event: SurveyEvent = {
    ...head,
    type: 'surveyOpened',
    kind: kind.id,
    place,
    revision: policy.revision,
    subject: subject.trim(),
    until,
    populations,
    rule,
    invited,
  };
  return { ok: true, value: { event, drawn } };
}

/** Whether an answer fits its form. */
export function checkAnswer(policy: CasePolicy, form: string, data: Readonly<Record<string, JsonValue>>): Issue[] {
  const found = policy.findForm(form);
  if (!found) return [issue('unknownForm', '/data', { id: form })];
  return checkFormData(found.schema, data as JsonValue).map((one) => ({ ...one, path: `/data${one.path}` }));
}

function refuse(...issues: Issue[]): { readonly ok: false; readonly issues: Issue[] } {
  return { ok: false, issues };
}
