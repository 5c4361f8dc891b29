import type { Closure } from '../frame.ts';
import { Refusal } from '../frame.ts';
import type { JsonValue } from '../issue.ts';
import type { Operator } from '../operator.ts';
import { isTruthy } from '../truthy.ts';
import { bounded, listOf } from './operands.ts';

type Each = (list: JsonValue[], test: (item: JsonValue) => JsonValue) => JsonValue;

const each = (name: string, doc: string, combine: Each): Operator => ({
  name,
  arity: [2, 2],
  doc,
  body: 1,
  build: ([list, body], _nodes, path) => (frame) => {
    const items = listOf((list as Closure)(frame), path);
    return combine(items, (item) => {
      frame.charge(1, path);
      return frame.within(item, () => (body as Closure)(frame));
    });
  },
});

export const lists: readonly Operator[] = [
  each('map', 'the list of the body’s values', (list, body) => list.map(body)),
  each('filter', 'the items for which the body is true', (list, body) => list.filter((item) => isTruthy(body(item)))),
  each('all', 'whether the body is true for every item; false for an empty list', (list, body) => list.length > 0 && list.every((item) => isTruthy(body(item)))),
  each('some', 'whether the body is true for an item', (list, body) => list.some((item) => isTruthy(body(item)))),
  each('none', 'whether the body is true for no item', (list, body) => !list.some((item) => isTruthy(body(item)))),
  {
    name: 'reduce',
    arity: [3, 3],
    doc: 'the accumulator after the body was taken for every item: `current`, `accumulator`',
    body: 1,
    build: ([list, body, start], _nodes, path) => (frame) => {
      let accumulator = (start as Closure)(frame);
      for (const current of listOf((list as Closure)(frame), path)) {
        frame.charge(1, path);
        accumulator = frame.within({ current, accumulator }, () => (body as Closure)(frame));
      }
      return accumulator;
    },
  },
  {
    name: 'merge',
    arity: [0, 500],
    doc: 'one list of all arguments, lists opened',
    build: (args, _nodes, path) => (frame) => {
      const merged = args.flatMap((arg) => arg(frame));
      frame.charge(merged.length, path);
      return bounded(merged, path);
    },
  },
  {
    name: 'in',
    arity: [2, 2],
    doc: 'whether the list has the item, or the text has the part',
    build: ([item, whole], _nodes, path) => (frame) => {
      const [a, b] = [(item as Closure)(frame), (whole as Closure)(frame)];
      if (b === null) throw new Refusal('missingOperand', path);
      if (typeof b === 'string') {
        if (typeof a !== 'string') throw new Refusal('notText', path, { found: typeof a });
        return b.includes(a);
      }
      if (a !== null && typeof a === 'object') throw new Refusal('notScalar', path, {});
      const list = listOf(b, path);
      frame.charge(Math.ceil(list.length / 10), path);
      return list.includes(a);
    },
  },
  { name: 'count', arity: [1, 1], doc: 'how many items the list has', build: ([list], _nodes, path) => (frame) => listOf((list as Closure)(frame), path).length },
];
