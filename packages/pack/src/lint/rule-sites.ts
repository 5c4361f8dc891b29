import type { Decision, Rule } from '../format.ts';
import { rulesOf } from '../table/index.ts';

/** A rule where it stands: among the rules, or as a row of the table. */
export interface RuleSite {
  readonly rule: Rule;
  readonly path: string;
  /** A row's condition is made of its cells: pointers do not go into it. */
  readonly isRow: boolean;
  /** Reached only when nothing before it hit. */
  readonly inTurn: boolean;
}

export function ruleSitesOf(decision: Decision): RuleSite[] {
  const own = decision.rules?.length ?? 0;
  return rulesOf(decision).map((rule, index) => {
    const isRow = index >= own;
    return {
      rule,
      path: isRow ? `/table/rows/${index - own}` : `/rules/${index}`,
      isRow,
      inTurn: !isRow || decision.table?.hit === 'first',
    };
  });
}
