import type { Problem, Reply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';

/** What a call to the service gives while a page shows it. */
export interface Asked<T> {
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  readonly reload: () => void;
}

/** Asks the service and keeps the answer under a key. */
export function useReply<T>(
  key: readonly (string | undefined)[],
  ask: () => Promise<Reply<T>>,
  enabled = true,
): Asked<T> {
  const query = useQuery({ queryKey: key, queryFn: ask, enabled, retry: false, refetchOnWindowFocus: false });
  const reply = query.data;
  return {
    value: reply?.ok ? reply.value : undefined,
    problem: reply && !reply.ok ? reply.problem : undefined,
    reload: () => void query.refetch(),
  };
}
