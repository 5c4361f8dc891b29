import type { JsonValue } from './issue.ts';

/** Whether a value counts as true, as JsonLogic has it: an empty list is false, "0" is true. */
export function isTruthy(value: JsonValue): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
