/** What the native driver can be given safely. */
export type BoundValue = null | string | number | bigint | Buffer;

const LONE_SURROGATE = /\p{Surrogate}/u;
const INT64 = 2n ** 63n;

/**
 * The one door to the native driver for values. The driver aborts the whole process on booleans and
 * on single objects, cuts text at NUL, and binds every number as a float: here booleans become 0 and 1,
 * whole numbers become integers, and everything the database could not give back is refused before
 * the driver sees it.
 *
 * @example
 * fence([true, 5, 'a', new Uint8Array([1])]); // → [1n, 5n, 'a', <Buffer 01>]
 */
export function fence(values: readonly unknown[]): BoundValue[] {
  if (!Array.isArray(values)) throw new TypeError('bound values come as one array');
  return Array.from(values as readonly unknown[], fenceOne);
}

function fenceOne(value: unknown): BoundValue {
  if (value === null) return null;
  switch (typeof value) {
    case 'string':
      if (value.includes('\0')) throw new TypeError('text with NUL is not stored');
      if (LONE_SURROGATE.test(value)) throw new TypeError('text with half a surrogate pair is not stored');
      return value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('only finite numbers are stored');
      if (!Number.isInteger(value)) return value;
      if (!Number.isSafeInteger(value)) throw new TypeError('whole numbers beyond 2^53 come as bigint');
      return BigInt(value);
    case 'bigint':
      if (value < -INT64 || value >= INT64) throw new TypeError('integers have at most 64 bits');
      return value;
    default:
      // Copied, so that the driver never holds memory that somebody resizes, transfers or shares.
      if (value instanceof Uint8Array) return Buffer.from(value);
      throw new TypeError(`a value of type ${typeof value} is not stored`);
  }
}
