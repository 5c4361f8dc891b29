import type { Closure } from '../frame.ts';
import type { Operator } from '../operator.ts';
import { isTruthy } from '../truthy.ts';

const choose = (args: readonly Closure[]): Closure => (frame) => {
  let index = 0;
  for (; index + 1 < args.length; index += 2) if (isTruthy((args[index] as Closure)(frame))) return (args[index + 1] as Closure)(frame);
  return index < args.length ? (args[index] as Closure)(frame) : null;
};

export const logic: readonly Operator[] = [
  { name: 'if', arity: [1, 500], doc: 'condition, value, condition, value, …, otherwise', build: choose },
  {
    name: 'and',
    arity: [1, 500],
    doc: 'the first value that is false, or the last',
    build: (args) => (frame) => {
      let value = null as ReturnType<Closure>;
      for (const arg of args) {
        value = arg(frame);
        if (!isTruthy(value)) return value;
      }
      return value;
    },
  },
  {
    name: 'or',
    arity: [1, 500],
    doc: 'the first value that is true, or the last',
    build: (args) => (frame) => {
      let value = null as ReturnType<Closure>;
      for (const arg of args) {
        value = arg(frame);
        if (isTruthy(value)) return value;
      }
      return value;
    },
  },
  { name: '!', arity: [1, 1], doc: 'not', build: ([arg]) => (frame) => !isTruthy((arg as Closure)(frame)) },
  { name: '!!', arity: [1, 1], doc: 'whether the value is true', build: ([arg]) => (frame) => isTruthy((arg as Closure)(frame)) },
];
