import type { ReportReply } from '@cebao/server/client';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';

/** What was handed in and when, each time as it was. */
export function Filings({ reply }: { readonly reply: ReportReply }) {
  if (reply.filings.length === 0) return null;
  return (
    <section className="no-print" data-tour="filings">
      <h2 className="report-heading">{words.report.filings}</h2>
      {reply.filings.map((filing) => (
        <details key={filing.at} className="report-decision">
          <summary>
            {fill(words.report.filing, { at: filing.at.slice(0, 16).replace('T', ' '), by: filing.by })}
            {filing.reason && fill(words.report.filingAgain, { reason: filing.reason })}
          </summary>
          <dl className="pairs">
            {filing.lines.map((line) => (
              <div key={line.title}>
                <dt>{line.title}</dt>
                <dd>
                  {line.text} {line.unit && !line.text.endsWith(line.unit) ? line.unit : ''}
                  {line.from && (
                    <small className="quiet">
                      {signs.open}
                      {line.from}
                      {signs.close}
                    </small>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </section>
  );
}
