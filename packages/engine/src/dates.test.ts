import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, dataScope, isCivilDate, type JsonValue, parseExpression } from './index.ts';

// JavaScript's own calendar in UTC is the oracle; our operators never touch it.
const seed = Date.now() & 0x7fffffff;
console.log(`dates: SEED=${seed}`);
const options = { seed, numRuns: 20_000 };
const FIRST = utc(1, 1, 1) / 86_400_000;
const LAST = utc(9999, 12, 31) / 86_400_000;

function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}
const write = (dayCount: number) => {
  const date = new Date(dayCount * 86_400_000);
  return `${String(date.getUTCFullYear()).padStart(4, '0')}-${String(date.getUTCMonth() + 1).padStart(2, '0')}-${String(date.getUTCDate()).padStart(2, '0')}`;
};
const answer = (rule: JsonValue): JsonValue => {
  const parsed = parseExpression(rule);
  if (!parsed.ok) return `(${parsed.issues[0]?.code})`;
  const run = compileExpression(parsed.value).run(dataScope({}));
  return run.ok ? run.value : `(${run.issue.code})`;
};
const day = fc.oneof(fc.integer({ min: FIRST, max: LAST }), fc.integer({ min: 7_000, max: 25_000 }));

describe('the calendar agrees with UTC', () => {
  test('daysBetween and addDays', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(answer({ daysBetween: [write(a), write(b)] })).toBe(b - a);
        expect(answer({ addDays: [write(a), b - a] })).toBe(write(b));
      }),
      options,
    );
  });

  test('addMonths ends with the month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (from, months) => {
        const date = new Date(from * 86_400_000);
        const index = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
        const year = Math.floor(index / 12);
        const month = index - year * 12 + 1;
        const last = new Date(utc(year, month + 1, 0)).getUTCDate();
        const expected =
          year < 1 || year > 9999
            ? '(dateOutOfRange)'
            : write(utc(year, month, Math.min(date.getUTCDate(), last)) / 86_400_000);
        expect(answer({ addMonths: [write(from), months] })).toBe(expected);
        expect(answer({ addMonths: [write(from).slice(0, 7), months] })).toBe(
          year < 1 || year > 9999 ? '(dateOutOfRange)' : expected.slice(0, 7),
        );
      }),
      options,
    );
  });

  test('every day of four centuries follows the one before, and nothing else is a day', () => {
    for (let each = utc(1900, 1, 1) / 86_400_000; each < utc(2301, 1, 1) / 86_400_000; each++) {
      if (!isCivilDate(write(each))) throw new Error(write(each));
    }
    for (const wrong of [
      '2024-02-30',
      '2023-02-29',
      '1900-02-29',
      '2026-00-10',
      '2026-13-01',
      '2026-04-31',
      '2026-1-1',
      '20260101',
      '2026-01-01T00:00',
      '0000-01-01',
      ' 2026-01-01',
      '２０２６-01-01',
      '2026-01-01\n',
      '-026-01-01',
    ]) {
      expect(isCivilDate(wrong), wrong).toBe(false);
    }
  });

  test('order of days is the order of time', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(answer({ '<': [write(a), write(b)] })).toBe(a < b);
        expect(answer({ '>=': [write(a), write(b)] })).toBe(a >= b);
      }),
      options,
    );
  });
});
