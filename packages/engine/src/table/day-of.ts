import { daysInMonth } from '../civil-date.ts';

/**
 * The number of a day of the calendar written `2024-02-29`, in the order of the calendar; -1 for anything else.
 * Without a regular expression: tables read a date in every lookup.
 */
export function dayOf(text: string): number {
  if (text.length !== 10 || text.charCodeAt(7) !== 45) return -1;
  const month = monthOf(text, 7);
  const day = twoDigits(text, 8);
  if (month < 0 || day < 1) return -1;
  const year = Math.floor(month / 12);
  const ofYear = month - year * 12 + 1;
  if (day > 28 && day > daysInMonth(year, ofYear)) return -1;
  // Every month has room for 31 days: no calendar is needed for an order.
  return month * 31 + day - 1;
}

/** The number of a month written `2024-02`; -1 for anything else. */
export function monthOf(text: string, length = text.length): number {
  if (length !== 7 || text.charCodeAt(4) !== 45) return -1;
  const century = twoDigits(text, 0);
  const ofCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  if (century < 0 || ofCentury < 0 || month < 1 || month > 12 || (century === 0 && ofCentury === 0)) return -1;
  return (century * 100 + ofCentury) * 12 + month - 1;
}

function twoDigits(text: string, at: number): number {
  const a = text.charCodeAt(at) - 48;
  const b = text.charCodeAt(at + 1) - 48;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : -1;
}
