import type { Issue } from '@cebao/engine';

/**
 * A read that could not be answered because the engine or the disk failed, or the store is closed.
 * Commits never throw it: they answer with the same issue.
 *
 * @example
 * try { await store.readHead(); } catch (error) { if (error instanceof StoreFailure) show(error.issue.code); }
 */
export class StoreFailure extends Error {
  readonly issue: Issue;

  constructor(issue: Issue, cause?: unknown) {
    super(`${issue.code} ${JSON.stringify(issue.params)}`, cause === undefined ? undefined : { cause });
    this.name = 'StoreFailure';
    this.issue = issue;
  }
}
