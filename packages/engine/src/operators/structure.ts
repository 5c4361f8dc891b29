import type { Operator } from '../operator.ts';

/** Making objects. The parser turns `object` into a node of its own, so it is never called. */
export const structureOperators: readonly Operator[] = [
  {
    name: 'object',
    min: 1,
    max: 1,
    standard: false,
    doc: 'An object with every field evaluated; fields whose value is null are left out.',
    example: { object: { eligible: true, amount: { param: 'allowance' } } },
  },
];
