import type { Operator } from '../operator.ts';
import { accessOperators } from './access.ts';
import { arithmeticOperators } from './arithmetic.ts';
import { comparisonOperators } from './comparison.ts';
import { dateOperators } from './dates.ts';
import { decimalOperators } from './decimals.ts';
import { listOperators } from './lists.ts';
import { logicOperators } from './logic.ts';
import { moneyOperators } from './money.ts';
import { regionOperators } from './region.ts';
import { setOperators } from './sets.ts';
import { structureOperators } from './structure.ts';
import { textOperators } from './text.ts';

/** Every operator by its name. Nothing else is one. */
export const registry: ReadonlyMap<string, Operator> = new Map(
  [
    accessOperators,
    logicOperators,
    comparisonOperators,
    arithmeticOperators,
    textOperators,
    listOperators,
    decimalOperators,
    moneyOperators,
    dateOperators,
    setOperators,
    structureOperators,
    regionOperators,
  ]
    .flat()
    .map((operator) => [operator.name, operator]),
);
