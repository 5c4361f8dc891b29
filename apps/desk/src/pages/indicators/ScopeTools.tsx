import type { IndicatorsReply } from '@cebao/server/client';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { today } from '../../app/today.ts';
import { indicatorWords as words } from '../../messages/indicators.zh-CN.ts';

/** Whose numbers, and for which days. */
export function ScopeTools({ reply }: { readonly reply: IndicatorsReply }) {
  const navigate = useNavigate();
  const search = useSearch({ from: '/indicators' });
  const go = (change: { place?: string; at?: string; from?: string }) => {
    const next = { ...search, ...change };
    const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ to: '/indicators', search: kept });
  };
  const places = [...reply.upper, { place: reply.place, title: reply.placeTitle }, ...reply.below];
  return (
    <div className="filters">
      {places.length > 1 && (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={words.place}
          value={reply.place}
          options={places.map(({ place, title }) => ({ value: place, label: title }))}
          onChange={(place: string) => go({ place })}
          style={{ minWidth: 220, maxWidth: '100%' }}
        />
      )}
      {places.length === 1 && <strong>{reply.placeTitle}</strong>}
      <label className="indicator-day" htmlFor="indicator-from">
        {words.from}
        <Input
          id="indicator-from"
          type="date"
          value={search.from ?? ''}
          max={reply.at}
          onChange={(event) => go({ from: event.target.value })}
        />
      </label>
      <label className="indicator-day" htmlFor="indicator-at">
        {words.at}
        <Input
          id="indicator-at"
          type="date"
          value={reply.at}
          max={today()}
          onChange={(event) => go({ at: event.target.value })}
        />
      </label>
      {(search.at !== undefined || search.from !== undefined) && (
        <Button onClick={() => go({ at: '', from: '' })}>{words.reset}</Button>
      )}
    </div>
  );
}
