/** Money: yuan, and yuan per something. */
export function isMoneyUnit(unit: string | undefined): boolean {
  return unit !== undefined && (unit === 'yuan' || unit.startsWith('yuan/'));
}

/** Units the product has words for, and those that need none. */
export const KNOWN_UNITS: readonly string[] = [
  'yuan',
  'yuan/month',
  'yuan/year',
  'yuan/person',
  'yuan/household',
  '%',
  'ratio',
  'point',
  'person',
  'household',
  'time',
  'item',
  'place',
  'hour',
  'day',
  'workday',
  'month',
  'year',
  'squareMetre',
  'choice',
  'list',
  'text',
];

const SHARES: ReadonlySet<string> = new Set(['%', 'ratio']);
const SPANS: ReadonlySet<string> = new Set(['hour', 'day', 'workday', 'month', 'year']);
const COUNTS: ReadonlySet<string> = new Set(['plain', 'person', 'household', 'time', 'item', 'place']);

/** Whether numbers of two units may stand in one order or one sum. A bare number is a count, never money or a share. */
export function agree(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return true;
  const other = a === 'plain' ? b : b === 'plain' ? a : undefined;
  return other !== undefined && !isMoneyUnit(other) && !SHARES.has(other) && KNOWN_UNITS.includes(other);
}

/** The unit of a product; a written number has no unit of its own. */
export function unitOfProduct(a: string | undefined, b: string | undefined, factor?: number): string | undefined {
  if (a === undefined || b === undefined) {
    const known = a ?? b;
    if (factor === undefined || known === undefined) return factor === undefined ? undefined : known;
    return known.startsWith('%·') && factor === 0.01 ? known.slice(2) : known;
  }
  if (a === 'ratio' || COUNTS.has(a)) return perSpan(b, a);
  if (b === 'ratio' || COUNTS.has(b)) return perSpan(a, b);
  if (a === '%') return `%·${b}`;
  if (b === '%') return `%·${a}`;
  const span = SPANS.has(a) ? a : SPANS.has(b) ? b : undefined;
  const rate = span === a ? b : a;
  if (span !== undefined && rate.endsWith(`/${span}`)) return rate.slice(0, -span.length - 1);
  return `${a}·${b}`;
}

function perSpan(unit: string, count: string): string {
  return unit.endsWith(`/${count}`) ? unit.slice(0, -count.length - 1) : unit;
}

/** The unit of a quotient. */
export function unitOfQuotient(a: string | undefined, b: string | undefined, divisor?: number): string | undefined {
  if (a === undefined) return undefined;
  if (divisor !== undefined) return divisor === 100 && a.startsWith('%·') ? a.slice(2) : a;
  if (b === undefined) return undefined;
  if (a === b) return a === 'plain' ? 'plain' : 'ratio';
  if (COUNTS.has(b)) return COUNTS.has(a) ? 'ratio' : a;
  return SPANS.has(b) ? `${a}/${b}` : `${a}÷${b}`;
}

/** Whether a unit says ten-thousands, which no value here is written in. */
export function isTenThousands(unit: string): boolean {
  return /^(wan|ten-?thousand|w-?yuan|k-?yuan)|wanyuan|\u4e07/i.test(unit);
}
