import type { ListPlaceRow, ListRow } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Checkbox, Table } from 'antd';
import { useNarrow } from '../../app/use-narrow.ts';
import { listWords as words } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';

interface PlacesTableProps {
  readonly list: ListRow;
  readonly rows: readonly ListPlaceRow[];
  readonly chosen: readonly string[];
  readonly onChoose: (place: string) => void;
}

/** Places with their lists in short; cards on a phone. In the order of the tree: nobody is ranked. */
export function PlacesTable({ list, rows, chosen, onChoose }: PlacesTableProps) {
  const narrow = useNarrow();
  const kindOf = (row: ListPlaceRow) => list.kinds.find(({ id }) => id === row.kind)?.title ?? words.noKind;
  const partsOf = (row: ListPlaceRow) =>
    list.parts.map(({ id, title }) => `${title} ${fill(words.pieces, { n: row.parts[id] ?? 0 })}`).join(signs.comma);
  const pick = (row: ListPlaceRow) => (
    <Checkbox
      checked={chosen.includes(row.place)}
      onChange={() => onChoose(row.place)}
      aria-label={`${words.columns.choose} ${row.title}`}
    />
  );
  if (narrow) {
    return (
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.place} className="list-card">
            {pick(row)}
            <Link to="/lists/$id/place" params={{ id: list.id }} search={{ place: row.place }} className="task-card">
              <span className="task-what">{row.title}</span>
              <span className="task-meta">
                {row.upperTitle} · {kindOf(row)} · {row.published ?? words.notPublished}
              </span>
              <span className="task-title">{partsOf(row)}</span>
            </Link>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table
      size="small"
      rowKey="place"
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { key: 'choose', title: words.columns.choose, width: 64, render: (_, row) => pick(row) },
        {
          key: 'place',
          title: words.columns.place,
          render: (_, row) => (
            <Link to="/lists/$id/place" params={{ id: list.id }} search={{ place: row.place }}>
              {row.title}
            </Link>
          ),
        },
        { key: 'upper', title: words.columns.upper, dataIndex: 'upperTitle' },
        { key: 'kind', title: words.columns.kind, render: (_, row) => kindOf(row) },
        { key: 'entries', title: words.columns.entries, render: (_, row) => partsOf(row) },
        {
          key: 'deviations',
          title: words.columns.deviations,
          align: 'right',
          render: (_, row) => fill(words.pieces, { n: row.deviations }),
        },
        { key: 'published', title: words.columns.published, render: (_, row) => row.published ?? words.notPublished },
      ]}
    />
  );
}
