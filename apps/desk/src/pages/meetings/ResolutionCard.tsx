import type { MeetingReply } from '@cebao/server/client';
import { Button, Checkbox, Input, Tag } from 'antd';
import { useState } from 'react';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { useMeetingCommand } from './use-meeting-command.ts';

const words = meetingWords.meeting;

interface ResolutionCardProps {
  readonly meeting: MeetingReply;
  readonly resolution: MeetingReply['resolutions'][number];
}

/** One resolution, who sees to it, and what became of it. */
export function ResolutionCard({ meeting, resolution }: ResolutionCardProps) {
  const { no, text, result, votes, bodyTitle, responsible, until, followUps } = resolution;
  const who = [bodyTitle, responsible].filter((one) => one !== undefined).join(' ');
  const [open, setOpen] = useState(false);
  return (
    <section className="meeting-resolution" aria-label={`${words.resolutions} ${no}`} data-tour="resolution">
      <p>
        <strong>{no}</strong> <Tag>{words.results[result]}</Tag>
        {resolution.done && <Tag>{words.done}</Tag>}
        {resolution.overdue && <Tag>{words.overdue}</Tag>}
      </p>
      <p>{text}</p>
      <p className="quiet">
        {[
          ...(votes ? [fill(words.votes, votes)] : []),
          ...(who === '' ? [] : [fill(words.charged, { who })]),
          ...(until === undefined ? [] : [fill(words.until, { until })]),
        ].join(signs.dot)}
      </p>
      {followUps.map((one) => (
        <p key={one.at + one.text}>
          {fill(words.followUp, { at: one.at.slice(0, 10), by: one.by, text: one.text })}{' '}
          {one.done && <Tag>{words.done}</Tag>}
        </p>
      ))}
      {resolution.mayFollow && result === 'adopted' && !open && !resolution.done && (
        <Button onClick={() => setOpen(true)}>{words.follow}</Button>
      )}
      {open && <FollowForm meeting={meeting} resolution={resolution} onDone={() => setOpen(false)} />}
    </section>
  );
}

function FollowForm({ meeting, resolution, onDone }: ResolutionCardProps & { readonly onDone: () => void }) {
  const command = useMeetingCommand(meeting);
  const [text, setText] = useState('');
  const [done, setDone] = useState(false);
  const id = `follow-${resolution.id}`;
  const send = async () => {
    if (await command.send({ type: 'follow', resolution: resolution.id, text, done }, words.followed)) onDone();
  };
  return (
    <div className="meeting-follow">
      {command.problem && <ProblemAlert problem={command.problem} />}
      <label className="field-label" htmlFor={id}>
        {words.followText}
      </label>
      <Input.TextArea id={id} rows={2} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />
      <Checkbox checked={done} onChange={(event) => setDone(event.target.checked)}>
        {words.followDone}
      </Checkbox>
      <div className="staff-buttons">
        <Button type="primary" loading={command.busy} disabled={text.trim() === ''} onClick={() => void send()}>
          {words.ok}
        </Button>
        <Button onClick={onDone}>{words.no}</Button>
      </div>
    </div>
  );
}
