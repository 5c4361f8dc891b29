import type { AndOrNode } from '../ir/ir.ts';
import { isTruthy } from '../kind-of.ts';
import type { Compiler, Step } from './step.ts';

/** The first false (`and`) or true (`or`) value, else the last. */
export function andOrStep(node: AndOrNode, compiler: Compiler): Step {
  const steps = node.args.map((arg) => compiler.step(arg));
  const last = steps.length - 1;
  const stops = node.op === 'or';
  return (slots, run) => {
    for (let i = 0; i < last; i++) {
      const value = (steps[i] as Step)(slots, run);
      if (isTruthy(value) === stops) return value;
    }
    return (steps[last] as Step)(slots, run);
  };
}
