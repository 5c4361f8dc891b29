import type { ValueType } from './ir/ir.ts';
import type { JsonValue } from './issue.ts';
import type { Node } from './node.ts';
import type { RunState } from './run-state.ts';

/** Says what is wrong with an argument that can already be judged in the rule. */
export type Report = (code: string, node: Node, params?: Readonly<Record<string, JsonValue>>) => void;

/** One operator: what it is called, what it takes, what it means, how it is judged and how it runs. */
export interface Operator {
  readonly name: string;
  /** Least and most number of arguments; no `max` for any number. */
  readonly min: number;
  readonly max?: number;
  /** Whether JsonLogic has it. */
  readonly standard: boolean;
  /** One English line. */
  readonly doc: string;
  readonly example: JsonValue;
  /** The argument that runs once per item of a list and sees that item. */
  readonly loopBody?: number;
  readonly check?: (args: readonly Node[], report: Report) => void;
  /** Its function on values; none where it reads names or decides itself what is evaluated. */
  readonly apply?: Apply;
  /** What it answers, when it does; unknown when left out. */
  readonly answers?: ValueType;
}

/** The function of an operator on the values of its arguments. It may meter what it makes. */
export type Apply =
  | { readonly arity: 1; readonly of: (a: JsonValue, run: RunState, path: string) => JsonValue }
  | { readonly arity: 2; readonly of: (a: JsonValue, b: JsonValue, run: RunState, path: string) => JsonValue }
  | { readonly arity: 'many'; readonly of: (args: JsonValue[], run: RunState, path: string) => JsonValue };

/** An operator on one value. */
export function unary(of: (a: JsonValue, run: RunState, path: string) => JsonValue): Apply {
  return { arity: 1, of };
}

/** An operator on two values. */
export function binary(of: (a: JsonValue, b: JsonValue, run: RunState, path: string) => JsonValue): Apply {
  return { arity: 2, of };
}

/** An operator on any number of values. */
export function variadic(of: (args: JsonValue[], run: RunState, path: string) => JsonValue): Apply {
  return { arity: 'many', of };
}
