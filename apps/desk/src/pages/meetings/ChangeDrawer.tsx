import type { MeetingBodyReply, MeetingReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { ArrangeFields, type Arrangement } from './ArrangeFields.tsx';
import { agendaOf, rowsOf } from './agenda-rows.ts';
import { meetingQueries } from './meeting-queries.ts';
import { useMeetingCommand } from './use-meeting-command.ts';

const words = meetingWords.meeting;

interface ChangeDrawerProps {
  readonly meeting: MeetingReply;
  readonly onClose: () => void;
}

/** Changes day, place, chair or agenda of a meeting that was called, with the reason. */
export function ChangeDrawer({ meeting, onClose }: ChangeDrawerProps) {
  const body = useQuery(meetingQueries.body(meeting.kind, meeting.place));
  return (
    <Drawer open title={words.change} onClose={onClose} size={560}>
      <Loaded query={body}>{(reply) => <ChangeForm body={reply} meeting={meeting} onClose={onClose} />}</Loaded>
    </Drawer>
  );
}

function ChangeForm({ body, meeting, onClose }: ChangeDrawerProps & { readonly body: MeetingBodyReply }) {
  const command = useMeetingCommand(meeting);
  const [reason, setReason] = useState('');
  const [value, setValue] = useState<Arrangement>(() => ({
    on: meeting.on,
    time: meeting.time ?? '',
    where: meeting.where,
    chair: meeting.chair.member,
    chairReason: meeting.chair.reason ?? '',
    agenda: rowsOf(meeting),
  }));
  // The turn of this meeting, not of the one after it.
  const turn = meeting.members.find(({ name }) => name === (meeting.chair.turn ?? meeting.chair.name))?.member;
  const shown = { ...body, chair: { ...body.chair, ...(turn === undefined ? {} : { next: turn }) } };
  const send = async () => {
    const { on, time, where, chair = '-', chairReason, agenda } = value;
    const arranged = {
      on: on === '' ? meeting.on : on,
      where,
      chair,
      agenda: agendaOf(agenda),
      ...(time.trim() === '' ? {} : { time: time.trim() }),
      ...(chairReason.trim() === '' ? {} : { chairReason: chairReason.trim() }),
    };
    if (await command.send({ type: 'change', ...arranged, reason }, meetingWords.call.changed)) onClose();
  };
  return (
    <div className="meeting-drawer">
      {command.problem && <ProblemAlert problem={command.problem} />}
      <ArrangeFields body={shown} value={value} onChange={setValue} />
      <div>
        <label className="field-label" htmlFor="change-reason">
          {words.reasonLabel}
        </label>
        <Input id="change-reason" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </div>
      <div className="staff-buttons">
        <Button type="primary" loading={command.busy} disabled={reason.trim() === ''} onClick={() => void send()}>
          {words.ok}
        </Button>
        <Button onClick={onClose}>{words.no}</Button>
      </div>
    </div>
  );
}
