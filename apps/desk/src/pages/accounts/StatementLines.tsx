import type { StatementReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Grid, Table, Tag } from 'antd';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { moneyText } from './money-text.ts';

const words = bookWords.account;
type Line = StatementReply['lines'][number];

/** The lines of a month with the balance after each; as cards on a phone. */
export function StatementLines({ reply }: { readonly reply: StatementReply }) {
  const screens = Grid.useBreakpoint();
  if (screens.md === false)
    return (
      <ul className="plain-list account-lines">
        {reply.lines.map((line) => (
          <li key={line.id}>
            <div>
              <LineTitle line={line} />
              <span className={`account-amount ${line.direction}`}>
                {line.direction === 'in' ? signs.plus : signs.minus}
                {moneyText(line.amount)}
              </span>
            </div>
            <div className="quiet">
              {line.on}
              {signs.dot}
              {line.purpose}
              {line.party !== '' && `${signs.dot}${line.party}`}
            </div>
            <div className="quiet">{fill(bookWords.balance, { amount: moneyText(line.balance) })}</div>
          </li>
        ))}
      </ul>
    );
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={[...reply.lines]}
      pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: words.columns.on, dataIndex: 'on', width: 110 },
        { title: words.columns.title, render: (_: unknown, line: Line) => <LineTitle line={line} /> },
        { title: words.columns.purpose, dataIndex: 'purpose' },
        { title: words.columns.party, dataIndex: 'party' },
        {
          title: words.columns.in,
          align: 'right' as const,
          render: (_: unknown, line: Line) => (line.direction === 'in' ? moneyText(line.amount) : ''),
        },
        {
          title: words.columns.out,
          align: 'right' as const,
          render: (_: unknown, line: Line) => (line.direction === 'out' ? moneyText(line.amount) : ''),
        },
        {
          title: words.columns.balance,
          align: 'right' as const,
          render: (_: unknown, line: Line) => moneyText(line.balance),
        },
      ]}
    />
  );
}

function LineTitle({ line }: { readonly line: Line }) {
  return (
    <span>
      {line.caseId === undefined ? (
        line.title
      ) : (
        <Link to="/cases/$id" params={{ id: line.caseId }}>
          {line.title}
        </Link>
      )}{' '}
      {line.kind !== 'booked' && <Tag color="orange">{words.kinds[line.kind]}</Tag>}
      {line.happened !== line.on && <Tag>{fill(words.late, { on: line.happened })}</Tag>}
    </span>
  );
}
