import type { MeetingReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { PageHead } from '../../layout/PageHead.tsx';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { AttendanceList } from './AttendanceList.tsx';
import { CancelDialog } from './CancelDialog.tsx';
import { ChangeDrawer } from './ChangeDrawer.tsx';
import { Asked } from './MeetingBodyPage.tsx';
import { MeetingHistory } from './MeetingHistory.tsx';
import { meetingQueries } from './meeting-queries.ts';
import { ResolutionCard } from './ResolutionCard.tsx';
import '../staff/staff.css';
import './meetings.css';

const words = meetingWords.meeting;

/** One meeting: agenda, who came, what was resolved and what became of it. */
export function MeetingPage() {
  const { id, meeting } = useParams({ from: '/meetings/$id/held/$meeting' });
  const held = useQuery(meetingQueries.meeting(id, meeting));
  return <Loaded query={held}>{(reply) => <Meeting meeting={reply} />}</Loaded>;
}

function Meeting({ meeting }: { readonly meeting: MeetingReply }) {
  const [dialog, setDialog] = useState<'change' | 'cancel'>();
  const { kind: id, status, may, place } = meeting;
  const params = { id, meeting: meeting.id };
  const took = status === 'minuted' || status === 'closed';
  return (
    <>
      <PageHead
        title={meeting.stage ?? meeting.title}
        extra={
          <>
            {(may.record || may.correct) && (
              <Link to="/meetings/$id/held/$meeting/minutes" params={params}>
                <Button type={may.record ? 'primary' : 'default'} tabIndex={-1} data-tour="minutes">
                  {may.correct ? words.correct : status === 'minuted' ? words.go : words.minutes}
                </Button>
              </Link>
            )}
            {took && (
              <Link to="/meetings/$id/held/$meeting/print" params={params}>
                <Button tabIndex={-1}>{words.print}</Button>
              </Link>
            )}
            {may.arrange && (
              <>
                <Button onClick={() => setDialog('change')}>{words.change}</Button>
                <Button onClick={() => setDialog('cancel')}>{words.cancel}</Button>
              </>
            )}
          </>
        }
      >
        <Link to="/meetings/$id" params={{ id }} search={{ place }}>
          {fill(meetingWords.backBody, { title: meeting.title })}
        </Link>
        <p className="quiet">
          {fill(words.head, { place: meeting.placeTitle, n: meeting.number, on: meeting.on })}{' '}
          <Tag>{meetingWords.status[status]}</Tag>
          {meeting.late && <Tag>{words.late}</Tag>}
        </p>
      </PageHead>
      {status === 'called' && meeting.clerks.length > 0 && (
        <Alert type="info" showIcon title={fill(words.clerks, { who: meeting.clerks.join(signs.list) })} />
      )}
      {meeting.warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-tour="meeting-warnings"
          title={words.warnings}
          description={
            <ul className="meeting-plain">
              {meeting.warnings.map((one) => (
                <li key={one.text}>
                  {one.text}
                  {one.basis === 'assumption' && (
                    <span className="quiet">
                      {signs.open}
                      {one.assumption ?? words.advice}
                      {signs.close}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <div className="meeting-parts">
        <Card>
          <dl className="meeting-dl" data-tour="meeting-facts">
            {meeting.time !== undefined && (
              <div>
                <dt>{words.time}</dt>
                <dd>{meeting.time}</dd>
              </div>
            )}
            <div>
              <dt>{words.where}</dt>
              <dd>{meeting.where}</dd>
            </div>
            <div>
              <dt>{words.chair}</dt>
              <dd>{chairText(meeting.chair)}</dd>
            </div>
          </dl>
        </Card>
        <Card title={words.agenda}>
          <ol className="meeting-items">
            {meeting.agenda.map((item) => (
              <li key={item.id}>
                <strong>{item.title}</strong> <Tag>{item.kindTitle}</Tag>
                {item.caseId !== undefined && (
                  <Link to="/cases/$id" params={{ id: item.caseId }}>
                    {words.case}
                  </Link>
                )}
                {took && <p className={item.discussion ? '' : 'quiet'}>{item.discussion ?? words.noDiscussion}</p>}
                {meeting.resolutions
                  .filter((one) => one.item === item.id)
                  .map((one) => (
                    <ResolutionCard key={one.id} meeting={meeting} resolution={one} />
                  ))}
              </li>
            ))}
          </ol>
        </Card>
        {took && (
          <Card title={words.attendance}>
            <AttendanceList meeting={meeting} />
          </Card>
        )}
      </div>
      {meeting.asked.length > 0 && <Asked place={place} asked={meeting.asked} title={words.asked} />}
      <MeetingHistory meeting={meeting} />
      {dialog === 'cancel' && <CancelDialog meeting={meeting} onClose={() => setDialog(undefined)} />}
      {dialog === 'change' && <ChangeDrawer meeting={meeting} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function chairText({ name, turn, reason }: MeetingReply['chair']): string {
  if (turn !== undefined) return fill(words.chairInstead, { name, turn, reason: reason ?? '' });
  return reason === undefined ? name : fill(words.chairReason, { name, reason });
}
