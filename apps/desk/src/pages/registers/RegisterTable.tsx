import type { RegisterReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Grid, Table } from 'antd';
import { messages } from '../../messages/zh-CN.ts';
import { RegisterCards } from './RegisterCards.tsx';
import type { RegisterRows } from './register-rows.ts';

/** The records as a table; as cards on a phone. */
export function RegisterTable({ columns, rows }: RegisterRows) {
  const screens = Grid.useBreakpoint();
  if (screens.md === false) return <RegisterCards columns={columns} rows={rows} />;
  return (
    <Table
      size="small"
      rowKey={(row) => `${row.caseId} ${JSON.stringify(row.cells)}`}
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
        {
          key: 'open',
          title: messages.registers.case,
          fixed: 'right' as const,
          width: 72,
          render: (_: unknown, row: RegisterReply['rows'][number]) => (
            <Link to="/cases/$id" params={{ id: row.caseId }}>
              {messages.registers.see}
            </Link>
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
