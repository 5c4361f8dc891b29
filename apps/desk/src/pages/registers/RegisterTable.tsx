import type { RegisterReply } from '@cebao/server/client';
import { Grid, Table, Tag } from 'antd';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { messages } from '../../messages/zh-CN.ts';
import { daysText } from './days-text.ts';
import { RegisterCards } from './RegisterCards.tsx';
import { RowLink } from './RowLink.tsx';
import { type RegisterRows, rowKey } from './register-rows.ts';

/** The records as a table; as cards on a phone. */
export function RegisterTable({ id, meetings, columns, rows }: RegisterRows) {
  const screens = Grid.useBreakpoint();
  if (screens.md === false) return <RegisterCards id={id} meetings={meetings} columns={columns} rows={rows} />;
  return (
    <Table
      size="small"
      rowKey={rowKey}
      dataSource={[...rows]}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        ...(columns.some(({ format }) => format === 'place')
          ? []
          : [{ key: 'place', title: messages.place, dataIndex: 'placeTitle', width: 140 }]),
        ...columns.map((column) => ({
          key: column.id,
          title: column.title,
          align: column.format === 'money' || column.format === 'number' ? ('right' as const) : ('left' as const),
          render: (_: unknown, row: RegisterReply['rows'][number]) => (
            <span className="cell">{row.texts[column.id]}</span>
          ),
          sorter: (a: RegisterReply['rows'][number], b: RegisterReply['rows'][number]) =>
            compare(a.cells[column.id], b.cells[column.id]),
        })),
        ...(rows.some(({ record }) => record !== undefined)
          ? [
              {
                key: 'holds',
                title: bookWords.holds,
                render: (_: unknown, row: RegisterReply['rows'][number]) => (
                  <span className="cell">
                    {daysText(row.on, row.until)} {row.holds === false && <Tag>{bookWords.ended}</Tag>}
                  </span>
                ),
              },
            ]
          : []),
        {
          key: 'open',
          title: rows.some(({ record, meeting }) => (record ?? meeting) !== undefined) ? '' : messages.registers.case,
          fixed: 'right' as const,
          width: 72,
          render: (_: unknown, row: RegisterReply['rows'][number]) => (
            <RowLink id={id} meetings={meetings} row={row}>
              {messages.registers.see}
            </RowLink>
          ),
        },
      ]}
    />
  );
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '') < String(b ?? '') ? -1 : String(a ?? '') > String(b ?? '') ? 1 : 0;
}
