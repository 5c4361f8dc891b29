import type { DocumentWrite, Store } from '@cebao/store';

/** What was written, after it is durable. */
export type OnCommit = (documents: readonly DocumentWrite[]) => void;

/** Hears of every write of a store. */
export interface Commits {
  readonly store: Store;
  /** Answers how to hear no more. */
  listen(onCommit: OnCommit): () => void;
}

/** The same store, and somebody may listen to its writes. */
export function watchCommits(over: Store): Commits {
  const listeners = new Set<OnCommit>();
  return {
    store: {
      ...over,
      async commit(commit) {
        const done = await over.commit(commit);
        if (done.ok && !done.value.replayed && commit.documents !== undefined)
          for (const listener of listeners) listener(commit.documents);
        return done;
      },
    },
    listen(onCommit) {
      listeners.add(onCommit);
      return () => listeners.delete(onCommit);
    },
  };
}
