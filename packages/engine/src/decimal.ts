import { refuse } from './refusal.ts';

/**
 * An exact decimal: `digits` times ten to the minus `scale`. Numbers enter by their shortest decimal text, which is
 * what a person wrote, and leave as JSON numbers that print the same decimal.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** A finite number as the decimal it prints. */
export function decimalOf(value: number): Decimal {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = NUMBER.exec(String(value)) ?? [];
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** A decimal as a JSON number; refused when no number prints exactly that decimal. */
export function numberOf(decimal: Decimal, path: string): number {
  const number = Number(`${decimal.digits}e${-decimal.scale}`);
  if (Number.isFinite(number) && isSameDecimal(decimalOf(number), decimal)) return number + 0;
  return refuse('notRepresentable', path);
}

function isSameDecimal(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale);
  return rescaled(a, scale) === rescaled(b, scale);
}

/** The digits at a scale that is not smaller than the decimal's own. */
function rescaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}

/** a + b */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescaled(a, scale) + rescaled(b, scale), scale };
}

/** a - b */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { digits: -b.digits, scale: b.scale });
}

/** a × b */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** a ÷ b, rounded half up (away from zero) to so many places. */
export function divideDecimals(a: Decimal, b: Decimal, places: number): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: divideHalfUp(rescaled(a, scale) * 10n ** BigInt(places), rescaled(b, scale)), scale: places };
}

/** Rounded half up (away from zero) to so many places: 2.5 → 3, -2.5 → -3. */
export function roundDecimal(a: Decimal, places: number): Decimal {
  if (a.scale <= places) return a;
  return { digits: divideHalfUp(a.digits, 10n ** BigInt(a.scale - places)), scale: places };
}

function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const a = dividend < 0n ? -dividend : dividend;
  const b = divisor < 0n ? -divisor : divisor;
  const result = (2n * a + b) / (2n * b);
  return negative ? -result : result;
}
