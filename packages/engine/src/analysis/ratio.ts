import { decimalOf } from '../decimal.ts';

/** An exact fraction; the denominator is positive. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

export const ZERO: Ratio = { over: 0n, under: 1n };
export const ONE: Ratio = { over: 1n, under: 1n };

/** The decimal that a number prints, as a fraction. */
export function ratioOf(value: number): Ratio {
  const { digits, scale } = decimalOf(value);
  return reduced(digits, 10n ** BigInt(scale));
}

function reduced(over: bigint, under: bigint): Ratio {
  let a = over < 0n ? -over : over;
  let b = under;
  while (b > 0n) [a, b] = [b, a % b];
  return a <= 1n ? { over, under } : { over: over / a, under: under / a };
}

export function addRatios(a: Ratio, b: Ratio): Ratio {
  return reduced(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function multiplyRatios(a: Ratio, b: Ratio): Ratio {
  return reduced(a.over * b.over, a.under * b.under);
}

export function negateRatio(a: Ratio): Ratio {
  return { over: -a.over, under: a.under };
}

/** a ÷ b; b is not zero. */
export function divideRatios(a: Ratio, b: Ratio): Ratio {
  return b.over < 0n ? reduced(-a.over * b.under, a.under * -b.over) : reduced(a.over * b.under, a.under * b.over);
}

export function compareRatios(a: Ratio, b: Ratio): number {
  const left = a.over * b.under;
  const right = b.over * a.under;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A number beside it: what 25 digits of it make. */
export function numberNear(a: Ratio): number {
  const negative = a.over < 0n;
  const over = negative ? -a.over : a.over;
  const places = Math.max(0, 25 + `${a.under}`.length - `${over}`.length);
  const near = Number(`${(over * 10n ** BigInt(places)) / a.under}e-${places}`);
  return negative ? -near : near;
}

/** The whole number that is not below it. */
export function ceilRatio(a: Ratio): bigint {
  const whole = a.over / a.under;
  return a.over > 0n && whole * a.under !== a.over ? whole + 1n : whole;
}

export function ratioText(a: Ratio): string {
  return a.under === 1n ? `${a.over}` : `${a.over}/${a.under}`;
}
