import type { JsonValue } from '@cebao/engine';
import type { Store } from '@cebao/store';
import type { Metrics } from './metrics.ts';

/** A store of which every write is counted, and how many are not yet durable. */
export function watchStore(
  store: Store,
  metrics: Pick<Metrics, 'countCommit' | 'countDecision'>,
  queue: { length: number },
): Store {
  return {
    ...store,
    async commit(commit) {
      queue.length += 1;
      try {
        const done = await store.commit(commit);
        metrics.countCommit(done.ok);
        if (done.ok && !done.value.replayed)
          for (const { decision, answer } of commit.decisions ?? []) metrics.countDecision(decision, statusOf(answer));
        return done;
      } finally {
        queue.length -= 1;
      }
    },
  };
}

function statusOf(answer: JsonValue): string {
  const status = (answer as { status?: JsonValue } | null)?.status;
  return typeof status === 'string' ? status : 'none';
}
