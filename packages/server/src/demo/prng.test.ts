import { expect, test } from 'vitest';
import { createPrng, seedOf } from './prng.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: number) =>
    Array.from(
      { length: 20 },
      (
        (prng) => () =>
          prng.between(0, 999)
      )(createPrng(seed)),
    );
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('mulberry32 as published', () => {
  const prng = createPrng(1);
  expect([prng.next(), prng.next()].map((n) => n.toFixed(8))).toEqual(['0.62707394', '0.00273572']);
});

test('bounds are met and kept', () => {
  const prng = createPrng(3);
  const drawn = new Set(Array.from({ length: 400 }, () => prng.between(1, 6)));
  expect([...drawn].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('words make different seeds', () => {
  expect(seedOf('a', 'b')).not.toBe(seedOf('ab'));
  expect(seedOf('people', 7)).toBe(seedOf('people', 7));
});
