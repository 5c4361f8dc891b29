import { refuse } from './refusal.ts';

/** A day of the calendar, counted as people write it. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;

/** Reads `2024-02-29`; undefined for anything that is no day of the calendar. */
export function findCivilDate(text: string): CivilDate | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isOfCalendar(date) ? date : undefined;
}

/**
 * Whether a text is a day of the calendar: `2024-02-30` is none.
 *
 * @example
 * isCivilDate('2024-02-29'); // true
 */
export function isCivilDate(text: string): boolean {
  return findCivilDate(text) !== undefined;
}

/** Reads `2024-02`; undefined for anything that is no month. */
export function findCivilMonth(text: string): { year: number; month: number } | undefined {
  const match = MONTH.exec(text);
  if (match === null) return undefined;
  const month = { year: Number(match[1]), month: Number(match[2]) };
  return isOfCalendar({ ...month, day: 1 }) ? month : undefined;
}

/** Whether a text is written like a day or a month, right or wrong. */
export function looksLikeDate(text: string): boolean {
  return DATE.test(text) || MONTH.test(text);
}

function isOfCalendar({ year, month, day }: CivilDate): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `2024-02-29`. */
export function writeDate({ year, month, day }: CivilDate): string {
  return `${writeMonth({ year, month })}-${String(day).padStart(2, '0')}`;
}

/** `2024-02`. */
export function writeMonth({ year, month }: { readonly year: number; readonly month: number }): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/** Days since 0001-01-01, by the Gregorian rule throughout. */
export function dayNumber({ year, month, day }: CivilDate): number {
  const y = month > 2 ? year : year - 1;
  const shifted = month > 2 ? month - 3 : month + 9;
  return (
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * shifted + 2) / 5) +
    day -
    307
  );
}

/** The day with that number; refused outside the years 1 to 9999. */
export function dateOfDayNumber(number: number, path: string): CivilDate {
  const z = number + 306;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const date = {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
  return isOfCalendar(date) ? date : refuse('dateOutOfRange', path);
}

/** Some months later or earlier; refused outside the years 1 to 9999. */
export function shiftMonth(
  from: { readonly year: number; readonly month: number },
  months: number,
  path: string,
): { year: number; month: number } {
  const count = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(count / 12);
  if (!(year >= 1 && year <= 9999)) refuse('dateOutOfRange', path);
  return { year, month: count - year * 12 + 1 };
}
