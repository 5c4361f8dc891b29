import type { MeetingReply } from '@cebao/server/client';
import { Card, Timeline } from 'antd';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

const words = meetingWords.meeting;

/** What happened to a meeting, newest first; corrections with what they changed. */
export function MeetingHistory({ meeting: { history } }: { readonly meeting: MeetingReply }) {
  return (
    <Card title={words.history} className="meeting-history" data-tour="timeline">
      <Timeline
        items={[...history].reverse().map((entry) => ({
          key: entry.id,
          content: (
            <>
              <div>
                <strong>
                  {words.types[entry.type]}
                  {entry.closed && words.final}
                </strong>{' '}
                {fill(words.who, { by: entry.by, body: entry.body })}
              </div>
              <div className="quiet">{entry.at.slice(0, 16).replace('T', ' ')}</div>
              {entry.reason !== undefined && <div>{fill(words.reason, { reason: entry.reason })}</div>}
              {entry.changes?.map((change) => (
                <div key={change.what + change.field}>{fill(words.changed, change)}</div>
              ))}
            </>
          ),
        }))}
      />
    </Card>
  );
}
