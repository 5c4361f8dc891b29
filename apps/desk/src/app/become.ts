import type { Me } from '@cebao/server/client';
import type { QueryClient } from '@tanstack/react-query';
import { queries } from './query.ts';

/** Goes on as this person (or as nobody): everything seen as somebody else is forgotten. */
export function become(cache: QueryClient, me: Me | null): void {
  cache.setQueryData(queries.me.queryKey, me);
  const kept = new Set<unknown>([queries.me.queryKey[0], queries.health.queryKey[0], 'policy', 'tour']);
  const others = { predicate: (query: { queryKey: readonly unknown[] }) => !kept.has(query.queryKey[0]) };
  cache.removeQueries({ ...others, type: 'inactive' });
  void cache.resetQueries({ ...others, type: 'active' });
}
