import type { ReportLineReply, ReportReply } from '@cebao/server/client';
import { Button, Tag } from 'antd';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { LineSource } from './LineSource.tsx';

interface ReportLinesProps {
  readonly reply: ReportReply;
  /** Says a line otherwise; absent where the person may not. */
  readonly onDiffer?: ((line: ReportLineReply) => void) | undefined;
}

const COLOURS = { held: 'green', computable: 'blue', asked: 'purple', ask: 'gold' } as const;

/** Every line of a report with its value and where it comes from: a table, and on a phone a card each. */
export function ReportLines({ reply, onDiffer }: ReportLinesProps) {
  return (
    <ul className="plain-list report-lines" data-tour="report-lines">
      {reply.lines.map((line) => (
        <li key={line.element} data-kind={line.kind}>
          <div className="report-line-title">
            {line.title}
            <Tag color={COLOURS[line.kind]}>{words.kinds[line.kind]}</Tag>
          </div>
          <div className="report-line-value">
            {line.withheld ? (
              <span className="quiet">{words.report.withheld}</span>
            ) : line.text === undefined ? (
              <span className="quiet">{words.report.empty}</span>
            ) : (
              <strong>{line.text}</strong>
            )}
            {line.unit && line.text !== undefined && <span className="quiet"> {unitBeside(line)}</span>}
          </div>
          <div className="report-line-source">
            <LineSource line={line} place={reply.place} />
            {onDiffer && line.mayDiffer && (
              <Button type="link" className="no-print" onClick={() => onDiffer(line)}>
                {words.report.differ}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Amounts carry their unit already. */
function unitBeside({ unit = '', text = '' }: ReportLineReply): string {
  return text.endsWith(unit) ? '' : unit;
}
