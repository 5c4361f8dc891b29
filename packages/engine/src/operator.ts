import type { Node } from './expression.ts';
import type { Closure } from './frame.ts';
import type { Issue } from './issue.ts';

/** One operator: what the parser checks and what the compiler builds. */
export interface Operator {
  readonly name: string;
  /** Least and most number of arguments. */
  readonly arity: readonly [number, number];
  /** One line: what it gives. */
  readonly doc: string;
  /** Position of the argument that is evaluated once per list item. */
  readonly body?: number;
  /** Further checks that can be made before any fact is known. */
  check?(args: readonly Node[], path: string): Issue[];
  build(args: readonly Closure[], nodes: readonly Node[], path: string): Closure;
}
