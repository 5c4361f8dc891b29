import type { JsonValue } from './issue.ts';
import { LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';
import { findReservedSegment } from './reserved-names.ts';

/**
 * A value of its own, so that an answer is never a live piece of a case. A rule can make a small web of shared lists
 * that is huge when written out: every node and every text of the copy is paid for.
 */
export function copyValue(value: JsonValue, charge: (cost: number) => void, depth = 0): JsonValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : refuse('notRepresentable', '');
  if (value === undefined) return null;
  if (typeof value === 'string') charge(value.length >> 4);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= LIMITS.answerDepth) refuse('answerTooDeep', '', { limit: LIMITS.answerDepth });
  if (Array.isArray(value)) {
    charge(value.length);
    return value.map((item) => copyValue(item, charge, depth + 1));
  }
  const made: Record<string, JsonValue> = {};
  const names = Object.keys(value);
  charge(names.length);
  for (const name of names) {
    if (findReservedSegment(name) !== undefined) refuse('reservedName', '', { name });
    charge(name.length >> 4);
    made[name] = copyValue(value[name] as JsonValue, charge, depth + 1);
  }
  return made;
}
