import type { JsonValue } from '@cebao/engine';
import { messages } from './messages/zh-CN.ts';

/** What a JSON value is, in words. */
export function kindOf(value: JsonValue): string {
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return messages.kinds[kind] ?? kind;
}
