import type { AndOrNode, IfNode } from '../ir/ir.ts';
import type { JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import { type Compiler, constant, type Step, type Test } from './step.ts';
import { tableStep } from './table.ts';

export function ifStep(node: IfNode, compiler: Compiler): Step {
  return tableStep(node, compiler, () => branchesStep(node, compiler)) ?? branchesStep(node, compiler);
}

function branchesStep(node: IfNode, compiler: Compiler): Step {
  const tests = node.branches.map(([when]) => compiler.test(when));
  const values = node.branches.map(([, then]) => compiler.step(then));
  const otherwise: Step = node.otherwise ? compiler.step(node.otherwise) : () => null;
  const [first, second] = tests;
  const [value, another] = values;
  if (first === undefined || value === undefined) return otherwise;
  if (second === undefined || another === undefined)
    return (slots, run) => (first(slots, run) ? value(slots, run) : otherwise(slots, run));
  if (tests.length === 2)
    return (slots, run) =>
      first(slots, run) ? value(slots, run) : second(slots, run) ? another(slots, run) : otherwise(slots, run);
  const count = tests.length;
  const written = [...node.branches.map(([, then]) => then), node.otherwise].map((then) =>
    then === undefined ? { value: null } : constant(then),
  );
  if (!compiler.keep && written.every((each) => each !== undefined)) {
    const answers = written.map((each) => each?.value as JsonValue);
    return (slots, run) => {
      for (let i = 0; i < count; i++) if ((tests[i] as Test)(slots, run)) return answers[i] as JsonValue;
      return answers[count] as JsonValue;
    };
  }
  return (slots, run) => {
    for (let i = 0; i < count; i++) if ((tests[i] as Test)(slots, run)) return (values[i] as Step)(slots, run);
    return otherwise(slots, run);
  };
}

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

/** The same as a condition. */
export function andOrTest(node: AndOrNode, compiler: Compiler): Test {
  const tests = node.args.map((arg) => compiler.test(arg));
  const [a, b, c, d] = tests as [Test, Test, Test, Test];
  const isAnd = node.op === 'and';
  switch (tests.length) {
    case 1:
      return a;
    case 2:
      return isAnd ? (slots, run) => a(slots, run) && b(slots, run) : (slots, run) => a(slots, run) || b(slots, run);
    case 3:
      return isAnd
        ? (slots, run) => a(slots, run) && b(slots, run) && c(slots, run)
        : (slots, run) => a(slots, run) || b(slots, run) || c(slots, run);
    case 4:
      return isAnd
        ? (slots, run) => a(slots, run) && b(slots, run) && c(slots, run) && d(slots, run)
        : (slots, run) => a(slots, run) || b(slots, run) || c(slots, run) || d(slots, run);
  }
  const count = tests.length;
  return (slots, run) => {
    for (let i = 0; i < count; i++) if ((tests[i] as Test)(slots, run) !== isAnd) return !isAnd;
    return isAnd;
  };
}
