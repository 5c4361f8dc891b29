import { DecisionCard } from '@cebao/react';
import type { ListRow } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Button, Input, Tabs } from 'antd';
import { useState } from 'react';
import { policyQuery } from '../../app/policy-query.ts';
import { today } from '../../app/today.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { listWords as words } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { listQueries } from './list-queries.ts';
import { MatterPanel } from './MatterPanel.tsx';
import { PlacesTable } from './PlacesTable.tsx';
import './lists.css';

/** One list: the places that have it, and one matter weighed against all of them. */
export function ListPage() {
  const { id } = useParams({ from: '/lists/$id' });
  const lists = useQuery(listQueries.lists);
  return (
    <Loaded query={lists}>
      {(rows) => {
        const row = rows.find((one) => one.id === id);
        return row ? <ListDesk row={row} /> : <PageHead title={words.none} />;
      }}
    </Loaded>
  );
}

function ListDesk({ row }: { readonly row: ListRow }) {
  const { tab = 'places' } = useSearch({ from: '/lists/$id' });
  const navigate = useNavigate();
  return (
    <>
      <PageHead title={row.title}>
        <Link to="/lists">{words.back}</Link>
        <p className="quiet">{fill(words.places, { where: row.underTitle, n: row.places })}</p>
      </PageHead>
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ to: '/lists/$id', params: { id: row.id }, search: { tab: key } })}
        items={[
          { key: 'places', label: words.tabs.places, children: <Places row={row} /> },
          { key: 'matter', label: words.tabs.matter, children: <MatterPanel row={row} /> },
        ]}
      />
    </>
  );
}

const PAGE = 50;

function Places({ row }: { readonly row: ListRow }) {
  const navigate = useNavigate();
  const [wanted, setWanted] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const places = useQuery(
    listQueries.places(row.id, { under: row.under, limit, ...(wanted === '' ? {} : { q: wanted }) }),
  );
  const policy = useQuery(policyQuery(row.under));
  const [first, second] = chosen;
  return (
    <Loaded query={places}>
      {(found) => (
        <>
          {found.comparison && policy.data && (
            <details className="list-check" open={found.comparison.answer.warnings.length > 0}>
              <summary>{words.alike}</summary>
              <DecisionCard
                policy={policy.data}
                question={{
                  at: found.comparison.at,
                  decision: found.comparison.decision,
                  facts: found.comparison.facts,
                }}
                size="small"
              />
            </details>
          )}
          {found.kindUnknown > 0 && (
            <Alert
              type="warning"
              showIcon
              style={{ marginBottom: 12 }}
              title={fill(words.kindUnknown, { n: found.kindUnknown })}
            />
          )}
          {found.upper.length > 0 && (
            <p className="quiet">
              {words.upper}
              {signs.colon}
              {found.upper.map(({ place, title, changes }, index) => (
                <span key={place}>
                  {index > 0 && signs.list}
                  <Link to="/lists/$id/place" params={{ id: row.id }} search={{ place }}>
                    {fill(words.upperRow, { title, n: changes })}
                  </Link>
                </span>
              ))}
              {signs.stop}
              {words.upperExplain}
            </p>
          )}
          <div className="filters">
            <Input.Search
              allowClear
              placeholder={words.find}
              aria-label={words.find}
              onSearch={(text) => setWanted(text.trim())}
            />
            <Button
              disabled={!first || !second}
              onClick={() =>
                first &&
                second &&
                void navigate({
                  to: '/lists/$id/compare',
                  params: { id: row.id },
                  search: { first, second, at: today() },
                })
              }
            >
              {chosen.length === 2 ? words.compare : words.choose}
            </Button>
          </div>
          <p className="count" aria-live="polite">
            {fill(words.count, { n: found.total, published: found.published })}
          </p>
          <PlacesTable
            list={row}
            rows={found.rows}
            chosen={chosen}
            onChoose={(place) =>
              setChosen(chosen.includes(place) ? chosen.filter((one) => one !== place) : [...chosen, place].slice(-2))
            }
          />
          {found.next && limit < 200 && (
            <Button onClick={() => setLimit(Math.min(200, limit + PAGE))} style={{ marginTop: 12 }}>
              {words.more}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}
