import type { JsonValue } from '@cebao/engine';
import type { Answer } from '../answer.ts';

/** Keys of a value that say yes or no. */
const VERDICTS = ['eligible', 'conforms', 'allowed'];

/** Whether an answer lets someone go on: decided, and its verdict, where it has one, is yes. */
export function passes(answer: Answer): boolean {
  if (answer.status !== 'decided') return false;
  const value = answer.value as JsonValue;
  if (value === false) return false;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return true;
  return VERDICTS.every((key) => value[key] !== false);
}

/** Whether two answers come to the same: the same value, or the same rule with another figure only. */
export function comesToTheSame(a: Answer, b: Answer): boolean {
  if (a.status !== b.status || a.reason !== b.reason) return false;
  if (JSON.stringify(a.value ?? null) === JSON.stringify(b.value ?? null)) return sameList(a.missing, b.missing);
  return hitOf(a) === hitOf(b) && withoutFigures(a.value ?? null) === withoutFigures(b.value ?? null);
}

function sameList(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

function hitOf(answer: Answer): string {
  return answer.trace
    .filter(({ hit }) => hit)
    .map(({ rule }) => rule)
    .join('\n');
}

function withoutFigures(value: JsonValue): string {
  return JSON.stringify(value, (_, item) => (typeof item === 'number' ? 0 : item)) ?? '';
}
