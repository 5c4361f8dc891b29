import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Calendar, calendar } from '../format.ts';
import { checkCalendar } from './check-calendar.ts';
import { createWorkCalendar } from './work-calendar.ts';

const published = [2024, 2025, 2026].map((year): Calendar => {
  const file = fileURLToPath(new URL(`../../../../rules/nm/calendars/${year}.json`, import.meta.url));
  return calendar.parse(JSON.parse(readFileSync(file, 'utf8')));
});
const days = createWorkCalendar(published);

test('the published years are well formed and have the working days that the notices give', () => {
  for (const one of published) {
    const issues: never[] = [];
    checkCalendar(one, one.id, issues);
    expect(issues).toEqual([]);
  }
  // Counted by hand from the notices: weekdays of the year, less holidays on weekdays, and the weekend days that are worked.
  expect(days.between('2024-12-31', '2025-12-31', 'working')).toBe(261 - 18 + 5);
  expect(days.between('2025-12-31', '2026-12-31', 'working')).toBe(261 - 19 + 6);
});

test.each([
  ['over the National Day holiday, with the Saturday that is worked', '2026-09-30', 3, 'working', '2026-10-10', false],
  ['a Sunday on which people work counts', '2026-01-03', 1, 'working', '2026-01-04', false],
  ['a bridged Friday does not count', '2026-01-01', 1, 'working', '2026-01-04', false],
  ['calendar days count every day', '2026-09-30', 3, 'calendar', '2026-10-03', false],
  ['a weekend on the way', '2026-11-25', 10, 'working', '2026-12-09', false],
  ['into a year that is not published', '2026-12-30', 2, 'working', '2027-01-01', true],
  ['up to the last published day', '2026-12-30', 1, 'working', '2026-12-31', false],
  ['none at all', '2026-10-01', 0, 'working', '2026-10-01', false],
  ['backwards', '2026-10-10', -3, 'working', '2026-09-30', false],
] as const)('%s', (_name, from, count, counting, on, provisional) => {
  expect(days.add(from, count, counting)).toEqual({ on, provisional });
});

test('counting agrees with walking day by day, forth and back', () => {
  const day = fc
    .integer({ min: 0, max: 1095 })
    .map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const { on } = days.add(from, count, 'working');
      let walked = 0;
      for (let at = Date.parse(`${from}T00:00:00Z`) + 86_400_000; ; at += 86_400_000) {
        const here = new Date(at).toISOString().slice(0, 10);
        if (days.isWorkday(here)) walked += 1;
        if (walked < count) continue;
        expect(here).toBe(on);
        return;
      }
    }),
  );
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
      expect(days.between(from, days.add(from, count, 'working').on, 'working')).toBe(count);
      expect(days.between(days.add(from, count, 'working').on, from, 'working')).toBe(-count);
    }),
  );
});

test('a calendar of wrong days is refused', () => {
  const issues: { code: string }[] = [];
  checkCalendar(
    {
      ...(published[2] as Calendar),
      holidays: [
        { title: 'a', from: '2025-12-31', to: '2026-01-01' },
        { title: 'b', from: '2026-05-05', to: '2026-05-01' },
      ],
      workdays: ['2026-01-05', '2027-01-02'],
    },
    'x',
    issues as never,
  );
  expect(issues.map(({ code }) => code)).toEqual([
    'dayOfOtherYear',
    'endsBeforeItBegins',
    'notAWeekendWorkday',
    'dayOfOtherYear',
  ]);
});
