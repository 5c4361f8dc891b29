import type { JsonValue } from '@cebao/engine';
import { fill, type Policy, packMessages, valueWords } from '@cebao/pack';
import { words } from './messages/zh-CN.ts';

/** A param's value with its unit, as people read it. Objects name each of their keys. */
export function valueText(policy: Policy, value: JsonValue | undefined, unit: string | undefined): string {
  if (value === undefined) return words.noValueToday;
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value)
      .map(([key, item]) => fill(words.factWords, { title: policy.words(key), value: valueText(policy, item, unit) }))
      .join(words.factJoint);
  }
  return valueWords(value, unit === undefined ? undefined : { unit }, (code) => policy.words(code));
}

export function basisText(basis: string | undefined): string {
  return basis === undefined ? '' : (packMessages[`basis.${basis}`] ?? basis);
}

export function levelText(level: string): string {
  return packMessages[`level.${level}`] ?? level;
}

/** The day a value begins: stated, or the day its source is evidenced. */
export function fromText(row: {
  readonly from: string | undefined;
  readonly evidencedFrom: string | undefined;
}): string {
  if (row.from !== undefined) return row.from;
  return row.evidencedFrom === undefined ? words.always : fill(words.evidencedFrom, { date: row.evidencedFrom });
}
