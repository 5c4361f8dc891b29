import type { CasesQuery } from '@cebao/server/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, Empty, Input, Segmented } from 'antd';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';
import { useMe } from '../../app/session.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loading } from '../../problem/Loading.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { CaseCard } from './CaseCard.tsx';

const words = messages.cases;
const STATES = ['open', 'returned', 'ended', 'withdrawn'] as const;

/** All cases the person may see, newest change first; those that contain the words asked for, newest first. */
export function CasesPage() {
  const me = useMe();
  const search = useSearch({ from: '/cases' });
  const navigate = useNavigate({ from: '/cases' });
  const filter: CasesQuery = {
    limit: 30,
    ...(search.q ? { q: search.q } : {}),
    ...(STATES.includes(search.state as never) ? { state: search.state as (typeof STATES)[number] } : {}),
  };
  const pages = useInfiniteQuery({
    queryKey: ['cases', filter],
    queryFn: ({ pageParam }) => valueOf(client.cases(pageParam === '' ? filter : { ...filter, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  // Told when there are few enough to be counted.
  const total = pages.data?.pages[0]?.total;
  return (
    <>
      <PageHead
        title={messages.nav.cases}
        extra={
          <>
            {me.may.includes('oversee') && <Link to="/migrations">{flowWords.migration.nav}</Link>}
            {me.may.includes('open') && (
              <Link to="/open">
                <Button type="primary" tabIndex={-1}>
                  {words.open}
                </Button>
              </Link>
            )}
          </>
        }
      />
      <div className="filters">
        <Segmented
          value={search.state ?? 'all'}
          options={[
            { value: 'all', label: words.all },
            ...STATES.map((state) => ({ value: state, label: words.states[state] })),
          ]}
          onChange={(state) =>
            navigate({
              search: (before) => ({ ...before, state: state === 'all' ? undefined : state }) as never,
              replace: true,
            })
          }
        />
        <Input.Search
          allowClear
          defaultValue={search.q ?? ''}
          placeholder={words.find}
          aria-label={words.find}
          onSearch={(q) =>
            navigate({ search: (before) => ({ ...before, q: q.trim() || undefined }) as never, replace: true })
          }
        />
      </div>
      {pages.isError && <ProblemAlert problem={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Card>
          <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        </Card>
      ) : (
        <>
          <p className="count">
            {total === undefined && pages.hasNextPage
              ? fill(words.countMore, { n: rows.length })
              : fill(words.count, { n: total ?? rows.length })}
          </p>
          <ul className="plain-list task-list">
            {rows.map((row) => (
              <li key={row.id}>
                <CaseCard row={row} />
              </li>
            ))}
          </ul>
          {pages.hasNextPage && (
            <Button
              block
              onClick={() => pages.fetchNextPage()}
              loading={pages.isFetchingNextPage}
              style={{ marginTop: 12 }}
            >
              {words.more}
            </Button>
          )}
        </>
      )}
    </>
  );
}
