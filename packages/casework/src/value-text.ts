import type { JsonValue } from '@cebao/engine';
import { fill } from '@cebao/pack';
import { caseworkWords as words } from './messages/zh-CN.ts';

/** How a value is shown. */
export type ValueFormat = 'text' | 'money' | 'date' | 'number' | 'label' | 'organisation' | 'place';

/** Where the words for codes, organisations and places come from. */
export interface ValueNames {
  /** Words of the pack for a code. */
  readonly words: (code: string) => string;
  readonly organisation?: ((id: string) => string) | undefined;
  readonly place?: ((path: string) => string) | undefined;
}

/**
 * A value as people read it; absent values are empty text.
 *
 * @example
 * valueText(200000, 'money', names); // 200,000.00 and the unit
 */
export function valueText(
  value: JsonValue | undefined,
  format: ValueFormat,
  names: ValueNames,
  labels?: Readonly<Record<string, string>>,
): string {
  if (value === undefined || value === null) return words.empty;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value))
    return value.map((item) => valueText(item, format, names, labels)).join(words.listSeparator);
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (labels && Object.hasOwn(labels, text)) return labels[text] as string;
  switch (format) {
    case 'money':
      return fill(words.money, { amount: grouped(text, 2) });
    case 'date':
      return dateText(text);
    case 'number':
      return text;
    case 'label':
      return names.words(text);
    case 'organisation':
      return names.organisation?.(text) ?? text;
    case 'place':
      return names.place?.(text) ?? text;
    case 'text':
      return text;
  }
}

function dateText(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(text) ?? [];
  if (year === undefined || month === undefined) return text;
  return fill(day === undefined ? words.month : words.date, {
    year,
    month: String(Number(month)),
    day: String(Number(day)),
  });
}

/** Groups of three before the point and a fixed number of decimals, by text: no digit is computed. */
function grouped(text: string, decimals: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return text;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(decimals, '0')}`;
}
