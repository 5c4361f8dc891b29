import type { Issue, JsonValue } from './issue.ts';

/** How an operator leaves a run. Never seen outside: `run` turns it into its issue. */
export class Refusal extends Error {
  readonly issue: Issue;
  constructor(code: string, path: string, params: Readonly<Record<string, JsonValue>> = {}) {
    super(code);
    this.issue = { code, path, params };
  }
}

/** Leaves the run with an issue. */
export function refuse(code: string, path: string, params?: Readonly<Record<string, JsonValue>>): never {
  throw new Refusal(code, path, params);
}
