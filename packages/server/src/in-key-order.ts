import type { JsonValue } from '@cebao/engine';
import { canonicalJson } from '@cebao/store';

/**
 * A projection with its keys in one order, whichever way the state came about, so that dropped projections come back
 * byte by byte.
 *
 * @example
 * inKeyOrder({ b: 1, a: 2 }); // { a: 2, b: 1 }
 */
export function inKeyOrder(value: object): JsonValue {
  return JSON.parse(canonicalJson(value as JsonValue)) as JsonValue;
}
