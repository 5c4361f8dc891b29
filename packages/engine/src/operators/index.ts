import type { Operator } from '../operator.ts';
import { arithmetic } from './arithmetic.ts';
import { comparison } from './comparison.ts';
import { dates } from './dates.ts';
import { decimals } from './decimals.ts';
import { lists } from './lists.ts';
import { logic } from './logic.ts';
import { names } from './names.ts';
import { regions } from './regions.ts';
import { sets } from './sets.ts';
import { text } from './text.ts';

/** Standard JsonLogic operators: json-logic-js is their reference. */
const STANDARD = new Set('var missing missing_some if == === != !== ! !! or and > >= < <= max min + - * / % map reduce filter all none some merge in cat substr'.split(' '));

/** Every operator by name. `object` is built by the parser itself: its argument is a record of expressions. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  [...logic, ...comparison, ...arithmetic, ...names, ...lists, ...text, ...decimals, ...dates, ...sets, ...regions].map((operator) => [operator.name, operator]),
);

export function isStandard(name: string): boolean {
  return STANDARD.has(name);
}
