import { LIST_LIMIT, Refusal, TEXT_LIMIT } from '../frame.ts';
import type { JsonValue } from '../issue.ts';

/** The operand as a finite number, or a refusal: text is never read as a number. */
export function numberOf(value: JsonValue, path: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value === null) throw new Refusal('missingOperand', path);
  throw new Refusal('notANumber', path, { found: kindOf(value) });
}

export function listOf(value: JsonValue, path: string): JsonValue[] {
  if (Array.isArray(value)) return value;
  if (value === null) throw new Refusal('missingOperand', path);
  throw new Refusal('notAList', path, { found: kindOf(value) });
}

export function textOf(value: JsonValue, path: string): string {
  if (typeof value === 'string') return value;
  if (value === null) throw new Refusal('missingOperand', path);
  throw new Refusal('notText', path, { found: kindOf(value) });
}

/** A result that must stay inside the limits of text and lists, and be a finite number. */
export function bounded(value: JsonValue, path: string): JsonValue {
  if (typeof value === 'string' && value.length > TEXT_LIMIT) throw new Refusal('textTooLong', path, { limit: TEXT_LIMIT });
  if (Array.isArray(value) && value.length > LIST_LIMIT) throw new Refusal('listTooLong', path, { limit: LIST_LIMIT });
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Refusal('notRepresentable', path);
  return value;
}

/** The JSON kind of a value, for messages. */
export function kindOf(value: JsonValue): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
