import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button, Card, Empty } from 'antd';
import { PageHead } from '../../layout/PageHead.tsx';
import { indicatorWords } from '../../messages/indicators.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loading } from '../../problem/Loading.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { whenText } from './base-text.ts';
import { indicatorQueries } from './indicator-queries.ts';
import { RecordLines } from './RecordLines.tsx';
import './indicators.css';

const words = indicatorWords.recordsPage;

/** The lines behind a number, each with the way to the case or record it comes from. */
export function IndicatorRecordsPage() {
  const { id } = useParams({ from: '/indicators/$id/records' });
  const { split, part, which, ...scope } = useSearch({ from: '/indicators/$id/records' });
  const query = useInfiniteQuery(
    indicatorQueries.records(id, {
      ...scope,
      ...(which === 'base' ? { which } : {}),
      ...(split === undefined ? {} : { split: Number(split), part: part ?? '' }),
    }),
  );
  const [first] = query.data?.pages ?? [];
  if (query.isError) return <ProblemAlert problem={query.error} />;
  if (first === undefined) return <Loading />;
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageHead title={fill(words.title, { title: first.title })}>
        <Link to="/indicators/$id" params={{ id }} search={scope}>
          {words.back}
        </Link>
      </PageHead>
      <p className="count" aria-live="polite">
        {which === 'base' ? words.all : words.counted} ·{' '}
        {fill(words.total, {
          total: first.total,
          place: first.placeTitle,
          when: whenText({ at: first.at, from: scope.from }),
        })}
      </p>
      {rows.length === 0 ? (
        <Card>
          <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        </Card>
      ) : (
        <RecordLines columns={first.columns} placeInColumns={first.placeInColumns} rows={rows} />
      )}
      {query.hasNextPage && (
        <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {words.more}
        </Button>
      )}
    </>
  );
}
