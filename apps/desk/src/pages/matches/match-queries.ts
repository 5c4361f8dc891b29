import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';

interface Asked {
  readonly place?: string;
  readonly at?: string;
}

/** What the pages on matching ask the service. */
export const matchQueries = {
  matches: queryOptions({
    queryKey: ['matches'],
    queryFn: () => valueOf(client.matches()),
    staleTime: 0,
  }),
  match: (id: string, query: Asked) =>
    queryOptions({
      queryKey: ['matches', id, query],
      queryFn: () => valueOf(client.match(id, query)),
      staleTime: 0,
    }),
  need: (id: string, need: string, query: Asked) =>
    queryOptions({
      queryKey: ['matches', id, 'need', need, query],
      queryFn: () => valueOf(client.need(id, need, query)),
      staleTime: 0,
    }),
};
