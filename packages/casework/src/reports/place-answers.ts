import type { JsonValue } from '@cebao/engine';
import type { EventActor } from '../event.ts';
import type { AnswerEvent, ReportFiled } from './answer-event.ts';

/** One value that a person gave, with the report it was given for. */
export interface Observation {
  readonly event: string;
  readonly at: string;
  readonly actor: EventActor;
  readonly element: string;
  readonly value: JsonValue;
  readonly report: string;
  readonly reportTitle: string;
  readonly requestedBy: string;
  readonly period: string;
  readonly on: string;
  readonly reason?: string;
}

export type Filing = Omit<ReportFiled, 'type' | 'schema' | 'sealed' | 'place'>;

/** What a place has answered and handed in, oldest first. Plain JSON. */
export interface PlaceAnswers {
  readonly place: string;
  /** Number of events. */
  readonly version: number;
  readonly observations: readonly Observation[];
  readonly filings: readonly Filing[];
}

export function noAnswers(place: string): PlaceAnswers {
  return { place, version: 0, observations: [], filings: [] };
}

/**
 * The answers after one more event. Pure: no policy, no clock.
 *
 * @example
 * events.reduce(applyAnswerEvent, noAnswers(place));
 */
export function applyAnswerEvent(before: PlaceAnswers, event: AnswerEvent): PlaceAnswers {
  const version = before.version + 1;
  if (event.type === 'filed') {
    const { type: _type, schema: _schema, sealed: _sealed, place: _place, ...filing } = event;
    return { ...before, version, filings: [...before.filings, filing] };
  }
  const { id, at, actor, report, reportTitle, requestedBy, period, on, values, reasons } = event;
  // By name: an event that was kept has its keys in another order than one that was just made.
  const given = Object.keys(values)
    .sort()
    .map(
      (element): Observation => ({
        event: id,
        at,
        actor,
        element,
        value: values[element] as JsonValue,
        report,
        reportTitle,
        requestedBy,
        period,
        on,
        ...(Object.hasOwn(reasons, element) ? { reason: reasons[element] as string } : {}),
      }),
    );
  return { ...before, version, observations: [...before.observations, ...given] };
}

/** The last time a report of a period was handed in. */
export function lastFiling(answers: PlaceAnswers, report: string, period: string): Filing | undefined {
  return answers.filings.filter((one) => one.report === report && one.period === period).at(-1);
}
