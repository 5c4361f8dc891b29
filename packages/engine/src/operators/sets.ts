import type { Closure, Frame } from '../frame.ts';
import type { JsonValue } from '../issue.ts';
import type { Operator } from '../operator.ts';
import { listOf } from './operands.ts';

const keyOf = (value: JsonValue): string => JSON.stringify(value);

const keysOf = (closure: Closure | undefined, frame: Frame, path: string): { list: JsonValue[]; keys: Set<string> } => {
  const list = listOf((closure as Closure)(frame), path);
  frame.charge(list.length, path);
  return { list, keys: new Set(list.map(keyOf)) };
};

export const sets: readonly Operator[] = [
  {
    name: 'absent',
    arity: [2, 2],
    doc: 'the items of the first list that the second does not have, in order',
    build: ([wanted, given], _nodes, path) => (frame) => {
      const { list } = keysOf(wanted, frame, path);
      const { keys } = keysOf(given, frame, path);
      return list.filter((item) => !keys.has(keyOf(item)));
    },
  },
  {
    name: 'sameSet',
    arity: [2, 2],
    doc: 'whether both lists have the same items, whatever their order',
    build: ([a, b], _nodes, path) => (frame) => {
      const [left, right] = [keysOf(a, frame, path).keys, keysOf(b, frame, path).keys];
      return left.size === right.size && [...left].every((key) => right.has(key));
    },
  },
  {
    name: 'distinct',
    arity: [1, 1],
    doc: 'the list with each item once, in order of first appearance',
    build: ([a], _nodes, path) => (frame) => {
      const { list } = keysOf(a, frame, path);
      const seen = new Set<string>();
      return list.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)));
    },
  },
];
