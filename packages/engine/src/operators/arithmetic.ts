import { type Closure, Refusal } from '../frame.ts';
import type { Node } from '../expression.ts';
import type { Issue } from '../issue.ts';
import type { Operator } from '../operator.ts';
import { bounded, numberOf } from './operands.ts';

function refuseText(args: readonly Node[], path: string): Issue[] {
  return args
    .filter((arg) => arg.kind === 'literal' && typeof arg.value !== 'number')
    .map((arg) => ({ code: 'textInArithmetic', path: arg.path || path, params: {} }));
}

const arithmetic2 = (name: string, arity: readonly [number, number], doc: string, calculate: (numbers: number[], path: string) => number): Operator => ({
  name,
  arity,
  doc,
  check: refuseText,
  build: (args, _nodes, path) => (frame) => bounded(calculate(args.map((arg: Closure) => numberOf(arg(frame), path)), path), path),
});

const nonZero = (divisor: number, path: string): number => {
  if (divisor === 0) throw new Refusal('divisionByZero', path);
  return divisor;
};

/** Floating-point arithmetic, as JsonLogic has it. Money and shares use the exact operators. */
export const arithmetic: readonly Operator[] = [
  arithmetic2('+', [1, 500], 'sum', (numbers) => numbers.reduce((a, b) => a + b, 0)),
  arithmetic2('*', [1, 500], 'product', (numbers) => numbers.reduce((a, b) => a * b)),
  arithmetic2('-', [1, 2], 'difference; with one argument: negation', ([a = 0, b]) => (b === undefined ? -a : a - b)),
  arithmetic2('/', [2, 2], 'quotient', ([a = 0, b = 0], path) => a / nonZero(b, path)),
  arithmetic2('%', [2, 2], 'remainder', ([a = 0, b = 0], path) => a % nonZero(b, path)),
  arithmetic2('max', [1, 500], 'greatest', (numbers) => Math.max(...numbers)),
  arithmetic2('min', [1, 500], 'least', (numbers) => Math.min(...numbers)),
];
