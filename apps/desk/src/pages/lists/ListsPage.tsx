import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Empty } from 'antd';
import { PageHead } from '../../layout/PageHead.tsx';
import { listWords as words } from '../../messages/lists.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { listQueries } from './list-queries.ts';
import './lists.css';

/** The lists that each place has for itself. */
export function ListsPage() {
  const lists = useQuery(listQueries.lists);
  return (
    <>
      <PageHead title={words.nav} />
      <Loaded query={lists}>
        {(rows) =>
          rows.length === 0 ? (
            <Card>
              <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            </Card>
          ) : (
            <ul className="plain-list register-list">
              {rows.map((row) => (
                <li key={row.id}>
                  <Link
                    {...(row.places === 1 && row.level && row.under.split('/').length > 4
                      ? { to: '/lists/$id/place' as const, search: { place: row.under } }
                      : { to: '/lists/$id' as const })}
                    params={{ id: row.id }}
                    className="task-card"
                    data-tour="list"
                  >
                    <span className="task-what">{row.title}</span>
                    <span className="task-meta">
                      {fill(words.places, { where: row.underTitle, n: row.places })}
                      {row.keeps ? ` · ${words.keeps}` : ''}
                    </span>
                    {row.note && <span className="task-title">{row.note}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
