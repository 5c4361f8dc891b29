import type { Report } from '@cebao/pack';

/** How often a report is made. */
export type PeriodKind = Report['period'];

/** A stretch of time a report speaks about, both days included; its id reads `2026`, `2026-Q4`, `2026-11` or `once`. */
export interface Period {
  readonly kind: PeriodKind;
  readonly id: string;
  readonly from: string;
  readonly until: string;
}

/** The longest stretch a report without a period may speak about. */
const EVER = { from: '0001-01-01', until: '9999-12-31' };

/**
 * The period of a kind in which a day lies.
 *
 * @example
 * periodOf('quarter', '2026-11-25'); // { kind: 'quarter', id: '2026-Q4', from: '2026-10-01', until: '2026-12-31' }
 */
export function periodOf(kind: PeriodKind, day: string): Period {
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7));
  switch (kind) {
    case 'once':
      return { kind, id: 'once', ...EVER };
    case 'year':
      return { kind, id: year, from: `${year}-01-01`, until: `${year}-12-31` };
    case 'quarter': {
      const quarter = Math.ceil(month / 3);
      return { kind, id: `${year}-Q${quarter}`, ...months(year, quarter * 3 - 2, quarter * 3) };
    }
    case 'month':
      return { kind, id: day.slice(0, 7), ...months(year, month, month) };
  }
}

/** A period by its id; undefined when the id is of another kind. */
export function readPeriod(kind: PeriodKind, id: string): Period | undefined {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(id) ?? [];
  if (kind !== 'once' && year === '') return undefined;
  const day = quarter ? `${year}-${two(Number(quarter) * 3)}-01` : `${year}-${month ?? '01'}-01`;
  const period = periodOf(kind, day);
  return period.id === id ? period : undefined;
}

/** The newest periods of a kind up to the one in which a day lies, that one first. */
export function periodsUpTo(kind: PeriodKind, day: string, count: number): Period[] {
  const periods = [periodOf(kind, day)];
  while (kind !== 'once' && periods.length < count) {
    const { from } = periods.at(-1) as Period;
    if (from <= '0001-12-31') break;
    const month = Number(from.slice(5, 7));
    const year = Number(from.slice(0, 4)) - (month === 1 ? 1 : 0);
    periods.push(periodOf(kind, `${String(year).padStart(4, '0')}-${two(month === 1 ? 12 : month - 1)}-01`));
  }
  return periods;
}

/** The day for which a period's figures are read: its last, or today while it still runs. */
export function dayOfPeriod(period: Period, today: string): string {
  return period.until < today ? period.until : today;
}

function months(year: string, first: number, last: number): { from: string; until: string } {
  const end = new Date(Date.UTC(Number(year), last, 0)).getUTCDate();
  return { from: `${year}-${two(first)}-01`, until: `${year}-${two(last)}-${two(end)}` };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
