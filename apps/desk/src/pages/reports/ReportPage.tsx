import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { DecisionCard, type FormValue, PackForm } from '@cebao/react';
import type { ReportLineReply, ReportReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Button, Card, Input, Select } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { policyQuery } from '../../app/policy-query.ts';
import { useMe } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { DifferDialog } from './DifferDialog.tsx';
import { Filings } from './Filings.tsx';
import { periodText } from './period-text.ts';
import { ReportCounts } from './ReportCounts.tsx';
import { ReportLines } from './ReportLines.tsx';
import { reportQueries } from './report-queries.ts';
import { useReportAnswer } from './use-report-answer.ts';
import '../print/paper.css';
import './reports.css';

/** One report of a place and a period: the little that is left to fill in, and everything that is there already. */
export function ReportPage() {
  const { id } = useParams({ from: '/reports/$id' });
  const { place = '', period } = useSearch({ from: '/reports/$id' });
  const report = useQuery(reportQueries.report(id, place, period));
  return (
    <Loaded query={report}>
      {(reply) => <ReportDesk key={`${reply.id} ${reply.place} ${reply.period}`} reply={reply} />}
    </Loaded>
  );
}

function ReportDesk({ reply }: { readonly reply: ReportReply }) {
  const me = useMe();
  const navigate = useNavigate();
  const [differing, setDiffering] = useState<ReportLineReply>();
  const { id, place, period } = reply;
  const policy = useQuery(policyQuery(place));
  const open = reply.lines.some(({ kind }) => kind === 'ask' || kind === 'asked');
  return (
    <div className="report">
      <PageHead
        title={reply.title}
        extra={
          <>
            {me.may.includes('export') && (
              <Button icon={<DownloadOutlined />} href={client.reportUrl(id, { place, period })} className="no-print">
                {words.report.export}
              </Button>
            )}
            <Button icon={<PrinterOutlined />} onClick={() => window.print()} className="no-print">
              {words.report.print}
            </Button>
          </>
        }
      >
        <Link to="/reports" search={{ place }} className="no-print">
          {words.back}
        </Link>
        <p className="quiet">
          {fill(words.report.meta, { by: reply.requestedBy, place: reply.placeTitle, day: reply.day })}
          {reply.demo && ` · ${messages.demo.banner}`}
        </p>
      </PageHead>
      <div className="filters no-print">
        <label htmlFor="report-period">{words.report.period}</label>
        <Select
          id="report-period"
          value={period}
          style={{ minWidth: 160 }}
          onChange={(chosen: string) =>
            void navigate({ to: '/reports/$id', params: { id }, search: { place, period: chosen } })
          }
          options={reply.periods.map((one) => ({ value: one, label: periodText(one) }))}
        />
      </div>
      <p data-tour="report-counts">
        <ReportCounts counts={reply.counts} generated={reply.generated} filedAt={reply.filings[0]?.at} />
      </p>
      {reply.mayAnswer ? (
        <FillCard reply={reply} open={open} />
      ) : (
        <Alert
          type="info"
          showIcon
          className="no-print"
          title={fill(words.report.notYours, { who: reply.who.join(signs.list) })}
        />
      )}
      <h2 className="report-heading">{words.report.existing}</h2>
      <ReportLines reply={reply} onDiffer={reply.mayAnswer ? setDiffering : undefined} />
      {reply.note && <p className="quiet">{reply.note}</p>}
      {reply.handling && policy.data && (
        <details className="report-decision no-print">
          <summary>{words.reduction.decision}</summary>
          <DecisionCard
            policy={policy.data}
            question={{ at: reply.handling.at, decision: reply.handling.decision, facts: reply.handling.facts }}
            size="small"
          />
        </details>
      )}
      <Filings reply={reply} />
      {differing && <DifferDialog reply={reply} line={differing} onClose={() => setDiffering(undefined)} />}
    </div>
  );
}

/** The form of what is left, and handing in. */
function FillCard({ reply, open }: { readonly reply: ReportReply; readonly open: boolean }) {
  const me = useMe();
  const sender = useReportAnswer(reply);
  const draft = useDraft(`${me.person.id}:report:${reply.id}:${reply.place}:${reply.period}`, {});
  const [reason, setReason] = useState('');
  const again = reply.filings.length > 0;
  const { asked, questions } = reply.counts;
  const filing = { file: true, ...(again ? { reason } : {}) };
  const complete = asked === 0;
  const submit = async (value: FormValue) => {
    const known = Object.fromEntries(
      Object.entries(value).filter(([name]) => Object.hasOwn(reply.form.schema['properties'] as object, name)),
    );
    if (await sender.send({ values: known, ...(complete ? filing : {}) })) draft.clear();
  };
  return (
    <Card title={words.report.fill} className="no-print report-fill" data-tour="report-fill">
      {sender.problem && <ProblemAlert problem={sender.problem} />}
      {questions === 0 ? (
        <>
          <p>{open ? fill(words.report.nothingYet, { n: asked }) : words.report.nothing}</p>
          {again && !open && <Again reason={reason} onChange={setReason} />}
          {!open && (
            <Button
              type="primary"
              size="large"
              loading={sender.busy}
              disabled={again && reason.trim() === ''}
              onClick={() => void sender.send({ values: {}, ...filing })}
            >
              {words.report.file}
            </Button>
          )}
        </>
      ) : (
        <PackForm
          form={reply.form}
          value={draft.value}
          onChange={draft.change}
          onSubmit={submit}
          submitting={sender.busy}
          submitLabel={complete ? words.report.fileNow : words.report.save}
        >
          {!complete && <p className="quiet">{fill(words.report.others, { n: asked })}</p>}
          {again && complete && <Again reason={reason} onChange={setReason} />}
        </PackForm>
      )}
    </Card>
  );
}

function Again({ reason, onChange }: { readonly reason: string; readonly onChange: (reason: string) => void }) {
  return (
    <p>
      <label htmlFor="file-again">{words.report.again}</label>
      <Input id="file-again" value={reason} onChange={(event) => onChange(event.target.value)} />
    </p>
  );
}
