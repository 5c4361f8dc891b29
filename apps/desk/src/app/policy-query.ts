import { compilePolicy, type Policy } from '@cebao/pack';
import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { valueOf } from './query.ts';

/** The policy of a region, compiled in the browser. A named revision never changes; the one in force may. */
export function policyQuery(region: string, revision?: string) {
  return queryOptions({
    queryKey: ['policy', region, revision ?? ''],
    queryFn: async (): Promise<Policy> => {
      const reply = await valueOf(client.policy({ region, ...(revision === undefined ? {} : { revision }) }));
      return compilePolicy(reply.layered, region, { revision: reply.revision });
    },
    staleTime: revision === undefined ? 30_000 : Infinity,
    structuralSharing: false,
  });
}
