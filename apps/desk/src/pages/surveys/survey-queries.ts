import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';

/** What the pages on surveys ask the service. */
export const surveyQueries = {
  surveys: queryOptions({ queryKey: ['surveys'], queryFn: () => valueOf(client.surveys()), staleTime: 0 }),
  survey: (id: string) =>
    queryOptions({ queryKey: ['surveys', id], queryFn: () => valueOf(client.survey(id)), staleTime: 0 }),
  form: (token: string) =>
    queryOptions({
      queryKey: ['survey-form', token],
      queryFn: () => valueOf(client.surveyForm(token)),
      staleTime: Infinity,
      retry: false,
    }),
};
