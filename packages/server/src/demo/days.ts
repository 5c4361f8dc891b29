import type { Prng } from './prng.ts';

const DAY = 24 * 3600_000;

/** A civil day some days later (or, with a negative number, earlier). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** The day itself, or the Monday after when it falls on a weekend. */
export function officeDay(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}

/** A civil time within office hours of a day: `2026-03-02T10:24:00+08:00`. */
export function officeTime(day: string, prng: Prng): string {
  const minutes = prng.pick([9 * 60, 15 * 60]) + prng.between(0, 150);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00+08:00`;
}
