import { dateOfDayNumber, dayNumber, findCivilDate, findCivilMonth, writeDate, writeMonth } from '../civil-date.ts';
import type { JsonValue } from '../issue.ts';
import { ceilRatio, compareRatios, numberNear, type Ratio, ratioOf } from './ratio.ts';

/**
 * How the values of a variable stand in a row of positions. `choice`: values by number of appearance. The others keep
 * the order of their values: whole numbers, money by the fen, days, months, and other numbers one float after another.
 */
export type LineKind = 'choice' | 'integer' | 'money' | 'day' | 'month' | 'real';

/** Where "not given" stands: before every value. */
export const ABSENT = Number.NEGATIVE_INFINITY;
/** Where values begin. */
export const FIRST = -Number.MAX_VALUE;

const bits = new DataView(new ArrayBuffer(8));

/** The next greater float. */
export function nextUp(value: number): number {
  if (value === Number.POSITIVE_INFINITY) return value;
  if (value === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}

/** The next smaller float. */
export function nextDown(value: number): number {
  return -nextUp(-value);
}

/** The position after a position. */
export function after(kind: LineKind, position: number): number {
  return kind === 'real' ? nextUp(position) : position + 1;
}

/** The position before a position. */
export function before(kind: LineKind, position: number): number {
  return kind === 'real' ? nextDown(position) : position - 1;
}

/** The least position whose value is at least the fraction. */
export function atLeast(kind: LineKind, value: Ratio): number {
  if (kind === 'money') return Number(ceilRatio({ over: value.over * 100n, under: value.under }));
  if (kind !== 'real') return Number(ceilRatio(value));
  let near = numberNear(value);
  if (!Number.isFinite(near)) return near;
  while (compareRatios(ratioOf(near), value) < 0) near = nextUp(near);
  while (compareRatios(ratioOf(nextDown(near)), value) >= 0) near = nextDown(near);
  return near + 0;
}

/** The position of a value, or undefined when it has none on this line. */
export function positionOf(kind: LineKind, value: JsonValue): number | undefined {
  switch (kind) {
    case 'day': {
      const date = typeof value === 'string' ? findCivilDate(value) : undefined;
      return date ? dayNumber(date) : undefined;
    }
    case 'month': {
      const month = typeof value === 'string' ? findCivilMonth(value) : undefined;
      return month ? month.year * 12 + month.month - 1 : undefined;
    }
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
    case 'money': {
      if (typeof value !== 'number') return undefined;
      const ratio = ratioOf(value);
      const fen = { over: ratio.over * 100n, under: ratio.under };
      return fen.over % fen.under === 0n ? Number(fen.over / fen.under) : undefined;
    }
    case 'real':
      return typeof value === 'number' ? value + 0 : undefined;
    case 'choice':
      return undefined;
  }
}

/** The value at a position of an ordered line. */
export function valueAt(kind: LineKind, position: number): JsonValue {
  switch (kind) {
    case 'day':
      return writeDate(dateOfDayNumber(position, ''));
    case 'month':
      return writeMonth({ year: Math.floor(position / 12), month: (position % 12) + 1 });
    case 'money':
      return position / 100;
    default:
      return position;
  }
}

/** The first and the last position a line can have at all. */
export function reachOf(kind: LineKind): { readonly least: number; readonly most: number } {
  if (kind === 'day') return { least: 0, most: 3_652_058 };
  if (kind === 'month') return { least: 12, most: 9999 * 12 + 11 };
  if (kind === 'choice') return { least: 0, most: Number.MAX_SAFE_INTEGER };
  if (kind === 'real') return { least: -Number.MAX_VALUE, most: Number.MAX_VALUE };
  return { least: -Number.MAX_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };
}

/** A position of a run that people would name: the roundest there is, not far from the nearer end. */
export function roundPosition(kind: LineKind, least: number, most: number): number {
  if (kind === 'day' || kind === 'month' || kind === 'choice') {
    const reach = reachOf(kind);
    if (least > reach.least) return most < reach.most ? Math.floor((least + most) / 2) : least;
    return most < reach.most ? most : least;
  }
  if (least <= 0 && most >= 0) return most > 0 && kind !== 'real' ? Math.min(most, kind === 'money' ? 100_000 : 1) : 0;
  const isNegative = most < 0;
  const from = isNegative ? -most : least;
  const to = isNegative ? -least : most;
  const top = to > from * 1e6 && to > 1e14 ? from * 2 : to;
  for (const isInside of [true, false])
    for (let exponent = Math.floor(Math.log10(top)); exponent >= -20; exponent--) {
      const least = Math.ceil(scaled(from, -exponent));
      const most = Math.min(Math.floor(scaled(top, -exponent)), least + 12);
      if (most > Number.MAX_SAFE_INTEGER / 2) break;
      for (let tried = Math.floor((least + most) / 2); tried <= most + 1; tried++) {
        const made = Number(`${tried}e${exponent}`);
        const fits = isInside ? made > from && made < to : made >= from && made <= to;
        if (fits && (kind === 'real' || Number.isInteger(made))) return isNegative ? -made : made;
      }
    }
  return isNegative ? -from : from;
}

function scaled(value: number, exponent: number): number {
  return exponent >= 0 ? value * 10 ** exponent : value / 10 ** -exponent;
}
