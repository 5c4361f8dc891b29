import type { ArithmeticNode } from '../ir/ir.ts';
import type { JsonValue } from '../issue.ts';
import { demandNumber } from '../numbers.ts';
import { refuse } from '../refusal.ts';
import { type Compiler, constant, type Step } from './step.ts';

type Binary = '+' | '*' | '-' | '/' | '%' | 'min' | 'max';

/** Floating-point arithmetic on finite numbers. What the types do not prove is asked as it runs. */
export function arithmeticStep(node: ArithmeticNode, compiler: Compiler): Step {
  const { operator, path } = node;
  const steps = node.args.map((arg) => compiler.step(arg));
  const [a, b] = steps as [Step, Step?];
  const isProved = node.by === 'number';
  if (b === undefined) {
    return (slots, run) => {
      const value = demandNumber(a(slots, run), path);
      return whole(operator === '-' ? -value : value, path);
    };
  }
  if (steps.length > 2) return folding(operator, steps, path);
  const first = isProved ? compiler.slot(node.args[0] as ArithmeticNode['args'][number]) : undefined;
  const right = constant(node.args[1])?.value;
  if (first !== undefined && typeof right === 'number') {
    const fused = withNumber(operator, first, right, path);
    if (fused !== undefined) return fused;
  }
  return isProved ? proved(operator, a, b, path) : asked(operator, a, b, path);
}

function withNumber(operator: Binary, slot: number, right: number, path: string): Step | undefined {
  switch (operator) {
    case '+':
      return (slots) => whole((slots[slot] as number) + right, path);
    case '*':
      return (slots) => whole((slots[slot] as number) * right, path);
    case '-':
      return (slots) => whole((slots[slot] as number) - right, path);
    default:
      return undefined;
  }
}

/** A finite result, and never minus zero. */
function whole(result: number, path: string): number {
  return Number.isFinite(result) ? result + 0 : refuse('notRepresentable', path);
}

function proved(operator: Binary, a: Step, b: Step, path: string): Step {
  switch (operator) {
    case '+':
      return (slots, run) => whole((a(slots, run) as number) + (b(slots, run) as number), path);
    case '*':
      return (slots, run) => whole((a(slots, run) as number) * (b(slots, run) as number), path);
    case '-':
      return (slots, run) => whole((a(slots, run) as number) - (b(slots, run) as number), path);
    default:
      return asked(operator, a, b, path);
  }
}

function asked(operator: Binary, a: Step, b: Step, path: string): Step {
  const apply = binaryOf(operator);
  if (operator === '/' || operator === '%') {
    return (slots, run) => {
      const dividend = a(slots, run);
      const divisor = number(b(slots, run), path);
      const divided = number(dividend, path);
      return divisor === 0 ? refuse('divisionByZero', path) : whole(apply(divided, divisor), path);
    };
  }
  return (slots, run) => {
    const left = a(slots, run);
    const right = b(slots, run);
    return whole(apply(number(left, path), number(right, path)), path);
  };
}

function folding(operator: Binary, steps: readonly Step[], path: string): Step {
  const apply = binaryOf(operator);
  const count = steps.length;
  return (slots, run) => {
    const values: JsonValue[] = [];
    for (let i = 0; i < count; i++) values.push((steps[i] as Step)(slots, run));
    let result = number(values[0] as JsonValue, path);
    for (let i = 1; i < count; i++) result = apply(result, number(values[i] as JsonValue, path));
    return whole(result, path);
  };
}

function number(value: JsonValue, path: string): number {
  return Number.isFinite(value) ? (value as number) : demandNumber(value, path);
}

function binaryOf(operator: Binary): (a: number, b: number) => number {
  switch (operator) {
    case '+':
      return (a, b) => a + b;
    case '*':
      return (a, b) => a * b;
    case '-':
      return (a, b) => a - b;
    case '/':
      return (a, b) => a / b;
    case '%':
      return (a, b) => a % b;
    case 'min':
      return (a, b) => Math.min(a, b);
    case 'max':
      return (a, b) => Math.max(a, b);
  }
}
