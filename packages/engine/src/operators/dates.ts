import {
  type CivilDate,
  dateOfDayNumber,
  dayNumber,
  daysInMonth,
  findCivilDate,
  findCivilMonth,
  looksLikeDate,
  shiftMonth,
  writeDate,
  writeMonth,
} from '../civil-date.ts';
import { DATE, MONTH, NUMBER } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';
import { kindOf } from '../kind-of.ts';
import type { Node } from '../node.ts';
import { checkNumbers, demandWhole } from '../numbers.ts';
import { binary, type Operator, type Report, unary } from '../operator.ts';
import { refuse } from '../refusal.ts';

const MOST_MONTHS = 120_000;
const MOST_DAYS = 4_000_000;

function codeOfNonDate(value: JsonValue): string {
  if (value === null) return 'missingOperand';
  return typeof value === 'string' && looksLikeDate(value) ? 'invalidDate' : 'notADate';
}

function paramsOf(value: JsonValue): Readonly<Record<string, JsonValue>> {
  return { kind: kindOf(value), ...(typeof value === 'string' ? { value: value.slice(0, 40) } : {}) };
}

function demandDate(value: JsonValue, path: string): CivilDate {
  return (
    (typeof value === 'string' ? findCivilDate(value) : undefined) ??
    refuse(codeOfNonDate(value), path, paramsOf(value))
  );
}

function checkDate(arg: Node | undefined, report: Report, orMonth: boolean): void {
  if (arg?.kind === 'list' || arg?.kind === 'object') report('notADate', arg, { kind: arg.kind });
  if (arg?.kind !== 'literal') return;
  const { value } = arg;
  if (typeof value === 'string' && (findCivilDate(value) || (orMonth && findCivilMonth(value)))) return;
  report(codeOfNonDate(value), arg, paramsOf(value));
}

/** The calendar, on civil days `2026-11-25` and months `2026-11`. Nothing here knows a clock or a time zone. */
export const dateOperators: readonly Operator[] = [
  {
    name: 'addMonths',
    min: 2,
    max: 2,
    standard: false,
    doc: 'A day or month so many months later; a day that the month does not have becomes its last.',
    example: { addMonths: [{ var: 'obtainedOn' }, { param: 'months' }] },
    check: ([date, months], report) => {
      checkDate(date, report, true);
      if (months) checkNumbers([months], report);
    },
    apply: binary((value, months, _run, path) => {
      const count = demandWhole(months, -MOST_MONTHS, MOST_MONTHS, path);
      const month = typeof value === 'string' ? findCivilMonth(value) : undefined;
      if (month) return writeMonth(shiftMonth(month, count, path));
      const date = demandDate(value, path);
      const to = shiftMonth(date, count, path);
      return writeDate({ ...to, day: Math.min(date.day, daysInMonth(to.year, to.month)) });
    }),
  },
  {
    name: 'addDays',
    min: 2,
    max: 2,
    standard: false,
    doc: 'A day so many calendar days later.',
    example: { addDays: [{ var: 'publishedOn' }, 7] },
    check: ([date, days], report) => {
      checkDate(date, report, false);
      if (days) checkNumbers([days], report);
    },
    answers: DATE,
    apply: binary((date, days, _run, path) => {
      const from = dayNumber(demandDate(date, path));
      return writeDate(dateOfDayNumber(from + demandWhole(days, -MOST_DAYS, MOST_DAYS, path), path));
    }),
  },
  {
    name: 'daysBetween',
    min: 2,
    max: 2,
    standard: false,
    doc: 'Calendar days from the first day to the second; negative when the second is earlier.',
    example: { daysBetween: [{ var: 'appliedOn' }, { var: '$at' }] },
    check: ([from, to], report) => {
      checkDate(from, report, false);
      checkDate(to, report, false);
    },
    answers: NUMBER,
    apply: binary((from, to, _run, path) => {
      const start = dayNumber(demandDate(from, path));
      return dayNumber(demandDate(to, path)) - start;
    }),
  },
  {
    name: 'yearOf',
    min: 1,
    max: 1,
    standard: false,
    doc: 'The year of a day or month, as a number.',
    example: { yearOf: [{ var: 'signedOn' }] },
    check: ([date], report) => checkDate(date, report, true),
    answers: NUMBER,
    apply: unary(
      (value, _run, path) =>
        ((typeof value === 'string' ? findCivilMonth(value) : undefined) ?? demandDate(value, path)).year,
    ),
  },
  {
    name: 'monthOf',
    min: 1,
    max: 1,
    standard: false,
    doc: 'The month of a day, as the text 2026-11.',
    example: { monthOf: [{ var: '$at' }] },
    check: ([date], report) => checkDate(date, report, true),
    answers: MONTH,
    apply: unary((value, _run, path) =>
      writeMonth((typeof value === 'string' ? findCivilMonth(value) : undefined) ?? demandDate(value, path)),
    ),
  },
];
