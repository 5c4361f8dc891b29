import type { Issue, JsonValue } from '@cebao/engine';

const DEPTH_LIMIT = 200;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether every database keeps this text as it is: no NUL (cut off, or refused) and no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}

/**
 * Everything in a value that a store could not give back as it was: what is no JSON, text with NUL or
 * half a character, nesting without end.
 *
 * @example
 * checkJson({ name: 'a\0' }, '/body'); // → [{ code: 'textNotStorable', path: '/body/name', params: {} }]
 */
export function checkJson(value: unknown, path: string): Issue[] {
  const issues: Issue[] = [];
  const visit = (item: unknown, at: string, depth: number): void => {
    if (item === null || typeof item === 'boolean') return;
    if (typeof item === 'string') {
      if (!isStorableText(item)) issues.push({ code: 'textNotStorable', path: at, params: {} });
      return;
    }
    if (typeof item === 'number' && Number.isFinite(item)) return;
    if (depth > DEPTH_LIMIT) {
      issues.push({ code: 'jsonTooDeep', path: at, params: { limit: DEPTH_LIMIT } });
      return;
    }
    if (Array.isArray(item)) {
      for (let i = 0; i < item.length; i++) visit(item[i], `${at}/${i}`, depth + 1);
      return;
    }
    if (typeof item === 'object' && isPlain(item)) {
      for (const [key, inner] of Object.entries(item)) {
        const here = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        if (!isStorableText(key)) issues.push({ code: 'textNotStorable', path: here, params: {} });
        visit(inner, here, depth + 1);
      }
      return;
    }
    issues.push({ code: 'valueNotStorable', path: at, params: { found: nameOf(item) } });
  };
  visit(value, path, 0);
  return issues;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) &&
    typeof (value as { toJSON?: unknown }).toJSON !== 'function'
  );
}

function nameOf(value: unknown): JsonValue {
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' ? (value?.constructor?.name ?? 'object') : typeof value;
}
