import {
  AFTER_NUMBER,
  BEFORE_NUMBER,
  type BoundaryOperator,
  DIGITS,
  HUNDRED_MILLION,
  MEASURES,
  PLACES,
  SERIES,
  TEN_THOUSAND,
  TWO,
} from './messages/quote-words.ts';

/** A number in a sentence with a word that says on which side it lies. */
export interface Boundary {
  readonly value: number;
  readonly operator: BoundaryOperator;
  /** The words as they stand. */
  readonly phrase: string;
}

/** Where the number itself belongs: to what is above it, or to what is below it. */
export const SIDE: Readonly<Record<BoundaryOperator, 'above' | 'below'>> = {
  '>': 'below',
  '<=': 'below',
  '>=': 'above',
  '<': 'above',
};

const HAN_NUMBER = `[${DIGITS}${TWO}${Object.keys(PLACES).join('')}]+`;
const NUMBER = `(\\d+(?:[,\\uff0c]\\d{3})*(?:\\.\\d+)?|${HAN_NUMBER})(${TEN_THOUSAND}|${HUNDRED_MILLION})?`;
const words = (list: readonly (readonly [string, string])[]) => list.map(([word]) => word).join('|');
const BEFORE = new RegExp(`(${words(BEFORE_NUMBER)})${NUMBER}`, 'gu');
const AFTER = new RegExp(`${NUMBER}(?:${MEASURES})?(${words(AFTER_NUMBER)})`, 'gu');
const EACH = new RegExp(NUMBER, 'gu');

/**
 * The boundaries that a quoted sentence states.
 *
 * @example
 * boundariesIn(quote); // [{ value: 200000, operator: '>', phrase: … }]
 */
export function boundariesIn(quote: string): Boundary[] {
  const text = plain(quote);
  const found: Boundary[] = [];
  for (const match of text.matchAll(BEFORE)) {
    const [phrase, word, digits, scale] = match;
    const operator = BEFORE_NUMBER.find(([known]) => known === word)?.[1];
    if (operator) found.push({ value: valueOf(digits as string, scale), operator, phrase });
  }
  for (const match of text.matchAll(AFTER)) {
    const [phrase, digits, scale, word] = match;
    const operator = AFTER_NUMBER.find(([known]) => known === word)?.[1];
    if (operator) found.push({ value: valueOf(digits as string, scale), operator, phrase });
  }
  return found;
}

/** Every number of a sentence; a number of a series takes the ten-thousands of its last one too. */
export function numbersIn(quote: string): number[] {
  const text = plain(quote);
  const found: number[] = [];
  const matches = [...text.matchAll(EACH)];
  for (const [index, match] of matches.entries()) {
    const [, digits, scale] = match;
    found.push(valueOf(digits as string, scale));
    if (scale !== undefined) continue;
    const next = matches[index + 1];
    const between = next ? text.slice(match.index + match[0].length, next.index) : '';
    if (next?.[2] !== undefined && between !== '' && [...between].every((sign) => SERIES.includes(sign)))
      found.push(valueOf(digits as string, next[2]));
  }
  return found;
}

function plain(quote: string): string {
  return quote.replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10)).replace(/\s/g, '');
}

function valueOf(digits: string, scale: string | undefined): number {
  const number = /^\d/.test(digits) ? Number(digits.replace(/[,\uff0c]/g, '')) : hanNumber(digits);
  const factor = scale === TEN_THOUSAND ? 10_000 : scale === HUNDRED_MILLION ? 100_000_000 : 1;
  return Math.round(number * factor * 1e6) / 1e6;
}

function hanNumber(text: string): number {
  let total = 0;
  let digit: number | undefined;
  for (const sign of text) {
    const place = PLACES[sign];
    if (place !== undefined) {
      total += (digit ?? 1) * place;
      digit = undefined;
    } else digit = TWO.includes(sign) ? 2 : DIGITS.indexOf(sign);
  }
  return total + (digit ?? 0);
}
