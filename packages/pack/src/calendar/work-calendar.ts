import type { Calendar } from '../format.ts';
import { dateOfDay, dayNumber, isWeekend } from './civil-days.ts';

/** A day that was counted to. `provisional`: a year on the way is not published, so that its holidays are not known. */
export interface CountedDay {
  readonly on: string;
  readonly provisional: boolean;
}

/** Counts days. The first day counted is the day after. */
export interface WorkCalendar {
  /** Whether people work on a day; a year that is not published knows weekends only. */
  isWorkday(date: string): boolean;
  isPublished(date: string): boolean;
  /** The last of so many days after a date; with none the date itself. Negative numbers count back. */
  add(date: string, days: number, counting: 'calendar' | 'working'): CountedDay;
  /** Days from one date to another; negative when it lies before. */
  between(from: string, to: string, counting: 'calendar' | 'working'): number;
}

/**
 * A calendar of the published years.
 *
 * @example
 * createWorkCalendar(policy.calendars).add('2026-09-30', 3, 'working'); // { on: '2026-10-10', provisional: false }
 */
export function createWorkCalendar(published: readonly Calendar[]): WorkCalendar {
  const years = new Set(published.map(({ year }) => year));
  const off = new Set<string>();
  const worked = new Set(published.flatMap(({ workdays }) => workdays));
  for (const { holidays } of published)
    for (const { from, to } of holidays)
      for (let day = dayNumber(from); day <= dayNumber(to); day += 1) off.add(dateOfDay(day));
  const isPublished = (date: string) => years.has(Number(date.slice(0, 4)));
  const isWorkday = (date: string) => worked.has(date) || (!off.has(date) && !isWeekend(date));
  return {
    isPublished,
    isWorkday,
    add(date, days, counting) {
      let day = dayNumber(date);
      if (counting === 'calendar') return { on: dateOfDay(day + days), provisional: false };
      const step = days < 0 ? -1 : 1;
      let provisional = false;
      for (let left = Math.abs(days); left > 0; ) {
        day += step;
        const on = dateOfDay(day);
        if (!isPublished(on)) provisional = true;
        if (isWorkday(on)) left -= 1;
      }
      return { on: dateOfDay(day), provisional };
    },
    between(from, to, counting) {
      const [start, end] = [dayNumber(from), dayNumber(to)];
      if (counting === 'calendar') return end - start;
      const step = end < start ? -1 : 1;
      let counted = 0;
      for (let day = start; day !== end; day += step)
        if (isWorkday(dateOfDay(step > 0 ? day + 1 : day))) counted += step;
      return counted;
    },
  };
}
