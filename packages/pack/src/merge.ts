import type { JsonValue } from '@cebao/engine';
import type { MergeMode } from './format.ts';

/**
 * What a lower layer's value becomes under the upper layer's merge mode: `held` when the mode forbids it (the upper
 * value stays), otherwise the merged value.
 *
 * - `override` the lower value · `floor` only a greater one · `ceiling` only a smaller one · `locked` none
 * - `append` the upper list and what the lower one adds · `subset` only items of the upper list
 *
 * @example
 * guardOverride('floor', 5, 3);        // { held: true, value: 5 }
 * guardOverride('append', ['a'], ['b']); // { held: false, value: ['a', 'b'] }
 */
export function guardOverride(
  mode: MergeMode,
  upper: JsonValue,
  lower: JsonValue,
): { held: boolean; value: JsonValue } {
  switch (mode) {
    case 'override':
      return { held: false, value: lower };
    case 'floor':
      return numbers(upper, lower) && (lower as number) >= (upper as number)
        ? { held: false, value: lower }
        : { held: true, value: upper };
    case 'ceiling':
      return numbers(upper, lower) && (lower as number) <= (upper as number)
        ? { held: false, value: lower }
        : { held: true, value: upper };
    case 'locked':
      return JSON.stringify(upper) === JSON.stringify(lower)
        ? { held: false, value: upper }
        : { held: true, value: upper };
    case 'append':
      return Array.isArray(upper) && Array.isArray(lower)
        ? { held: false, value: union(upper, lower) }
        : { held: true, value: upper };
    case 'subset':
      return Array.isArray(upper) && Array.isArray(lower) && lower.every((item) => has(upper, item))
        ? { held: false, value: lower }
        : { held: true, value: upper };
  }
}

function numbers(...values: JsonValue[]): boolean {
  return values.every((value) => typeof value === 'number');
}

function union(upper: JsonValue[], lower: JsonValue[]): JsonValue[] {
  return [...upper, ...lower.filter((item) => !has(upper, item))];
}

function has(list: JsonValue[], item: JsonValue): boolean {
  const key = JSON.stringify(item);
  return list.some((other) => JSON.stringify(other) === key);
}
