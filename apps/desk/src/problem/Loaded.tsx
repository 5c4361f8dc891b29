import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
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
        {query.isError && (
          <ProblemAlert problem={query.error} onRetry={() => query.refetch()} retrying={query.isFetching} />
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.isError)
    return <ProblemAlert problem={query.error} onRetry={() => query.refetch()} retrying={query.isFetching} />;
  return <Loading />;
}
