import type { RegisterReply } from '@cebao/server/client';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Input, Select } from 'antd';
import { today } from '../../app/today.ts';
import { bookWords as words } from '../../messages/books.zh-CN.ts';
import { messages } from '../../messages/zh-CN.ts';

interface KeptToolsProps {
  readonly id: string;
  readonly kept: NonNullable<RegisterReply['kept']>;
  readonly query: { readonly place?: string; readonly at?: string; readonly all?: 'true' };
}

/** A book that people keep: whose, on which day, and the ways to enter records. */
export function KeptTools({ id, kept, query }: KeptToolsProps) {
  const navigate = useNavigate();
  const go = (search: KeptToolsProps['query']) => void navigate({ to: '/registers/$id', params: { id }, search });
  const { place, at, all } = query;
  const keeps = kept.places.filter(({ mayKeep, path }) => mayKeep && (place === undefined || path === place));
  const target = keeps[0]?.path;
  return (
    <>
      {target !== undefined && (
        <div className="filters">
          <Link to="/registers/$id/add" params={{ id }} search={{ place: target }}>
            <Button type="primary" data-tour="add-record">
              {words.add}
            </Button>
          </Link>
          <Link to="/registers/$id/import" params={{ id }} search={{ place: target }}>
            <Button>{words.import}</Button>
          </Link>
        </div>
      )}
      <div className="filters">
        {(kept.places.length > 1 || place !== undefined) && (
          <Select
            aria-label={words.place}
            allowClear
            placeholder={messages.place}
            value={place ?? null}
            options={kept.places.map(({ path, title }) => ({ value: path, label: title }))}
            onChange={(chosen: string | null | undefined) =>
              go({ ...(chosen ? { place: chosen } : {}), ...(at === undefined ? {} : { at }), ...(all ? { all } : {}) })
            }
            style={{ minWidth: 200 }}
          />
        )}
        <label htmlFor="book-at">{words.at}</label>
        <Input
          id="book-at"
          type="date"
          value={kept.at}
          style={{ width: 180 }}
          onChange={(event) => {
            const day = event.target.value;
            if (day !== '')
              go({
                ...(place === undefined ? {} : { place }),
                ...(day === today() ? {} : { at: day }),
                ...(all ? { all } : {}),
              });
          }}
        />
        <Checkbox
          checked={all !== undefined}
          onChange={(event) =>
            go({
              ...(place === undefined ? {} : { place }),
              ...(at === undefined ? {} : { at }),
              ...(event.target.checked ? { all: 'true' } : {}),
            })
          }
        >
          {words.all}
        </Checkbox>
      </div>
    </>
  );
}
