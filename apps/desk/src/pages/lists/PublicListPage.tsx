import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Card, Empty } from 'antd';
import { PageHead } from '../../layout/PageHead.tsx';
import { listWords } from '../../messages/lists.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { listQueries } from './list-queries.ts';
import './lists.css';

const words = listWords.publicPage;

/** What everybody may read: the published list of a place, and notices switched on one by one. */
export function PublicListPage() {
  const { id } = useParams({ from: '/public/lists/$id' });
  const { place = '' } = useSearch({ from: '/public/lists/$id' });
  const list = useQuery(listQueries.open(id, place));
  return (
    <Loaded query={list}>
      {(reply) => (
        <>
          <PageHead title={`${reply.placeTitle} · ${reply.title}`}>
            <p className="quiet">{reply.publishedOn ? fill(words.on, { on: reply.publishedOn }) : words.none}</p>
          </PageHead>
          {reply.publishedOn === undefined && (
            <Card>
              <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            </Card>
          )}
          {reply.parts
            .map((part) => ({ part, entries: reply.entries.filter((entry) => entry.part === part.id) }))
            .filter(({ entries }) => entries.length > 0)
            .map(({ part, entries }) => (
              <section key={part.id} aria-label={part.title}>
                <h2 className="list-part">{part.title}</h2>
                <ol className="entry-list">
                  {entries.map((entry) => (
                    <li key={entry.id}>{entry.title}</li>
                  ))}
                </ol>
              </section>
            ))}
          {reply.notices.length > 0 && (
            <section aria-label={words.notices}>
              <h2 className="list-part">{words.notices}</h2>
              <ul>
                {reply.notices.map((notice) => (
                  <li key={`${notice.title} ${notice.on}`}>{fill(words.notice, notice)}</li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Loaded>
  );
}
