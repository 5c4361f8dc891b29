import { Timeline, Typography } from 'antd';
import type { ReactNode } from 'react';
import { reactMessages } from './messages/zh-CN.ts';

/** One thing that happened in a case. */
export interface TimelineEntry {
  readonly id: string;
  /** Civil date and time; the part up to the minute is shown. */
  readonly at: string;
  /** What happened, in words. */
  readonly title: ReactNode;
  /** Who did it, for which body. */
  readonly who?: ReactNode;
  /** Reason, comment or detail. */
  readonly note?: ReactNode;
  readonly tone?: 'normal' | 'good' | 'warning' | 'bad';
}

const COLOURS = { normal: 'blue', good: 'green', warning: '#ad6800', bad: 'red' } as const;

/**
 * What happened in a case, newest first.
 *
 * @example
 * <CaseTimeline entries={[{ id: '1', at: '2026-11-25T09:30:00+08:00', title: 'opened' }]} />
 */
export function CaseTimeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  if (entries.length === 0) return <Typography.Text type="secondary">{reactMessages.timeline.empty}</Typography.Text>;
  return (
    <Timeline
      items={entries.map((entry) => ({
        key: entry.id,
        color: COLOURS[entry.tone ?? 'normal'],
        content: (
          <div style={{ overflowWrap: 'anywhere' }}>
            <div style={{ fontWeight: 500 }}>{entry.title}</div>
            <Typography.Text type="secondary" style={{ fontSize: 14 }}>
              <time dateTime={entry.at}>{entry.at.slice(0, 16).replace('T', ' ')}</time> {entry.who}
            </Typography.Text>
            {entry.note ? <div>{entry.note}</div> : null}
          </div>
        ),
      }))}
    />
  );
}
