import { fill, type Policy } from '@cebao/pack';
import { Empty, Input } from 'antd';
import { useMemo, useState } from 'react';
import { words } from '../messages/zh-CN.ts';
import { paramRows } from '../param-rows.ts';
import { Sources } from '../parts/Sources.tsx';
import { hashOf } from '../route.ts';
import { today } from '../today.ts';
import { basisText, fromText, levelText, valueText } from '../value-text.ts';

/** All params that hold here, with value, layer, basis, date and source. */
export function ParamsPage({ policy }: { policy: Policy }) {
  const day = today();
  const [search, setSearch] = useState('');
  const all = useMemo(() => paramRows(policy, day), [policy, day]);
  const rows = all.filter((row) => row.title.includes(search.trim()) || row.id.includes(search.trim()));
  const region = policy.layered.layers.at(-1)?.title ?? policy.region;
  return (
    <>
      <h2>{fill(words.listHeading, { region })}</h2>
      <p className="studio-lead">{fill(words.listLead, { date: day })}</p>
      <div className="studio-row">
        <Input.Search
          aria-label={words.search}
          placeholder={words.search}
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          style={{ maxWidth: 320 }}
        />
        <span>{fill(words.count, { n: rows.length })}</span>
      </div>
      {rows.length === 0 && <Empty description={words.nothingFound} />}
      <ul className="studio-cards" style={{ marginTop: 12 }}>
        {rows.map((row) => (
          <li key={row.id} className="studio-card">
            <h4>{row.title}</h4>
            <div className="studio-value">{valueText(policy, row.value, row.unit)}</div>
            <dl className="studio-facts studio-grow">
              <dt>{words.fields.layer}</dt>
              <dd>
                {levelText(row.level)} · {row.layerTitle}
              </dd>
              {row.basis && (
                <>
                  <dt>{words.fields.basis}</dt>
                  <dd>{basisText(row.basis)}</dd>
                </>
              )}
              <dt>{words.fields.from}</dt>
              <dd>{fromText(row)}</dd>
              <dt>{words.fields.source}</dt>
              <dd>
                <Sources sources={row.sources} />
              </dd>
            </dl>
            <a href={hashOf({ page: 'param', id: row.id })}>{words.open}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
