import { NUMBER } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';
import { checkDivisor, checkNumbers, demandNumber, finite } from '../numbers.ts';
import { binary, type Operator, variadic } from '../operator.ts';
import { refuse } from '../refusal.ts';

function folding(name: string, doc: string, apply: (a: number, b: number) => number): Operator {
  return {
    name,
    min: 1,
    standard: true,
    doc,
    example: { [name]: [{ var: 'a' }, { var: 'b' }] },
    check: checkNumbers,
    answers: NUMBER,
    apply: variadic((args, _run, path) => {
      let result = demandNumber(args[0] as JsonValue, path);
      for (let i = 1; i < args.length; i++) result = apply(result, demandNumber(args[i] as JsonValue, path));
      return finite(result, path);
    }),
  };
}

/** JsonLogic's arithmetic in floating point, on finite numbers only. Money wants the exact operators instead. */
export const arithmeticOperators: readonly Operator[] = [
  folding('+', 'Adds numbers in floating point (0.1 + 0.2 is not 0.3: use `sum` for money).', (a, b) => a + b),
  folding('*', 'Multiplies numbers in floating point.', (a, b) => a * b),
  folding('min', 'The least of some numbers.', Math.min),
  folding('max', 'The greatest of some numbers.', Math.max),
  {
    name: '-',
    min: 1,
    max: 2,
    standard: true,
    doc: 'Subtracts the second number from the first, or turns the sign of one number.',
    example: { '-': [{ var: 'total' }, { var: 'paid' }] },
    check: checkNumbers,
    answers: NUMBER,
    apply: variadic(([a, b], _run, path) => {
      const first = demandNumber(a as JsonValue, path);
      return finite(b === undefined ? -first : first - demandNumber(b, path), path);
    }),
  },
  {
    name: '/',
    min: 2,
    max: 2,
    standard: true,
    doc: 'Divides the first number by the second, in floating point.',
    example: { '/': [{ var: 'done' }, { var: 'planned' }] },
    check: (args, report) => {
      checkNumbers(args, report);
      checkDivisor(args[1], report);
    },
    answers: NUMBER,
    apply: binary((a, b, _run, path) => {
      const divisor = demandNumber(b, path);
      const dividend = demandNumber(a, path);
      return divisor === 0 ? refuse('divisionByZero', path) : finite(dividend / divisor, path);
    }),
  },
  {
    name: '%',
    min: 2,
    max: 2,
    standard: true,
    doc: 'What is left of the first number after division by the second; it has the sign of the first.',
    example: { '%': [{ var: 'n' }, 2] },
    check: (args, report) => {
      checkNumbers(args, report);
      checkDivisor(args[1], report);
    },
    answers: NUMBER,
    apply: binary((a, b, _run, path) => {
      const divisor = demandNumber(b, path);
      const dividend = demandNumber(a, path);
      return divisor === 0 ? refuse('divisionByZero', path) : finite(dividend % divisor, path);
    }),
  },
];
