import { BOOLEAN } from '../ir/value-type.ts';
import { isTruthy } from '../kind-of.ts';
import { type Operator, unary } from '../operator.ts';

/** Choice and truth, as JsonLogic has them: only what is needed is evaluated. */
export const logicOperators: readonly Operator[] = [
  {
    name: 'if',
    min: 0,
    standard: true,
    doc: 'Takes condition and value in turn, answers the value of the first true condition, else the last odd argument, else null.',
    example: { if: [{ '>': [{ var: 'score' }, 60] }, 'pass', 'fail'] },
  },
  {
    name: 'and',
    min: 1,
    standard: true,
    doc: 'Answers the first false argument, or the last.',
    example: { and: [{ var: 'frontline' }, { isPresent: 'certificate' }] },
  },
  {
    name: 'or',
    min: 1,
    standard: true,
    doc: 'Answers the first true argument, or the last.',
    example: { or: [{ var: 'urgent' }, { '>': [{ var: 'days' }, 30] }] },
  },
  {
    name: '!',
    min: 1,
    max: 1,
    standard: true,
    doc: 'Not: true for null, false, 0, empty text and the empty list.',
    example: { '!': [{ var: 'frontline' }] },
    answers: BOOLEAN,
    apply: unary((a) => !isTruthy(a)),
  },
  {
    name: '!!',
    min: 1,
    max: 1,
    standard: true,
    doc: 'Whether a value counts as true.',
    example: { '!!': [{ var: 'certificates' }] },
    answers: BOOLEAN,
    apply: unary((a) => isTruthy(a)),
  },
];
