import type { IndicatorRecordsQuery, IndicatorsQuery } from '@cebao/server/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';

const PAGE = 50;

/** What the pages on indicators ask the service. */
export const indicatorQueries = {
  all: (query: IndicatorsQuery) =>
    queryOptions({ queryKey: ['indicators', query], queryFn: () => valueOf(client.indicators(query)), staleTime: 0 }),
  one: (id: string, query: IndicatorsQuery) =>
    queryOptions({
      queryKey: ['indicators', id, query],
      queryFn: () => valueOf(client.indicator(id, query)),
      staleTime: 0,
    }),
  records: (id: string, query: IndicatorRecordsQuery) =>
    infiniteQueryOptions({
      queryKey: ['indicators', id, 'records', query],
      queryFn: ({ pageParam }) =>
        valueOf(
          client.indicatorRecords(id, { ...query, limit: PAGE, ...(pageParam === '' ? {} : { after: pageParam }) }),
        ),
      initialPageParam: '',
      getNextPageParam: ({ next }) => next,
    }),
  figures: (place: string | undefined) =>
    queryOptions({
      queryKey: ['figures', place],
      queryFn: () => valueOf(client.figures(place === undefined ? {} : { place })),
    }),
};
