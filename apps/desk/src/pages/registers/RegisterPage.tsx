import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { queries } from '../../app/query.ts';
import { useMe } from '../../app/session.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { RegisterTable } from './RegisterTable.tsx';

const words = messages.registers;

/** One book: its records, a filter, and the export to Excel. */
export function RegisterPage() {
  const { id } = useParams({ from: '/registers/$id' });
  const me = useMe();
  const register = useQuery(queries.register(id));
  const [wanted, setWanted] = useState('');
  const mayExport = me.may.includes('export');
  return (
    <Loaded query={register}>
      {(book) => {
        const rows = book.rows.filter(
          (row) => wanted === '' || [row.placeTitle, ...Object.values(row.texts)].some((text) => text.includes(wanted)),
        );
        return (
          <>
            <PageHead
              title={book.title}
              extra={
                mayExport ? (
                  <Button
                    type="primary"
                    icon={<DownloadOutlined />}
                    href={client.registerUrl(id)}
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
            <RegisterTable columns={book.columns} rows={rows} />
          </>
        );
      }}
    </Loaded>
  );
}
