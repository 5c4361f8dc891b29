import type { Issue, JsonValue } from './issue.ts';

/** How an operator leaves a run: thrown inside, and turned into its issue at the door. No error: it has no stack. */
export class Refusal {
  readonly issue: Issue;
  constructor(code: string, path: string, params: Readonly<Record<string, JsonValue>> = {}) {
    this.issue = { code, path, params };
  }
}

/** Leaves the run with an issue. */
export function refuse(code: string, path: string, params?: Readonly<Record<string, JsonValue>>): never {
  throw new Refusal(code, path, params);
}

/** The issue of a refusal. That there is no fuel left concerns the whole rule, wherever it was noticed. */
export function issueOf({ issue }: Refusal, path: string): Issue {
  return issue.code === 'fuelExhausted' ? { ...issue, path } : issue;
}
