import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';

/** What the pages on reports ask the service. */
export const reportQueries = {
  reports: (place: string | undefined) =>
    queryOptions({
      queryKey: ['reports', place],
      queryFn: () => valueOf(client.reports(place === undefined ? {} : { place })),
      staleTime: 0,
    }),
  report: (id: string, place: string, period: string | undefined) =>
    queryOptions({
      queryKey: ['reports', id, place, period],
      queryFn: () => valueOf(client.report(id, { place, ...(period === undefined ? {} : { period }) })),
      staleTime: 0,
    }),
  elements: (place: string) =>
    queryOptions({
      queryKey: ['reports', 'elements', place],
      queryFn: () => valueOf(client.elements({ place })),
      enabled: place !== '',
    }),
};
