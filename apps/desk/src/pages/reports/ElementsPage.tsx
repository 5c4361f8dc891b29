import type { ElementRow } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Input, Tag } from 'antd';
import { useState } from 'react';
import { PageHead } from '../../layout/PageHead.tsx';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { reportQueries } from './report-queries.ts';
import './reports.css';

/** The dictionary of data elements: what each is, what else it is called, and where it comes from. */
export function ElementsPage() {
  const { place = '' } = useSearch({ from: '/reports/elements' });
  const elements = useQuery(reportQueries.elements(place));
  const [wanted, setWanted] = useState('');
  const meets = ({ title, synonyms }: ElementRow) => [title, ...synonyms].some((name) => name.includes(wanted.trim()));
  return (
    <>
      <PageHead title={words.elements}>
        <Link to="/reports" search={{ place }}>
          {words.back}
        </Link>
        <p className="quiet">{words.dictionary.explain}</p>
      </PageHead>
      <Loaded query={elements}>
        {(rows) => (
          <>
            <div className="filters">
              <Input.Search
                allowClear
                placeholder={words.dictionary.find}
                aria-label={words.dictionary.find}
                onChange={(event) => setWanted(event.target.value)}
              />
            </div>
            <p className="count" aria-live="polite">
              {fill(words.dictionary.count, { n: rows.filter(meets).length })}
            </p>
            <ul className="plain-list report-lines">
              {rows.filter(meets).map((row) => (
                <li key={row.id}>
                  <div className="report-line-title">
                    {row.title}
                    {row.unit && <span className="quiet"> {row.unit}</span>}
                    {row.own && <Tag>{words.dictionary.own}</Tag>}
                  </div>
                  <div>
                    {words.types[row.type]} · {row.from ?? words.dictionary.asked}
                    {row.from === undefined && ` · ${words.keeps[row.keeps]}`}
                  </div>
                  <div className="report-line-source">
                    {row.synonyms.length > 0 &&
                      `${words.dictionary.synonyms}${signs.colon}${row.synonyms.join(signs.list)} `}
                    {row.basis && `${words.dictionary.basis}${signs.colon}${words.basis[row.basis] ?? row.basis}`}
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </>
  );
}
