import type { JsonValue } from './issue.ts';
import type { CallNode, Node } from './node.ts';
import type { RunState } from './run-state.ts';

/** A compiled node: reads the run, answers a value, or leaves by a refusal. */
export type Step = (run: RunState) => JsonValue;

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
  readonly compile: (args: readonly Step[], node: CallNode) => Step;
}

/** A step for an operator of one argument. */
export function unary(apply: (a: JsonValue, run: RunState, path: string) => JsonValue): Operator['compile'] {
  return ([a], { path }) => {
    const first = a as Step;
    return (run) => apply(first(run), run, path);
  };
}

/** A step for an operator of two arguments. */
export function binary(
  apply: (a: JsonValue, b: JsonValue, run: RunState, path: string) => JsonValue,
): Operator['compile'] {
  return ([a, b], { path }) => {
    const first = a as Step;
    const second = b as Step;
    return (run) => apply(first(run), second(run), run, path);
  };
}

/** A step for an operator of any number of arguments, all evaluated first. */
export function variadic(apply: (args: JsonValue[], run: RunState, path: string) => JsonValue): Operator['compile'] {
  return (args, { path }) => {
    const count = args.length;
    return (run) => {
      const values = new Array<JsonValue>(count);
      for (let i = 0; i < count; i++) values[i] = (args[i] as Step)(run);
      return apply(values, run, path);
    };
  };
}
