import { type Closure, Refusal } from '../frame.ts';
import type { Operator } from '../operator.ts';
import { bounded, kindOf, numberOf, textOf } from './operands.ts';

export const text: readonly Operator[] = [
  {
    name: 'cat',
    arity: [0, 500],
    doc: 'the arguments written one after the other; null is nothing',
    build: (args, _nodes, path) => (frame) => {
      let result = '';
      for (const arg of args) {
        const value = arg(frame);
        if (value !== null && typeof value === 'object') throw new Refusal('notScalar', path, { found: kindOf(value) });
        result += value === null ? '' : String(value);
        bounded(result, path);
      }
      frame.charge(Math.ceil(result.length / 100), path);
      return result;
    },
  },
  {
    name: 'substr',
    arity: [2, 3],
    doc: 'a part of a text: start (negative: from the end), then length (negative: stop before the end)',
    build: ([source, start, length], _nodes, path) => (frame) => {
      const whole = textOf((source as Closure)(frame), path);
      const from = numberOf((start as Closure)(frame), path);
      const begin = from < 0 ? Math.max(whole.length + from, 0) : from;
      const tail = whole.slice(begin);
      if (!length) return tail;
      const count = numberOf(length(frame), path);
      return tail.slice(0, count < 0 ? Math.max(tail.length + count, 0) : count);
    },
  },
];
