/** Steps that an analysis may take. Counted, not timed: the same question gives the same answer everywhere. */
export class Budget {
  readonly limit: number;
  spent = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  spend(steps: number): void {
    this.spent += steps;
    if (this.spent > this.limit) throw new BudgetSpent();
  }
}

/** Leaves an analysis that has used up its steps; what was found so far stays with whoever catches it. */
export class BudgetSpent extends Error {}
