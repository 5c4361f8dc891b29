import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openConnection } from './connection.ts';
import { fence } from './fence.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const everyType = (): unknown[] => [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  1.5,
  2 ** 53,
  Number.NaN,
  Infinity,
  -Infinity,
  1n,
  2n ** 63n,
  -(2n ** 63n),
  2n ** 64n,
  '',
  'a\0b',
  '\ud800',
  '\udc00x',
  '😀',
  Symbol('s'),
  Symbol.iterator,
  () => 1,
  class A {},
  async () => {},
  {},
  { a: 1 },
  Object.create(null),
  [],
  [1],
  [[]],
  new Date(),
  /x/,
  new Error('e'),
  new Map(),
  new Set(),
  new WeakMap(),
  new WeakSet(),
  Promise.resolve(),
  new Proxy({}, {}),
  new Proxy([], {}),
  Object(1),
  Object('s'),
  Object(true),
  Object(1n),
  new ArrayBuffer(4),
  new SharedArrayBuffer(4),
  new DataView(new ArrayBuffer(4)),
  new Int8Array(2),
  new Uint8ClampedArray(2),
  new Float64Array(2),
  new BigInt64Array(2),
  new Uint8Array([1, 2]),
  new Uint8Array(new SharedArrayBuffer(2)),
  Buffer.from('abc'),
  Buffer.alloc(0),
  globalThis,
  Math,
  JSON,
  function* () {},
  { valueOf: () => 1 },
  { toString: () => 'x' },
  { [Symbol.toPrimitive]: () => 1 },
];

/** What must come back from the database, or nothing if the fence must refuse it. */
function expected(value: unknown): { is: unknown } | undefined {
  if (value === null) return { is: null };
  if (typeof value === 'boolean') return { is: value ? 1 : 0 };
  if (typeof value === 'string')
    return value.includes('\0') || /\p{Surrogate}/u.test(value) ? undefined : { is: value };
  if (typeof value === 'number')
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
      ? { is: value + 0 }
      : undefined;
  if (typeof value === 'bigint') return value >= -(2n ** 63n) && value < 2n ** 63n ? { is: Number(value) } : undefined;
  if (value instanceof Uint8Array) return { is: Buffer.from(value).toString('hex') };
  return undefined;
}

describe('the fence in front of the native driver', () => {
  it('gives back every value it lets through and refuses every other, and the process lives', () => {
    const connection = openConnection(join(temporaryFolder(), 'fence.db'), { busyTimeout: 0 });
    connection.all('create table anything (id integer primary key, value any) strict', []);
    // In one transaction: what is tried is the driver, not the disk.
    connection.exec('BEGIN IMMEDIATE');
    const check = (value: unknown) => {
      const wanted = expected(value);
      const keep = () =>
        connection.all('insert into anything (value) values (?) returning value, typeof(value) as type', [value]);
      if (!wanted) {
        expect(keep).toThrow(TypeError);
        return;
      }
      const row = keep()[0];
      expect(row?.value instanceof Uint8Array ? Buffer.from(row.value).toString('hex') : row?.value).toEqual(wanted.is);
      if (Number.isInteger(value)) expect(row?.type).toBe('integer');
    };
    for (const value of everyType()) check(value);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything({
            withBigInt: true,
            withBoxedValues: true,
            withDate: true,
            withMap: true,
            withSet: true,
            withNullPrototype: true,
            withObjectString: true,
            withSparseArray: true,
            withTypedArray: true,
            withUnicodeString: true,
          } as fc.ObjectConstraints),
          fc.string({ unit: 'binary' }),
          fc.double().filter((number) => !Number.isInteger(number) || Number.isSafeInteger(number)),
          fc
            .bigInt({ min: -(2n ** 70n), max: 2n ** 70n })
            .filter((big) => (big > -(2n ** 53n) && big < 2n ** 53n) || big >= 2n ** 63n || big < -(2n ** 63n)),
          fc.uint8Array(),
        ),
        (value) => {
          if (typeof value === 'bigint' && (value > 2n ** 53n || value < -(2n ** 53n)) && expected(value)) return;
          check(value);
        },
      ),
      { numRuns: 5_000 },
    );
    connection.discard();
  });

  it('takes its values as one array and nothing else', () => {
    for (const value of everyType().filter((given) => !Array.isArray(given)))
      expect(() => fence(value as never)).toThrow(TypeError);
    // biome-ignore lint/suspicious/noSparseArray: that is what is tried
    expect(() => fence([1, , 2])).toThrow(TypeError);
    expect(fence([true, null, 5, 0.5])).toEqual([1n, null, 5n, 0.5]);
  });

  it('holds a copy of bytes', () => {
    const bytes = new Uint8Array([1, 2]);
    const [held] = fence([bytes]);
    bytes.fill(9);
    expect(held).toEqual(Buffer.from([1, 2]));
  });
});
