import type { ArithmeticNode } from '../ir/ir.ts';
import { operand } from './conditions.ts';
import { type Given, given, NUMBER } from './given.ts';
import type { Writer } from './writer.ts';

/** Operators in which an infinite or undefined number stays one to the end, so that only the end is looked at. */
const CARRIES: ReadonlySet<string> = new Set(['+', '-', '*']);

/** Arithmetic in floating point. The result is raw: whoever uses it looks whether it is finite. */
export function arithmetic(w: Writer, node: ArithmeticNode): Given {
  const { operator } = node;
  const args = node.args.map((arg) => operand(w, arg, CARRIES.has(operator)));
  const [a = '0', b] = args;
  if (operator === 'min' || operator === 'max')
    return given(args.length === 1 ? `(${a})` : `Math.${operator}(${args.join(', ')})`, NUMBER, { raw: true });
  // Divided by zero it is infinite or NaN, and whoever uses it looks for that.
  if (operator === '/' || operator === '%') return given(`(${a} ${operator} ${b})`, NUMBER, { raw: true });
  if (operator === '-' && b === undefined) return given(`(-(${a}))`, NUMBER, { raw: true });
  return given(`(${args.join(` ${operator} `)})`, NUMBER, { raw: true });
}
