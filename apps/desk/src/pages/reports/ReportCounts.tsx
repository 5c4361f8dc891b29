import type { ReportRow } from '@cebao/server/client';
import { Tag } from 'antd';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { percentText } from './period-text.ts';

/** How much of a report is there already, in a line. */
export function ReportCounts({
  counts,
  generated,
  filedAt,
}: Pick<ReportRow, 'counts' | 'generated'> & { readonly filedAt?: string | undefined }) {
  const { fields, held, computable, asked, ask, filled, spared } = counts;
  return (
    <span className="report-counts">
      {filedAt ? (
        <Tag color="green">{fill(words.card.filed, { at: filedAt.slice(0, 10) })}</Tag>
      ) : generated ? (
        <Tag color="blue">{words.card.generated}</Tag>
      ) : (
        <Tag color="gold">
          {ask > 0
            ? fill(words.card.ask, { n: ask })
            : asked > 0
              ? fill(words.card.asked, { n: asked })
              : words.card.ready}
        </Tag>
      )}
      <span>
        {fill(words.card.counts, { fields, held, computable, asked, ask })}
        {filled > 0 && fill(words.card.filled, { n: filled })}
      </span>
      <span className="quiet">{fill(words.card.spared, { rate: percentText(spared) })}</span>
    </span>
  );
}
