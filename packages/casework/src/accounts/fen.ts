import type { JsonValue } from '@cebao/engine';

/** The most an account holds or a line moves: beyond it a number no longer holds every fen. */
export const MOST_FEN = Number.MAX_SAFE_INTEGER;

const YUAN = /^(-?)(\d{1,14})(?:\.(\d{1,2}))?$/;

/**
 * Yuan as whole fen, by its decimal text: no digit is computed in floating point. Undefined for what is not an amount of
 * money with at most two decimals.
 *
 * @example
 * fenOf(1234.5); // 123450
 */
export function fenOf(yuan: JsonValue | undefined): number | undefined {
  if (typeof yuan !== 'number') return undefined;
  const [, sign = '', whole, fraction = ''] = YUAN.exec(String(yuan)) ?? [];
  if (whole === undefined) return undefined;
  const fen = Number(`${sign}${whole}${fraction.padEnd(2, '0')}`) + 0;
  return Math.abs(fen) <= MOST_FEN ? fen : undefined;
}

/**
 * Whole fen as yuan: the number that prints exactly this amount.
 *
 * @example
 * yuanOf(123450); // 1234.5
 */
export function yuanOf(fen: number): number {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return Number(`${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
}
