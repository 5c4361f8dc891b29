import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';

/** What the pages on meetings ask the service. */
export const meetingQueries = {
  meetings: queryOptions({ queryKey: ['meetings'], queryFn: () => valueOf(client.meetings()), staleTime: 0 }),
  tasks: queryOptions({
    queryKey: ['meetings', 'tasks'],
    queryFn: () => valueOf(client.meetingTasks()),
    staleTime: 0,
  }),
  body: (id: string, place: string) =>
    queryOptions({
      queryKey: ['meetings', id, place],
      queryFn: () => valueOf(client.meetingBody(id, { place })),
      staleTime: 0,
    }),
  meeting: (id: string, meeting: string) =>
    queryOptions({
      queryKey: ['meetings', id, 'held', meeting],
      queryFn: () => valueOf(client.meeting(id, meeting)),
      staleTime: 0,
    }),
  minutes: (id: string, meeting: string) =>
    queryOptions({
      queryKey: ['print', id, 'minutes', meeting],
      queryFn: () => valueOf(client.minutes(id, meeting)),
      staleTime: 0,
    }),
};
