import { addMonths, type CivilDate, dateOfDay, dayNumber, findCivilDate, isCivilMonth, textOfDate } from '../civil-date.ts';
import { type Closure, Refusal } from '../frame.ts';
import type { JsonValue } from '../issue.ts';
import type { Operator } from '../operator.ts';
import { numberOf, textOf } from './operands.ts';

function dateOf(value: JsonValue, path: string): CivilDate {
  const date = findCivilDate(textOf(value, path));
  if (!date) throw new Refusal('notADate', path, { found: value });
  return date;
}

function countOf(value: JsonValue, path: string): number {
  const count = numberOf(value, path);
  if (!Number.isInteger(count) || Math.abs(count) > 1_000_000) throw new Refusal('countOutOfRange', path, { least: -1_000_000, most: 1_000_000 });
  return count;
}

function written(date: CivilDate, path: string): string {
  if (date.year < 0 || date.year > 9999) throw new Refusal('notRepresentable', path);
  return textOfDate(date);
}

/** Civil dates as text, with their own arithmetic: no clock, no time zone, no locale. */
export const dates: readonly Operator[] = [
  {
    name: 'addMonths',
    arity: [2, 2],
    doc: 'the date so many months later; a day the month does not have becomes its last',
    build: ([date, months], _nodes, path) => (frame) => written(addMonths(dateOf((date as Closure)(frame), path), countOf((months as Closure)(frame), path)), path),
  },
  {
    name: 'addDays',
    arity: [2, 2],
    doc: 'the date so many days later',
    build: ([date, days], _nodes, path) => (frame) =>
      written(dateOfDay(dayNumber(dateOf((date as Closure)(frame), path)) + countOf((days as Closure)(frame), path)), path),
  },
  {
    name: 'daysBetween',
    arity: [2, 2],
    doc: 'days from the first date to the second',
    build: ([from, to], _nodes, path) => (frame) => dayNumber(dateOf((to as Closure)(frame), path)) - dayNumber(dateOf((from as Closure)(frame), path)),
  },
  { name: 'yearOf', arity: [1, 1], doc: 'the year of a date', build: ([date], _nodes, path) => (frame) => dateOf((date as Closure)(frame), path).year },
  {
    name: 'monthOf',
    arity: [1, 1],
    doc: 'the month YYYY-MM of a date; a month stays as it is',
    build: ([date], _nodes, path) => (frame) => {
      const text = textOf((date as Closure)(frame), path);
      return isCivilMonth(text) ? text : textOfDate(dateOf(text, path)).slice(0, 7);
    },
  },
];
