import { compilePolicy, type Policy } from '@cebao/pack';
import type { Problem } from '@cebao/server/client';
import { useMemo } from 'react';
import { client } from './client.ts';
import { useReply } from './use-reply.ts';

/** The policy of a place, compiled here by the same code as in the service. */
export function usePolicy(place: string | undefined): {
  readonly policy: Policy | undefined;
  readonly problem: Problem | undefined;
  readonly reload: () => void;
} {
  const reply = useReply(['policy', place], () => client.policy({ region: place ?? '' }), place !== undefined);
  const { value } = reply;
  const policy = useMemo(
    () =>
      value && place !== undefined
        ? compilePolicy(value.layered, place, { revision: value.revision, elsewhere: value.elsewhere })
        : undefined,
    [value, place],
  );
  return { policy, problem: reply.problem, reload: reply.reload };
}
