import type { JsonValue } from '../issue.ts';
import { registry } from './registry.ts';

/** What a reader needs to know of an operator. */
export interface OperatorEntry {
  readonly name: string;
  /** Least and most number of arguments; `most` is null for any number. */
  readonly arity: { readonly least: number; readonly most: number | null };
  /** Whether JsonLogic has it; the others are ours. */
  readonly standard: boolean;
  /** One English line. */
  readonly doc: string;
  readonly example: JsonValue;
}

/**
 * Every operator, in the order of their families.
 *
 * @example
 * OPERATORS.find(({ name }) => name === 'addMonths')?.doc;
 */
export const OPERATORS: readonly OperatorEntry[] = [...registry.values()].map(
  ({ name, min, max, standard, doc, example }) => ({
    name,
    arity: { least: min, most: max ?? null },
    standard,
    doc,
    example,
  }),
);
