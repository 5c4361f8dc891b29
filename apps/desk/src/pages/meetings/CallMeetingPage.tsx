import type { MeetingBodyReply } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App, Button, Card, Radio } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { today } from '../../app/today.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { ArrangeFields, type Arrangement } from './ArrangeFields.tsx';
import { agendaOf, newRow } from './agenda-rows.ts';
import { meetingQueries } from './meeting-queries.ts';
import '../staff/staff.css';
import './meetings.css';

const words = meetingWords.call;

/** Calls a meeting, or enters one that took place. */
export function CallMeetingPage() {
  const { id } = useParams({ from: '/meetings/$id/call' });
  const { place = '', late } = useSearch({ from: '/meetings/$id/call' });
  const body = useQuery(meetingQueries.body(id, place));
  return <Loaded query={body}>{(reply) => <CallForm body={reply} late={late === 'true'} />}</Loaded>;
}

function CallForm({ body, late }: { readonly body: MeetingBodyReply; readonly late: boolean }) {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keyOf = useKey();
  const { problem, busy, take } = useTaking();
  const last = body.meetings[0];
  const open = body.stages?.find(({ why }) => why === undefined);
  const [stage, setStage] = useState(open?.id);
  const [value, setValue] = useState<Arrangement>(() => ({
    on: late ? '' : today(),
    time: '',
    where: last?.where ?? '',
    chair: body.chair.next,
    chairReason: '',
    agenda: [newRow(body.agenda.find((one) => one.id === open?.id)?.id ?? body.agenda[0]?.id ?? '')],
  }));
  const send = async () => {
    const request = {
      place: body.place,
      on: value.on === '' ? today() : value.on,
      where: value.where,
      chair: value.chair ?? '-',
      agenda: agendaOf(value.agenda),
      ...(value.time.trim() === '' ? {} : { time: value.time.trim() }),
      ...(value.chairReason.trim() === '' ? {} : { chairReason: value.chairReason.trim() }),
      ...(stage === undefined ? {} : { stage }),
    };
    const sent = await take(client.callMeeting(body.id, request, keyOf(request)));
    if (!sent.ok) return;
    void message.success(words.done);
    await cache.invalidateQueries({ queryKey: ['meetings'] });
    const params = { id: body.id, meeting: sent.value.id };
    if (late && sent.value.may.record) await navigate({ to: '/meetings/$id/held/$meeting/minutes', params });
    else await navigate({ to: '/meetings/$id/held/$meeting', params });
  };
  return (
    <>
      <PageHead title={fill(late ? words.late : words.title, { title: body.title })}>
        <Link to="/meetings/$id" params={{ id: body.id }} search={{ place: body.place }}>
          {fill(meetingWords.backBody, { title: body.title })}
        </Link>
        <p className="quiet">{body.placeTitle}</p>
      </PageHead>
      <Card className="staff-form">
        {problem && <ProblemAlert problem={problem} />}
        {body.stages && (
          <fieldset className="meeting-agenda">
            <legend className="field-label">{words.stage}</legend>
            <Radio.Group
              value={stage}
              onChange={(event) => setStage(event.target.value as string)}
              options={body.stages.map(({ id, title, why }) => ({
                value: id,
                label: why === undefined ? title : fill(meetingWords.body.stageWhy, { title, why }),
                disabled: why !== undefined && !late,
              }))}
            />
          </fieldset>
        )}
        <ArrangeFields body={body} value={value} onChange={setValue} />
        <div className="staff-buttons">
          <Button type="primary" size="large" loading={busy} onClick={() => void send()}>
            {late ? words.sendLate : words.send}
          </Button>
        </div>
      </Card>
    </>
  );
}
