import type { MatchReply } from '@cebao/server/client';
import { Table, Tag } from 'antd';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';

type Row = MatchReply['resources'][number];

/** How much of each resource is used, and how much is left. */
export function ResourceTable({ reply }: { readonly reply: MatchReply }) {
  const { columns } = words;
  const number = (value: number | null) => value ?? words.uncounted;
  return (
    <section>
      <h2 className="match-heading">{words.resources}</h2>
      <Table<Row>
        size="middle"
        rowKey="id"
        dataSource={[...reply.resources]}
        scroll={{ x: 560 }}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          {
            title: columns.title,
            dataIndex: 'title',
            render: (title: string, { capacity, used }) => (
              <>
                {title} {capacity !== null && used > capacity && <Tag color="warning">{words.over}</Tag>}
              </>
            ),
          },
          { title: columns.left, dataIndex: 'left', align: 'right', render: number },
          { title: columns.used, dataIndex: 'used', align: 'right' },
          { title: columns.capacity, dataIndex: 'capacity', align: 'right', render: number },
          { title: columns.place, dataIndex: 'placeTitle' },
        ]}
      />
    </section>
  );
}
