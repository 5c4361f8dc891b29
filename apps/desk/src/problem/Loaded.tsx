import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemError } from '../app/query.ts';
import { Loading } from './Loading.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';

/** Shows what a query brought, or that it is under way, or why it did not come. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (value: T) => ReactNode;
}) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ProblemAlert problem={query.error} {...againOf(query)} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ProblemAlert problem={query.error} {...againOf(query)} />;
  return <Loading />;
}

/** A way to ask again, unless the service has refused: it would refuse again. */
function againOf<T>(query: UseQueryResult<T>): { onRetry?: () => void; retrying?: boolean } {
  const refused =
    query.error instanceof ProblemError && query.error.problem.status >= 400 && query.error.problem.status < 500;
  return refused ? {} : { onRetry: () => void query.refetch(), retrying: query.isFetching };
}
