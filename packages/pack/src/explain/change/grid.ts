import { isCivilDate } from '@cebao/engine';
import { isMoney } from '../../facts.ts';
import type { FactSpec } from '../../format.ts';

type Spec = NonNullable<FactSpec['items']>;
type Point = number | string;

/** The values that a number, day or month may take, one beside the other. */
export interface Grid {
  readonly ordered: 'number' | 'day';
  at(value: Point): number;
  value(index: number): Point;
  readonly lowest: number | undefined;
  readonly highest: number | undefined;
  /** How far to look where the fact states no bound. */
  readonly reach: number;
}

/** The grid of a fact's type: fen of money, whole numbers, hundredths, days, months; undefined for other types. */
export function gridOf(spec: Spec): Grid | undefined {
  if (spec.type === 'date')
    return {
      ordered: 'day',
      at: (day) => dayNumber(String(day)),
      value: dayAt,
      lowest: undefined,
      highest: undefined,
      reach: 3660,
    };
  if (spec.type === 'month')
    return {
      ordered: 'day',
      at: (month) =>
        isCivilDate(`${month}-01`)
          ? Number(String(month).slice(0, 4)) * 12 + Number(String(month).slice(5, 7)) - 1
          : Number.NaN,
      value: (index) =>
        `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`,
      lowest: undefined,
      highest: undefined,
      reach: 120,
    };
  if (spec.type !== 'number' && spec.type !== 'integer') return undefined;
  const parts = spec.type === 'integer' ? 1 : 100;
  const at = (value: Point) => Math.round(Number(value) * parts);
  return {
    ordered: 'number',
    at,
    value: (index) => index / parts,
    lowest: spec.min === undefined ? (isMoney(spec) ? 0 : undefined) : Math.ceil(spec.min * parts),
    highest: spec.max === undefined ? undefined : Math.floor(spec.max * parts),
    reach: (isMoney(spec) ? 100_000_000 : 10_000) * parts,
  };
}

const DAY = 86_400_000;

function dayNumber(day: string): number {
  if (!isCivilDate(day)) return Number.NaN;
  return Math.round(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY);
}

/** A civil day some days after 1970-01-01. */
function dayAt(index: number): string {
  return new Date(index * DAY).toISOString().slice(0, 10);
}

/** The civil day so many days later. */
export function daysLater(day: string, days: number): string {
  return dayAt(dayNumber(day) + days);
}

/** Whether an index stands for a rounder figure than another: the one people would write in a rule. */
export function isRounder(grid: Grid, index: number, than: number): boolean {
  return grid.ordered === 'number' && String(grid.value(index)).length < String(grid.value(than)).length;
}
