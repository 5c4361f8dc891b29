import {
  addDecimals,
  type Decimal,
  decimalOf,
  divideDecimals,
  multiplyDecimals,
  numberOf,
  roundDecimal,
  subtractDecimals,
} from '../decimal.ts';
import { NUMBER } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';
import type { Node } from '../node.ts';
import { checkDivisor, checkNumbers, demandNumber, demandWhole } from '../numbers.ts';
import { binary, type Operator, type Report, variadic } from '../operator.ts';
import { refuse } from '../refusal.ts';
import type { RunState } from '../run-state.ts';

const MOST_PLACES = 12;
const ZERO: Decimal = { digits: 0n, scale: 0 };

/** A number as an exact decimal. Very large and very small ones have hundreds of digits, and are paid for. */
export function demandDecimal(value: JsonValue, run: RunState, path: string): Decimal {
  const number = demandNumber(value, path);
  const size = Math.abs(number);
  if (size >= 1e21 || (size < 1e-7 && size > 0)) run.charge(20, path);
  return decimalOf(number);
}

/** The numbers of some arguments, each a number or a list of numbers. */
export function eachNumber(
  args: readonly JsonValue[],
  run: RunState,
  path: string,
  take: (value: Decimal) => void,
): void {
  for (const arg of args) {
    if (!Array.isArray(arg)) take(demandDecimal(arg, run, path));
    else {
      run.charge(arg.length, path);
      for (const item of arg) take(demandDecimal(item, run, path));
    }
  }
}

/** Judges numbers and lists of numbers, as far as they are written in the rule. */
export function checkNumbersAndLists(args: readonly Node[], report: Report): void {
  for (const arg of args) {
    if (arg.kind === 'list') checkNumbers(arg.items, report);
    else if (arg.kind === 'literal' && Array.isArray(arg.value))
      for (const value of arg.value) checkNumbers([{ kind: 'literal', path: arg.path, value }], report);
    else checkNumbers([arg], report);
  }
}

function checkPlaces(places: Node | undefined, report: Report): void {
  if (places?.kind !== 'literal' || typeof places.value !== 'number') return;
  if (!Number.isInteger(places.value) || places.value < 0 || places.value > MOST_PLACES)
    report('numberOutOfRange', places, { value: places.value, least: 0, most: MOST_PLACES });
}

/** Arithmetic on exact decimals: 0.1 + 0.2 is 0.3. A result that no JSON number prints is refused. */
export const decimalOperators: readonly Operator[] = [
  {
    name: 'sum',
    min: 1,
    standard: false,
    doc: 'The exact sum of numbers or lists of numbers.',
    example: { sum: [{ param: 'base' }, { var: 'increment' }] },
    check: checkNumbersAndLists,
    answers: NUMBER,
    apply: variadic((args, run, path) => {
      let total = ZERO;
      eachNumber(args, run, path, (value) => {
        total = addDecimals(total, value);
      });
      return numberOf(total, path);
    }),
  },
  {
    name: 'difference',
    min: 2,
    max: 2,
    standard: false,
    doc: 'The first number less the second, exactly.',
    example: { difference: [{ var: 'approved' }, { var: 'paid' }] },
    check: checkNumbers,
    answers: NUMBER,
    apply: binary((a, b, run, path) =>
      numberOf(subtractDecimals(demandDecimal(a, run, path), demandDecimal(b, run, path)), path),
    ),
  },
  {
    name: 'product',
    min: 1,
    standard: false,
    doc: 'The exact product of numbers.',
    example: { product: [{ param: 'weight' }, { var: 'score' }] },
    check: checkNumbers,
    answers: NUMBER,
    apply: variadic((args, run, path) => {
      let result: Decimal = { digits: 1n, scale: 0 };
      for (const arg of args) {
        result = multiplyDecimals(result, demandDecimal(arg, run, path));
        if (result.scale > 4_000 || result.digits > MOST_DIGITS || result.digits < -MOST_DIGITS)
          refuse('notRepresentable', path);
        run.charge(1, path);
      }
      return numberOf(result, path);
    }),
  },
  {
    name: 'quotient',
    min: 3,
    max: 3,
    standard: false,
    doc: 'The first number divided by the second, rounded half up to so many places.',
    example: { quotient: [{ var: 'satisfied' }, { var: 'asked' }, 4] },
    check: (args, report) => {
      checkNumbers(args, report);
      checkDivisor(args[1], report);
      checkPlaces(args[2], report);
    },
    answers: NUMBER,
    apply: variadic(([a, b, places], run, path) => {
      const dividend = demandDecimal(a as JsonValue, run, path);
      const divisor = demandDecimal(b as JsonValue, run, path);
      const scale = demandWhole(places as JsonValue, 0, MOST_PLACES, path);
      return divisor.digits === 0n
        ? refuse('divisionByZero', path)
        : numberOf(divideDecimals(dividend, divisor, scale), path);
    }),
  },
  {
    name: 'round',
    min: 2,
    max: 2,
    standard: false,
    doc: 'A number rounded half up (away from zero) to so many places.',
    example: { round: [{ var: 'score' }, 2] },
    check: (args, report) => {
      checkNumbers(args, report);
      checkPlaces(args[1], report);
    },
    answers: NUMBER,
    apply: binary((a, places, run, path) => {
      const value = demandDecimal(a, run, path);
      return numberOf(roundDecimal(value, demandWhole(places, 0, MOST_PLACES, path)), path);
    }),
  },
];

/** More digits than any product that can still be a number. */
const MOST_DIGITS = 10n ** 2_000n;
