import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';

/** What the pages on lists ask the service. */
export const listQueries = {
  lists: queryOptions({ queryKey: ['lists'], queryFn: () => valueOf(client.lists()) }),
  places: (id: string, query: { under?: string; at?: string; q?: string; limit?: number }) =>
    queryOptions({
      queryKey: ['lists', id, 'places', query],
      queryFn: () => valueOf(client.listPlaces(id, query)),
      placeholderData: (before) => before,
    }),
  place: (id: string, place: string, at: string | undefined) =>
    queryOptions({
      queryKey: ['lists', id, 'place', place, at],
      queryFn: () => valueOf(client.placeList(id, { place, ...(at === undefined ? {} : { at }) })),
      enabled: place !== '',
      staleTime: 0,
    }),
  comparison: (id: string, query: { first: string; second: string; at?: string }) =>
    queryOptions({
      queryKey: ['lists', id, 'comparison', query],
      queryFn: () => valueOf(client.compareLists(id, query)),
    }),
  /** Cases by which entries are asked for at a place. */
  cases: (flow: string | undefined, place: string) =>
    queryOptions({
      queryKey: ['cases', 'lists', flow, place],
      queryFn: () => valueOf(client.cases({ ...(flow === undefined ? {} : { flow }), place, limit: 200 })),
      enabled: flow !== undefined,
    }),
  open: (id: string, place: string) =>
    queryOptions({
      queryKey: ['lists', id, 'public', place],
      queryFn: () => valueOf(client.publicList(id, { place })),
    }),
};
