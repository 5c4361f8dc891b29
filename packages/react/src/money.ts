import { reactMessages as words } from './messages/zh-CN.ts';
import { plainDigits } from './plain-digits.ts';

/** What a text says as an amount of yuan. */
export type MoneyReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'amount'; readonly yuan: number }
  | { readonly kind: 'tooFine'; readonly yuan: number }
  | { readonly kind: 'tooLong' }
  | { readonly kind: 'notNumber' };

/**
 * Reads an amount as people write it: full-width digits, thousands separators, a closing unit, ten-thousands.
 *
 * @example
 * readMoney('\uFF11\uFF19\uFF19,999.99'); // { kind: 'amount', yuan: 199999.99 }
 * readMoney('12.345');                    // { kind: 'tooFine', yuan: 12.345 }
 */
export function readMoney(text: string): MoneyReading {
  let plain = plainDigits(text).replace(/^[\u00A5\uFFE5]/, '');
  if (plain.endsWith(words.charYuan)) plain = plain.slice(0, -1);
  const tenThousands = plain.endsWith(words.charWan);
  if (tenThousands) plain = plain.slice(0, -1);
  if (plain === '') return text.trim() === '' ? { kind: 'empty' } : { kind: 'notNumber' };
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(plain);
  if (!match || `${match[2]}${match[3] ?? ''}` === '') return { kind: 'notNumber' };
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = tenThousands
    ? { whole: whole + fraction.padEnd(4, '0').slice(0, 4), fraction: fraction.slice(4) }
    : { whole, fraction };
  const exact = `${sign}${digits.whole.replace(/^0+(?=\d)/, '') || '0'}${digits.fraction.replace(/0+$/, '') === '' ? '' : `.${digits.fraction.replace(/0+$/, '')}`}`;
  const yuan = Number(exact);
  if (String(yuan) !== exact && !(yuan === 0)) return { kind: 'tooLong' };
  return /\.\d{3,}$/.test(exact) ? { kind: 'tooFine', yuan } : { kind: 'amount', yuan };
}

/**
 * An amount with two decimals and thousands separators.
 *
 * @example
 * writeMoney(199999.9); // '199,999.90'
 */
export function writeMoney(yuan: number): string {
  const [whole = '0', fraction = ''] = String(yuan).split('.');
  if (!/^-?\d+$/.test(whole)) return String(yuan);
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}

/** The same amount in ten-thousands, for amounts of at least one: `200000` → `20`. */
export function inTenThousands(yuan: number): string | undefined {
  if (!Number.isFinite(yuan) || Math.abs(yuan) < 10_000) return undefined;
  const [whole = '', fraction = ''] = String(yuan).split('.');
  if (!/^-?\d+$/.test(whole)) return undefined;
  const rest = `${whole.slice(-4)}${fraction}`.replace(/0+$/, '');
  return `${whole.slice(0, -4)}${rest === '' ? '' : `.${rest}`}`;
}
