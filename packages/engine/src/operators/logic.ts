import { isTruthy } from '../kind-of.ts';
import { type Operator, type Step, unary } from '../operator.ts';

/** Choice and truth, as JsonLogic has them: only what is needed is evaluated. */
export const logicOperators: readonly Operator[] = [
  {
    name: 'if',
    min: 0,
    standard: true,
    doc: 'Takes condition and value in turn, answers the value of the first true condition, else the last odd argument, else null.',
    example: { if: [{ '>': [{ var: 'score' }, 60] }, 'pass', 'fail'] },
    compile: (args) => {
      const pairs: [Step, Step][] = [];
      for (let i = 0; i + 1 < args.length; i += 2) pairs.push([args[i] as Step, args[i + 1] as Step]);
      const otherwise = args.length % 2 === 1 ? args[args.length - 1] : undefined;
      return (run) => {
        for (const [condition, value] of pairs) if (isTruthy(condition(run))) return value(run);
        return otherwise === undefined ? null : otherwise(run);
      };
    },
  },
  {
    name: 'and',
    min: 1,
    standard: true,
    doc: 'Answers the first false argument, or the last.',
    example: { and: [{ var: 'frontline' }, { isPresent: 'certificate' }] },
    compile: (args) => (run) => {
      let value = null as ReturnType<Step>;
      for (const arg of args) {
        value = arg(run);
        if (!isTruthy(value)) return value;
      }
      return value;
    },
  },
  {
    name: 'or',
    min: 1,
    standard: true,
    doc: 'Answers the first true argument, or the last.',
    example: { or: [{ var: 'urgent' }, { '>': [{ var: 'days' }, 30] }] },
    compile: (args) => (run) => {
      let value = null as ReturnType<Step>;
      for (const arg of args) {
        value = arg(run);
        if (isTruthy(value)) return value;
      }
      return value;
    },
  },
  {
    name: '!',
    min: 1,
    max: 1,
    standard: true,
    doc: 'Not: true for null, false, 0, empty text and the empty list.',
    example: { '!': [{ var: 'frontline' }] },
    compile: unary((a) => !isTruthy(a)),
  },
  {
    name: '!!',
    min: 1,
    max: 1,
    standard: true,
    doc: 'Whether a value counts as true.',
    example: { '!!': [{ var: 'certificates' }] },
    compile: unary((a) => isTruthy(a)),
  },
];
