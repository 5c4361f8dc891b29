import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';

/** Posts, deputies and handovers as the person may see them. */
export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: () => valueOf(client.staff()),
  staleTime: 0,
});
