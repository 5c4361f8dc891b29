import type { IndicatorRecords } from '@cebao/server/client';
import { Grid, Table } from 'antd';
import { indicatorWords } from '../../messages/indicators.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { LineLink } from './LineLink.tsx';

const words = indicatorWords.recordsPage;

type Row = IndicatorRecords['rows'][number];
interface RecordLinesProps {
  readonly columns: IndicatorRecords['columns'];
  /** One of the columns says the place already. */
  readonly placeInColumns: boolean;
  readonly rows: readonly Row[];
}

/** The lines behind a number as a table; as cards on a phone. */
export function RecordLines({ columns, placeInColumns, rows }: RecordLinesProps) {
  const screens = Grid.useBreakpoint();
  if (screens.md === false) return <LineCards columns={columns} placeInColumns={placeInColumns} rows={rows} />;
  return (
    <div data-tour="lines">
      <Table
        size="small"
        rowKey="key"
        dataSource={[...rows]}
        scroll={{ x: 'max-content' }}
        pagination={false}
        columns={[
          ...(placeInColumns ? [] : [{ key: 'place', title: words.place, dataIndex: 'placeTitle', width: 140 }]),
          { key: 'on', title: words.day, dataIndex: 'on', width: 120 },
          ...columns.map(({ id, title }) => ({
            key: id,
            title,
            render: (_: unknown, row: Row) => <span className="cell">{row.texts[id]}</span>,
          })),
          {
            key: 'open',
            title: '',
            fixed: 'right' as const,
            width: 72,
            render: (_: unknown, row: Row) =>
              row.opens === undefined ? (
                <span className="quiet">{words.closed}</span>
              ) : (
                <LineLink opens={row.opens}>{words.open}</LineLink>
              ),
          },
        ]}
      />
    </div>
  );
}

function LineCards({ columns, placeInColumns, rows }: RecordLinesProps) {
  return (
    <ul className="plain-list task-list" data-tour="lines">
      {rows.map((row) => (
        <li key={row.key}>
          <LineLink opens={row.opens} className="task-card">
            <span className="task-meta">{placeInColumns ? row.on : `${row.placeTitle}${signs.dot}${row.on}`}</span>
            <dl className="pairs">
              {columns
                .filter(({ id }) => row.texts[id])
                .map(({ id, title }) => (
                  <div key={id}>
                    <dt>{title}</dt>
                    <dd>{row.texts[id]}</dd>
                  </div>
                ))}
            </dl>
            {row.opens === undefined && <span className="task-meta">{words.cannotOpen}</span>}
          </LineLink>
        </li>
      ))}
    </ul>
  );
}
