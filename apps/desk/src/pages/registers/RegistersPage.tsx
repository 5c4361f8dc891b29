import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Empty } from 'antd';
import { queries } from '../../app/query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { AccountCards } from '../accounts/AccountCards.tsx';
import { MatchCards } from '../matches/MatchCards.tsx';

/** The books that are kept: from cases, by hand, and as accounts. */
export function RegistersPage() {
  const registers = useQuery(queries.registers);
  return (
    <>
      <PageHead title={messages.nav.registers} />
      <MatchCards />
      <Loaded query={registers}>
        {(rows) =>
          rows.length === 0 ? (
            <Card>
              <Empty description={messages.registers.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            </Card>
          ) : (
            <>
              {rows.some(({ kind }) => kind === 'account') && <AccountCards />}
              <ul className="plain-list register-list">
                {rows
                  .filter(({ kind }) => kind !== 'account')
                  .map((row) => (
                    <li key={row.id}>
                      <Link to="/registers/$id" params={{ id: row.id }} className="task-card" data-tour="register">
                        <span className="task-what">{row.title}</span>
                        <span className="task-meta">
                          {bookWords.kinds[row.kind]}
                          {signs.dot}
                          {fill(messages.registers.records, { n: row.records })}
                        </span>
                        {row.note && <span className="task-title">{row.note}</span>}
                      </Link>
                    </li>
                  ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </>
  );
}
