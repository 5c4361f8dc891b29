import { DecisionCard } from '@cebao/react';
import type { ReportsReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, Empty } from 'antd';
import { useState } from 'react';
import { policyQuery } from '../../app/policy-query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { EndReportDialog } from './EndReportDialog.tsx';
import { PlaceChoice } from './PlaceChoice.tsx';
import { percentText, periodText } from './period-text.ts';
import { ReportCounts } from './ReportCounts.tsx';
import { reportQueries } from './report-queries.ts';
import './reports.css';

/** The reports of a place: what the system makes, what is left to fill in, and the share saved. */
export function ReportsPage() {
  const { place } = useSearch({ from: '/reports' });
  const reports = useQuery(reportQueries.reports(place));
  return <Loaded query={reports}>{(reply) => <ReportsDesk reply={reply} />}</Loaded>;
}

function ReportsDesk({ reply }: { readonly reply: ReportsReply }) {
  const navigate = useNavigate();
  const [ending, setEnding] = useState<{ id: string; title: string }>();
  const own = reply.places.some(({ place }) => place === reply.place);
  return (
    <>
      <PageHead
        title={words.title}
        extra={
          <>
            {reply.places.length > 0 && (
              <Link to="/reports/elements" search={{ place: own ? reply.place : (reply.places[0]?.place ?? '') }}>
                {words.elements}
              </Link>
            )}
            {reply.mayAdopt.length > 0 && (
              <Link to="/reports/new">
                <Button type="primary">{words.adopt}</Button>
              </Link>
            )}
          </>
        }
      >
        <p className="quiet">{words.explain}</p>
      </PageHead>
      {reply.places.length > 1 && (
        <div className="filters">
          <PlaceChoice
            places={reply.places}
            value={reply.place}
            onChange={(place) => void navigate({ to: '/reports', search: { place } })}
          />
        </div>
      )}
      {reply.reduction && <Reduction reply={reply} />}
      {own && reply.rows.length > 0 && (
        <>
          <h2 className="report-heading">{reply.placeTitle}</h2>
          <ul className="plain-list task-list">
            {reply.rows.map((row) => (
              <li key={row.id} className="report-item">
                <Link
                  to="/reports/$id"
                  params={{ id: row.id }}
                  search={{ place: reply.place }}
                  className="task-card"
                  data-tour="report"
                >
                  <span className="task-what">{row.title}</span>
                  <span className="task-meta">
                    {fill(words.card.meta, { by: row.requestedBy, period: periodText(row.period) })}
                    {row.adoptedAt && ` · ${fill(words.card.adopted, { place: row.adoptedAt })}`}
                  </span>
                  <ReportCounts counts={row.counts} generated={row.generated} filedAt={row.filedAt} />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {reply.below.length > 0 && (
        <>
          <h2 className="report-heading">
            {reply.placeTitle}
            {signs.colon}
            {words.below.title}
          </h2>
          <p className="quiet">{words.below.note}</p>
          <ul className="plain-list task-list">
            {reply.below.map((row) => (
              <li key={row.id} className="task-card report-below" data-tour="report-below">
                <span className="task-what">{row.title}</span>
                <span className="task-meta">{row.requestedBy}</span>
                <span>
                  {fill(words.below.line, { period: periodText(row.period), filed: row.filed, places: row.places })}
                </span>
                {row.mayEnd && (
                  <Button onClick={() => setEnding(row)} className="report-end">
                    {words.end.button}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {reply.rows.length === 0 && reply.below.length === 0 && (
        <Card>
          <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        </Card>
      )}
      {ending && <EndReportDialog report={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function Reduction({ reply: { reduction, place } }: { readonly reply: ReportsReply }) {
  const policy = useQuery(policyQuery(place));
  if (!reduction) return null;
  const { before, after, asked } = reduction;
  const value = asked?.answer.value;
  const rates = value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.values(value ?? {}) : [];
  const rate = rates.find((one) => typeof one === 'number');
  return (
    <section className="report-reduction" aria-label={words.reduction.title} data-tour="reduction">
      <strong>
        {words.reduction.title}
        {typeof rate === 'number' && ` ${percentText(rate)}`}
      </strong>
      <span>{fill(words.reduction.line, { before, after, saved: before - after })}</span>
      <span className="quiet">{words.reduction.note}</span>
      {asked && policy.data && (
        <details>
          <summary>{words.reduction.decision}</summary>
          <DecisionCard
            policy={policy.data}
            question={{ at: asked.at, decision: asked.decision, facts: asked.facts }}
            size="small"
          />
        </details>
      )}
    </section>
  );
}
