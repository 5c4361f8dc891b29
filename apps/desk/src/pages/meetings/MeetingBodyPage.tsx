import { DecisionCard } from '@cebao/react';
import type { MeetingBodyReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button, Card, Empty, Tag } from 'antd';
import { policyQuery } from '../../app/policy-query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { basisWords } from '../case/basis-words.ts';
import { DueLine } from './DueLine.tsx';
import { meetingQueries } from './meeting-queries.ts';
import './meetings.css';

const words = meetingWords.body;

/** One body: when it is due, whose turn it is, who sits in it, and its meetings. */
export function MeetingBodyPage() {
  const { id } = useParams({ from: '/meetings/$id' });
  const { place = '' } = useSearch({ from: '/meetings/$id' });
  const body = useQuery(meetingQueries.body(id, place));
  return <Loaded query={body}>{(reply) => <Body body={reply} />}</Loaded>;
}

function Body({ body }: { readonly body: MeetingBodyReply }) {
  const { id, place } = body;
  return (
    <>
      <PageHead
        title={body.title}
        extra={
          body.mayCall ? (
            <>
              <Link to="/meetings/$id/call" params={{ id }} search={{ place }}>
                <Button type="primary" tabIndex={-1} data-tour="call-meeting">
                  {words.call}
                </Button>
              </Link>
              <Link to="/meetings/$id/call" params={{ id }} search={{ place, late: 'true' }}>
                <Button tabIndex={-1}>{words.record}</Button>
              </Link>
            </>
          ) : (
            <span className="quiet">{fill(words.notYours, { who: body.callers.join(signs.list) })}</span>
          )
        }
      >
        <Link to="/meetings">{meetingWords.back}</Link>
        <p className="quiet">{body.placeTitle}</p>
      </PageHead>
      <Card className="meeting-facts">
        <ul className="plain-list" data-tour="meeting-facts">
          <li>
            <DueLine due={body.due} planned={body.meetings.some(({ status }) => status === 'called')} />
            {body.due && (
              <span className="quiet">
                {[
                  ...(body.due.last === undefined ? [] : [fill(meetingWords.due.last, { last: body.due.last })]),
                  fill(body.due.by === 'calendar' ? meetingWords.due.calendar : meetingWords.due.every, {
                    n: body.due.months,
                  }),
                  ...(body.due.assumption === undefined ? [] : [body.due.assumption]),
                ].join(signs.dot)}
              </span>
            )}
          </li>
          <li>
            <ChairLine body={body} />
          </li>
          <li>
            {[
              fill(words.members, { n: body.members.length }),
              ...(body.quorum ? [fill(words.quorum, { n: body.quorum.persons })] : []),
            ].join(signs.dot)}
            {body.quorum?.basis === 'assumption' && <Tag>{basisWords('assumption')}</Tag>}
            <Link to="/registers/$id" params={{ id: body.membersRegister.id }} search={{ place }}>
              {words.register}
            </Link>
          </li>
          {body.stages && (
            <li>
              {words.stages}
              {signs.colon}
              {body.stages
                .filter(({ why }) => why === undefined)
                .map(({ title }) => title)
                .join(signs.list)}
            </li>
          )}
        </ul>
      </Card>
      <h2 className="meeting-heading">{words.meetings}</h2>
      {body.meetings.length === 0 ? (
        <Card>
          <Empty description={words.noMeetings} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        </Card>
      ) : (
        <ul className="plain-list task-list">
          {body.meetings.map((one) => (
            <li key={one.id}>
              <Link
                to="/meetings/$id/held/$meeting"
                params={{ id, meeting: one.id }}
                className="task-card"
                data-tour="meeting"
              >
                <span className="task-what">
                  {one.on} {one.stage ?? fill(words.number, { n: one.number })}
                  <Tag>{meetingWords.status[one.status]}</Tag>
                </span>
                <span className="task-title">{one.topics.join(signs.list)}</span>
                <span className="task-meta">
                  {[
                    fill(words.chairOf, { name: one.chair }),
                    ...(one.turn === undefined
                      ? []
                      : [fill(words.turnWas, { turn: one.turn, reason: one.chairReason ?? '' })]),
                    ...(one.attended === undefined ? [] : [fill(words.attended, { n: one.attended })]),
                    ...(one.resolutions === 0 ? [] : [fill(words.resolutions, { n: one.resolutions })]),
                    ...(one.open === 0 ? [] : [fill(words.openOnes, { n: one.open })]),
                  ].join(signs.dot)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {body.asked.length > 0 && <Asked place={place} asked={body.asked} title={words.asked} />}
    </>
  );
}

function ChairLine({ body: { chair, members } }: { readonly body: MeetingBodyReply }) {
  const name = members.find(({ member }) => member === chair.next)?.name;
  if (name === undefined) return <span className="quiet">{words.noChair}</span>;
  return (
    <>
      {fill(chair.rotates ? words.turn : words.chair, { name })}
      {chair.basis === 'assumption' && <Tag>{basisWords('assumption')}</Tag>}
      <span className="quiet">
        {[
          ...(chair.ahead.length > 1 ? [fill(words.ahead, { names: chair.ahead.slice(1).join(signs.list) })] : []),
          ...(chair.assumption === undefined ? [] : [chair.assumption]),
          ...(chair.note === undefined ? [] : [chair.note]),
        ].join(signs.dot)}
      </span>
    </>
  );
}

/** What the pack's decisions say: for reference. */
export function Asked({
  place,
  asked,
  title,
}: {
  readonly place: string;
  readonly asked: MeetingBodyReply['asked'];
  readonly title: string;
}) {
  const policy = useQuery(policyQuery(place));
  return (
    <section aria-label={title}>
      <h2 className="meeting-heading">{title}</h2>
      <Loaded query={policy}>
        {(found) => (
          <div className="meeting-asked">
            {asked.map(({ decision, at, facts }) => (
              <DecisionCard key={decision} policy={found} question={{ at, decision, facts }} size="small" />
            ))}
          </div>
        )}
      </Loaded>
    </section>
  );
}
