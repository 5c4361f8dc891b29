import type { JsonValue } from '@cebao/engine';
import type { EventActor } from '../event.ts';
import type { Population, SampleRule } from './draw-sample.ts';

/** What somebody answered without a name: the place and the form, and nothing that tells who, when or in which order. */
export interface AnonymousAnswer {
  readonly place: string;
  readonly data: Readonly<Record<string, JsonValue>>;
}

/** What a body answered in its own name. */
export interface NamedAnswer {
  readonly side: string;
  readonly actor: EventActor;
  readonly at: string;
  readonly data: Readonly<Record<string, JsonValue>>;
}

interface SurveyHead {
  readonly id: string;
  readonly schema: 1;
  readonly survey: string;
  readonly at: string;
  readonly actor: EventActor;
  readonly sealed: string | null;
}

export interface SurveyOpened extends SurveyHead {
  readonly type: 'surveyOpened';
  readonly kind: string;
  readonly place: string;
  readonly revision: string;
  /** What it is about, such as a project. */
  readonly subject: string;
  readonly until: string;
  readonly populations: readonly Population[];
  readonly rule: SampleRule;
  /** How many links were given out, by side without names. */
  readonly invited: Readonly<Record<string, number>>;
}

/** A body answered in its own name. */
export interface SurveyAnswered extends SurveyHead {
  readonly type: 'surveyAnswered';
  readonly side: string;
  readonly data: Readonly<Record<string, JsonValue>>;
}

/** No more answers. Those without names come into the chain here for the first time: all at once, in the order of their texts. */
export interface SurveyClosed extends SurveyHead {
  readonly type: 'surveyClosed';
  readonly answers: Readonly<Record<string, readonly AnonymousAnswer[]>>;
}

export type SurveyEvent = SurveyOpened | SurveyAnswered | SurveyClosed;

/** A survey as its events left it. Plain JSON. */
export interface HeldSurvey extends Omit<SurveyOpened, 'type' | 'schema' | 'sealed' | 'survey'> {
  readonly version: number;
  readonly named: readonly NamedAnswer[];
  readonly closed?: { readonly at: string; readonly answers: SurveyClosed['answers'] };
}

/** The survey after one more event. */
export function applySurveyEvent(before: HeldSurvey | undefined, event: SurveyEvent): HeldSurvey | undefined {
  if (event.type === 'surveyOpened') {
    const { type: _type, schema: _schema, sealed: _sealed, survey, ...rest } = event;
    return before ?? { ...rest, id: survey, version: 1, named: [] };
  }
  if (before === undefined) return undefined;
  const after = { ...before, version: before.version + 1 };
  if (event.type === 'surveyClosed') return { ...after, closed: { at: event.at, answers: event.answers } };
  const { side, actor, at, data } = event;
  return { ...after, named: [...before.named, { side, actor, at, data }] };
}

/** A bag of answers in the order of their texts: whoever comes later is not the last. */
export function inNoOrder(answers: readonly AnonymousAnswer[]): AnonymousAnswer[] {
  return answers
    .map((answer) => ({ answer, text: textOf(answer as unknown as JsonValue) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ answer }) => answer);
}

function textOf(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${textOf(value[key] as JsonValue)}`)
    .join()}}`;
}
