import { isCivilDate, type JsonValue } from '@cebao/engine';
import { packMessages as m } from '../messages/zh-CN.ts';
import { fill } from '../words.ts';
import { join, say } from './say.ts';

/** What is known of a value: its unit, and the words of its list. */
export interface ValueSpec {
  readonly unit?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** How money is written: in the shortest way, in yuan, or in yuan with ten-thousands beside it. */
export type MoneyStyle = 'short' | 'yuan' | 'both';

/**
 * A value in Chinese: labels of its list, money with ten-thousands, days as 2026-11-25 is said.
 *
 * @example
 * valueWords(200000, { unit: 'yuan' }, policy.words);
 */
export function valueWords(
  value: JsonValue,
  spec: ValueSpec | undefined,
  words: (code: string) => string,
  style: MoneyStyle = 'both',
): string {
  if (value === null || value === undefined) return say('absent');
  if (typeof value === 'boolean') return spec?.labels?.[`${value}`] ?? say(value ? 'yes' : 'no');
  if (typeof value === 'number') return numberWords(value, spec?.unit, style);
  if (Array.isArray(value))
    return value.length === 0
      ? say('none')
      : join(
          value.map((item) => valueWords(item, spec, words, style)),
          'list',
        );
  if (typeof value === 'object')
    return join(
      Object.values(value).map((item) => valueWords(item, spec, words, style)),
      'clause',
    );
  if (value === '') return say('blank');
  return spec?.labels?.[value] ?? dayWords(value) ?? words(value);
}

/** `2026-11-25` or `2026-11` as people write it; undefined for any other text. */
export function dayWords(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match || !isCivilDate(match[3] ? text : `${text}-01`)) return undefined;
  const [y, month, d] = match.slice(1, 4).map((part) => String(Number(part)));
  return match[3]
    ? say('day', { y: y ?? '', m: month ?? '', d: d ?? '' })
    : say('month', { y: y ?? '', m: month ?? '' });
}

/** A number with its unit; from five digits on, thousands are kept apart by a blank. */
export function numberWords(value: number, unit: string | undefined, style: MoneyStyle = 'both'): string {
  const n = grouped(value);
  if (isRoundMoney(value, unit) && style !== 'yuan') {
    const wan = grouped(value / 10_000);
    if (unit === 'yuan/month') return say('wanMonth', { n: wan });
    return style === 'short' ? say('wan', { n: wan }) : say('yuanAndWan', { n, wan });
  }
  if (unit === 'ratio') return say('percent', { n: grouped(Number((value * 100).toFixed(8))) });
  const template = unit === undefined ? undefined : m[`unit.${unit}`];
  return template ? fill(template, { n }) : n;
}

/** Money that ten-thousands say without loss and more shortly. */
export function isRoundMoney(value: number, unit: string | undefined): boolean {
  return (unit?.startsWith('yuan') ?? false) && Math.abs(value) >= 10_000 && Number.isInteger(value / 100);
}

function grouped(value: number): string {
  const [whole = '0', fraction] = String(value).split('.');
  const grouping = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, ' ') : whole;
  return fraction === undefined ? grouping : `${grouping}.${fraction}`;
}
