import type { Issue } from '@cebao/engine';
import type { Calendar } from '../format.ts';
import { isWeekend } from './civil-days.ts';

/** Problems of a calendar that its shape does not show: days of another year, holidays that end before they begin, workdays that are no weekend or lie in a holiday. */
export function checkCalendar(calendar: Calendar, at: string, issues: Issue[]): void {
  const year = `${calendar.year}-`;
  for (const [index, { from, to }] of calendar.holidays.entries()) {
    const path = `${at}/holidays/${index}`;
    for (const [key, day] of [
      ['from', from],
      ['to', to],
    ] as const)
      if (!day.startsWith(year))
        issues.push({ code: 'dayOfOtherYear', path: `${path}/${key}`, params: { day, year: calendar.year } });
    if (to < from) issues.push({ code: 'endsBeforeItBegins', path, params: { from, to } });
  }
  for (const [index, day] of calendar.workdays.entries()) {
    const path = `${at}/workdays/${index}`;
    if (!day.startsWith(year)) issues.push({ code: 'dayOfOtherYear', path, params: { day, year: calendar.year } });
    else if (!isWeekend(day) || calendar.holidays.some(({ from, to }) => from <= day && day <= to))
      issues.push({ code: 'notAWeekendWorkday', path, params: { day } });
  }
}
