import type { IndicatorRow, IndicatorsReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Card, Empty } from 'antd';
import { PageHead } from '../../layout/PageHead.tsx';
import { indicatorWords as words } from '../../messages/indicators.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { baseText, whenText } from './base-text.ts';
import { indicatorQueries } from './indicator-queries.ts';
import { ScopeTools } from './ScopeTools.tsx';
import './indicators.css';

/** The numbers of a place, each with its base, its day and what sources once reported. */
export function IndicatorsPage() {
  const search = useSearch({ from: '/indicators' });
  const indicators = useQuery(indicatorQueries.all(search));
  return <Loaded query={indicators}>{(reply) => <IndicatorsDesk reply={reply} />}</Loaded>;
}

function IndicatorsDesk({ reply }: { readonly reply: IndicatorsReply }) {
  const live = reply.rows.filter(({ over }) => over !== undefined);
  const onlyReported = reply.rows.filter(({ over }) => over === undefined);
  return (
    <>
      <PageHead
        title={words.title}
        extra={
          <Link to="/figures" search={{ place: reply.place }}>
            {words.figuresLink}
          </Link>
        }
      >
        <p className="quiet">{words.explain}</p>
      </PageHead>
      <ScopeTools reply={reply} />
      {live.length > 0 && (
        <ul className="plain-list indicator-grid" data-tour="indicators">
          {live.map((row) => (
            <li key={row.id}>
              <IndicatorCard row={row} reply={reply} />
            </li>
          ))}
        </ul>
      )}
      {onlyReported.length > 0 && (
        <>
          <h2 className="indicator-heading">{words.reported}</h2>
          <p className="quiet">{words.reportedNote}</p>
          <ul className="plain-list indicator-grid">
            {onlyReported.map((row) => (
              <li key={row.id}>
                <IndicatorCard row={row} reply={reply} />
              </li>
            ))}
          </ul>
        </>
      )}
      {reply.rows.length === 0 && (
        <Card>
          <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        </Card>
      )}
    </>
  );
}

/** How many reported figures a card shows: beside a number, and where there is none. */
const SHOWN = { beside: 2, alone: 8 };

/** What sources report of one place at one date: both stand before the figures, for the number above may be a lower place's. */
function reported(figures: IndicatorRow['figures']): string[] {
  const groups = new Map<string, { place: string; dated: string; said: string[] }>();
  for (const { placeTitle: place, dated, title, text } of figures) {
    const key = JSON.stringify([place, dated]);
    const group = groups.get(key) ?? { place, dated, said: [] };
    groups.set(key, group);
    group.said.push(fill(words.historyItem, { title, text }));
  }
  return [...groups.values()].map(({ place, dated, said }) =>
    fill(words.historyLine, { place, dated, figures: said.join(signs.semicolon) }),
  );
}

function IndicatorCard({ row, reply }: { readonly row: IndicatorRow; readonly reply: IndicatorsReply }) {
  const { place, at, from } = reply;
  const kept = row.over !== undefined;
  const shown = kept ? SHOWN.beside : SHOWN.alone;
  return (
    <Link
      to="/indicators/$id"
      params={{ id: row.id }}
      search={{ place, at, ...(from === undefined ? {} : { from }) }}
      className="indicator-card"
      data-tour="indicator"
    >
      <span className="indicator-title">{row.title}</span>
      {kept && <span className={row.value === undefined ? 'indicator-missing' : 'indicator-number'}>{row.text}</span>}
      {kept && (
        <span className="quiet">
          {whenText(reply)}
          {row.value !== undefined && ` · ${baseText(row)}`}
        </span>
      )}
      {reported(row.figures.slice(0, shown)).map((line) => (
        <span key={line} className="indicator-past">
          {line}
        </span>
      ))}
      {row.figures.length > shown && (
        <span className="quiet">{fill(words.more, { n: row.figures.length - shown })}</span>
      )}
    </Link>
  );
}
