import type { JsonValue } from './issue.ts';

/** What a value is, in the words that issues use. */
export type Kind = 'null' | 'boolean' | 'number' | 'text' | 'list' | 'object';

/** The kind of a value; undefined counts as null. */
export function kindOf(value: JsonValue | undefined): Kind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    default:
      return 'object';
  }
}

/**
 * Whether a value counts as true, as JsonLogic has it: an empty list is false, `"0"` and `{}` are true.
 *
 * @example
 * isTruthy([]); // false
 */
export function isTruthy(value: JsonValue): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
