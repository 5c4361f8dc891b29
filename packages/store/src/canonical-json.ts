import type { JsonValue } from '@cebao/engine';
import canonicalize from 'canonicalize';

/**
 * The one text of a JSON value (RFC 8785): keys sorted, no spaces, numbers as JavaScript prints them.
 *
 * @example
 * canonicalJson({ b: 1, a: [true] }); // → '{"a":[true],"b":1}'
 */
export function canonicalJson(value: JsonValue): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
