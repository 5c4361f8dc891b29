import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, dataScope, type JsonValue, parseExpression } from './index.ts';

// decimal.js, wide enough to be exact here, is the oracle. A refusal is right only where no number prints the result.
const Exact = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 });
const seed = Date.now() & 0x7fffffff;
console.log(`decimals: SEED=${seed}`);
const options = { seed, numRuns: 20_000 };

function check(rule: JsonValue, expected: Decimal): void {
  const parsed = parseExpression(rule);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const run = compileExpression(parsed.value).run(dataScope({}));
  const number = expected.toNumber();
  const printable = Number.isFinite(number) && new Exact(String(number)).equals(expected);
  if (run.ok)
    expect(
      new Exact(String(run.value)).equals(expected),
      `${JSON.stringify(rule)} gave ${JSON.stringify(run.value)}, not ${expected}`,
    ).toBe(true);
  else expect([run.issue.code, printable]).toEqual(['notRepresentable', false]);
}

const amount = fc.oneof(
  fc.integer({ min: -10_000_000_00, max: 10_000_000_00 }).map((fen) => fen / 100),
  fc.integer({ min: -999_999, max: 999_999 }).map((n) => Number(`${n}e-4`)),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e21, max: 1e21 }),
  fc.constantFrom(0, 0.1, 0.2, 0.3, 1.005, 2.5, -2.5, 1e-7, 5e-8, 123456789.125, 9007199254740991),
);
const places = fc.integer({ min: 0, max: 8 });

describe('exact decimals agree with decimal.js', () => {
  test('sum, difference, product', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 6 }), amount, amount, (list, a, b) => {
        check(
          { sum: [list] },
          list.reduce((total, each) => total.plus(each), new Exact(0)),
        );
        check({ difference: [a, b] }, new Exact(a).minus(b));
        check({ product: [a, b] }, new Exact(a).times(b));
      }),
      options,
    );
  });

  test('quotient and round, half up away from zero', () => {
    fc.assert(
      fc.property(amount, amount, places, (a, b, scale) => {
        check({ round: [a, scale] }, new Exact(a).toDecimalPlaces(scale));
        if (b !== 0) check({ quotient: [a, b, scale] }, new Exact(a).div(b).toDecimalPlaces(scale));
      }),
      options,
    );
  });

  test('moneySum of whole fen is exact and always printable', () => {
    const fen = fc.integer({ min: 0, max: 1_000_000_000_00 });
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 50 }), (list) => {
        const parsed = parseExpression({ moneySum: [list.map((each) => each / 100)] });
        const run = parsed.ok && compileExpression(parsed.value).run(dataScope({}));
        expect(run !== false && run.ok && run.value).toBe(list.reduce((a, b) => a + b, 0) / 100);
      }),
      { seed, numRuns: 3_000 },
    );
  });
});
