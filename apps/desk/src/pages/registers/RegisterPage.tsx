import { DownloadOutlined } from '@ant-design/icons';
import type { RegisterReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { queries } from '../../app/query.ts';
import { useMe } from '../../app/session.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { AskedOfBook } from './AskedOfBook.tsx';
import { KeptTools } from './KeptTools.tsx';
import { RegisterTable } from './RegisterTable.tsx';

const words = messages.registers;

/** One book: its records, a filter, and the export to Excel; where people keep it, the day, the ways to enter records. */
export function RegisterPage() {
  const { id } = useParams({ from: '/registers/$id' });
  const { place, at, all } = useSearch({ from: '/registers/$id' });
  const query = {
    ...(place === undefined ? {} : { place }),
    ...(at === undefined ? {} : { at }),
    ...(all === undefined ? {} : { all: 'true' as const }),
  };
  const register = useQuery(queries.register(id, query));
  return <Loaded query={register}>{(book) => <Book book={book} query={query} />}</Loaded>;
}

interface BookProps {
  readonly book: RegisterReply;
  readonly query: { readonly place?: string; readonly at?: string; readonly all?: 'true' };
}

function Book({ book, query }: BookProps) {
  const me = useMe();
  const [wanted, setWanted] = useState('');
  const rows = book.rows.filter(
    (row) => wanted === '' || [row.placeTitle, ...Object.values(row.texts)].some((text) => text.includes(wanted)),
  );
  return (
    <>
      <PageHead
        title={book.title}
        extra={
          me.may.includes('export') ? (
            <Button
              type={book.kept ? 'default' : 'primary'}
              icon={<DownloadOutlined />}
              href={client.registerUrl(book.id, query)}
              download
              data-tour="export"
            >
              {words.export}
            </Button>
          ) : (
            <span className="quiet">{words.mayNotExport}</span>
          )
        }
      >
        <Link to="/registers">{words.back}</Link>
      </PageHead>
      {book.note && <p className="quiet">{book.note}</p>}
      {book.kept && <KeptTools id={book.id} kept={book.kept} query={query} />}
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={words.find}
          aria-label={words.find}
          onChange={(event) => setWanted(event.target.value.trim())}
        />
      </div>
      <p className="count" aria-live="polite">
        {fill(words.shown, { n: rows.length, all: book.rows.length })}
      </p>
      <RegisterTable id={book.id} meetings={book.meetings} columns={book.columns} rows={rows} />
      {book.kept?.asked.map((asked) => (
        <AskedOfBook key={`${asked.place} ${asked.decision}`} asked={asked} at={book.kept?.at ?? ''} />
      ))}
    </>
  );
}
