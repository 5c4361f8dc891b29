/** An exact decimal: `digits` × 10^-`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * A number read as the decimal that it is written as: 0.1 is one tenth.
 *
 * @example
 * toNumber(add(decimalOf(0.1), decimalOf(0.2))); // 0.3
 */
export function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: at(a, scale) + at(b, scale), scale };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { digits: -b.digits, scale: b.scale });
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** The quotient to `scale` decimals, half away from zero. `b` must not be zero. */
export function divide(a: Decimal, b: Decimal, scale: number): Decimal {
  const numerator = a.digits * 10n ** BigInt(b.scale + scale);
  const denominator = b.digits * 10n ** BigInt(a.scale);
  return { digits: roundedQuotient(numerator, denominator), scale };
}

/** Rounded to `scale` decimals, half away from zero. */
export function round(a: Decimal, scale: number): Decimal {
  return a.scale <= scale ? a : { digits: roundedQuotient(a.digits, 10n ** BigInt(a.scale - scale)), scale };
}

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
}

/** The number that is written as this decimal, or undefined when no double is. */
export function toNumber(value: Decimal): number | undefined {
  const text = textOf(value);
  const number = Number(text);
  const back = decimalOf(number);
  return Number.isFinite(number) && at(back, Math.max(back.scale, value.scale)) === at(value, Math.max(back.scale, value.scale)) ? (number === 0 ? 0 : number) : undefined;
}

function textOf({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

function at(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}
