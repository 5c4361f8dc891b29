/** A decimal: `digits` times ten to the minus `scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** The sum of numbers as decimals: 0.1 and 0.2 are 0.3. */
export function exactSum(values: readonly number[]): number {
  return numberOf(sumOf(values.map(decimalOf)));
}

/** The middle of numbers put in order; of an even count the mean of the two in the middle. Undefined without numbers. */
export function exactMedian(values: readonly number[]): number | undefined {
  const ordered = [...values].sort((a, b) => a - b);
  const right = ordered[Math.floor(ordered.length / 2)];
  if (right === undefined) return undefined;
  const left = ordered[ordered.length / 2 - 1];
  if (ordered.length % 2 === 1 || left === undefined) return right;
  const { digits, scale } = sumOf([decimalOf(left), decimalOf(right)]);
  return numberOf({ digits: digits * 5n, scale: scale + 1 });
}

/** A part of a whole in percent with one decimal, rounded half up. Undefined where there is no whole. */
export function percentOf(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.floor((part * 2000 + whole) / (whole * 2)) / 10;
}

function sumOf(decimals: readonly Decimal[]): Decimal {
  const scale = Math.max(0, ...new Set(decimals.map((one) => one.scale)));
  let digits = 0n;
  for (const one of decimals) digits += one.digits * 10n ** BigInt(scale - one.scale);
  return { digits, scale };
}

function decimalOf(value: number): Decimal {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function numberOf({ digits, scale }: Decimal): number {
  return Number(`${digits}e${-scale}`) + 0;
}
