import type { Closure } from '../frame.ts';
import type { Operator } from '../operator.ts';
import { textOf } from './operands.ts';

export const regions: readonly Operator[] = [
  {
    name: 'within',
    arity: [2, 2],
    doc: 'whether the first region path is the second or lies below it',
    build: ([path_, ancestor], _nodes, path) => (frame) => {
      const [below, above] = [textOf((path_ as Closure)(frame), path), textOf((ancestor as Closure)(frame), path)];
      return below === above || below.startsWith(`${above}/`);
    },
  },
];
