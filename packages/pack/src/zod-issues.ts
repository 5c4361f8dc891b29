import type { Issue, JsonValue } from '@cebao/engine';
import { nearestName } from '@cebao/engine';
import type { z } from 'zod';
import { pointer } from './strict-json.ts';

/** zod's findings as our issues: code, pointer, what was expected, what was there. */
export function issuesOfZod(error: z.ZodError, input: unknown, at: string): Issue[] {
  return error.issues.map((found) => {
    const path = `${at}${pointer(found.path)}`;
    switch (found.code) {
      case 'unrecognized_keys': {
        const name = found.keys[0] as string;
        const known = Object.keys((valueAt(input, found.path) as Record<string, unknown>) ?? {});
        return {
          code: 'unknownKey',
          path: `${path}/${name}`,
          params: {
            name,
            suggestion: nearestName(
              name,
              known.filter((key) => key !== name),
            ),
          },
        };
      }
      case 'invalid_type': {
        const actual = valueAt(input, found.path);
        return actual === undefined
          ? { code: 'missingKey', path, params: { expected: found.expected } }
          : { code: 'wrongType', path, params: { expected: found.expected, found: typeName(actual) } };
      }
      case 'invalid_value':
        if (valueAt(input, found.path) === undefined)
          return { code: 'missingKey', path, params: { expected: found.values.map(String).join() } };
        return {
          code: 'notAllowedValue',
          path,
          params: { expected: found.values.map(String), found: short(valueAt(input, found.path)) },
        };
      case 'invalid_format':
        return {
          code: 'wrongFormat',
          path,
          params: { expected: found.format, found: short(valueAt(input, found.path)) },
        };
      case 'too_big':
        return { code: 'tooBig', path, params: { limit: Number(found.maximum) } };
      case 'too_small':
        return { code: 'tooSmall', path, params: { limit: Number(found.minimum) } };
      case 'invalid_union': {
        const kinds = found.errors.flat().flatMap((one) => (one.code === 'invalid_type' ? [one.expected] : []));
        return valueAt(input, found.path) === undefined
          ? { code: 'missingKey', path, params: { expected: [...new Set(kinds)].join() } }
          : { code: 'malformed', path, params: { found: short(valueAt(input, found.path)) } };
      }
      default:
        return { code: 'malformed', path, params: { found: short(valueAt(input, found.path)) } };
    }
  });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

/** The JSON type of a value, for messages. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function short(value: unknown): JsonValue {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
