import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Empty } from 'antd';
import { queries } from '../../app/query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';

/** The books that are kept. */
export function RegistersPage() {
  const registers = useQuery(queries.registers);
  return (
    <>
      <PageHead title={messages.nav.registers} />
      <Loaded query={registers}>
        {(rows) =>
          rows.length === 0 ? (
            <Card>
              <Empty description={messages.registers.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            </Card>
          ) : (
            <ul className="plain-list register-list">
              {rows.map((row) => (
                <li key={row.id}>
                  <Link to="/registers/$id" params={{ id: row.id }} className="task-card" data-tour="register">
                    <span className="task-what">{row.title}</span>
                    <span className="task-meta">{fill(messages.registers.records, { n: row.records })}</span>
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
