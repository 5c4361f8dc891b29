import type { ListComparisonReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Card } from 'antd';
import { PageHead } from '../../layout/PageHead.tsx';
import { listWords } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { listQueries } from './list-queries.ts';
import './lists.css';

const words = listWords.comparison;

/** The lists of two places beside each other: what is only here, only there, and worded otherwise. */
export function CompareListsPage() {
  const { id } = useParams({ from: '/lists/$id/compare' });
  const { first = '', second = '', at } = useSearch({ from: '/lists/$id/compare' });
  const found = useQuery(listQueries.comparison(id, { first, second, ...(at === undefined ? {} : { at }) }));
  return (
    <Loaded query={found}>
      {(reply) => (
        <>
          <PageHead title={`${words.title}${signs.colon}${reply.first.title}${signs.list}${reply.second.title}`}>
            <Link to="/lists/$id" params={{ id }}>
              {listWords.backList}
            </Link>
            <p className="quiet">
              {reply.title} · {fill(words.meta, { at: reply.at })} ·{' '}
              {fill(words.summary, { same: reply.same.length, differing: reply.differing.length })}
            </p>
          </PageHead>
          <div className="compare-lists">
            <Side place={reply.first} entries={reply.onlyFirst} />
            <Side place={reply.second} entries={reply.onlySecond} />
          </div>
          <Card size="small" title={fill(words.differing, { n: reply.differing.length })} style={{ marginBottom: 16 }}>
            {reply.differing.length === 0 ? (
              words.nothing
            ) : (
              <ul>
                {reply.differing.map(({ first: one, second: other }) => (
                  <li key={one.id}>
                    {reply.first.title}
                    {signs.colon}
                    {one.title}
                    {signs.semicolon}
                    {reply.second.title}
                    {signs.colon}
                    {other.title}
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Card size="small" title={fill(words.same, { n: reply.same.length })}>
            <ul>
              {reply.same.map((entry) => (
                <li key={entry.id}>{entry.title}</li>
              ))}
            </ul>
          </Card>
        </>
      )}
    </Loaded>
  );
}

function Side({
  place,
  entries,
}: {
  readonly place: ListComparisonReply['first'];
  readonly entries: ListComparisonReply['onlyFirst'];
}) {
  const where = place.kind === undefined ? place.title : `${place.title}${signs.open}${place.kind}${signs.close}`;
  return (
    <Card size="small" title={fill(words.only, { place: where, n: entries.length })} style={{ marginBottom: 16 }}>
      {entries.length === 0 ? (
        words.nothing
      ) : (
        <ul>
          {entries.map((entry) => (
            <li key={entry.id}>{entry.title}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
