import { addDecimals, type Decimal, numberOf } from '../decimal.ts';
import { MONEY } from '../ir/value-type.ts';
import { type Operator, variadic } from '../operator.ts';
import { refuse } from '../refusal.ts';
import { checkNumbersAndLists, eachNumber } from './decimals.ts';

/** Money is yuan with at most two decimals at every door. */
export const moneyOperators: readonly Operator[] = [
  {
    name: 'moneySum',
    min: 1,
    standard: false,
    doc: 'The exact sum of amounts in yuan; an amount with more than two decimals is refused.',
    example: { moneySum: [{ var: 'payments' }] },
    check: checkNumbersAndLists,
    answers: MONEY,
    apply: variadic((args, run, path) => {
      let total: Decimal = { digits: 0n, scale: 0 };
      eachNumber(args, run, path, (amount) => {
        if (amount.scale > 2) refuse('moneyPrecision', path, { value: numberOf(amount, path) });
        total = addDecimals(total, amount);
      });
      return numberOf(total, path);
    }),
  },
];
