import type { FormValue } from '@cebao/react';
import type { MeetingReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Input, Select } from 'antd';
import { useRef } from 'react';
import { useMe } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { AttendanceFields } from './AttendanceFields.tsx';
import { meetingQueries } from './meeting-queries.ts';
import { type MinutesState, minutesOf, startOf } from './minutes-state.ts';
import { ResolutionFields } from './ResolutionFields.tsx';
import { useMeetingCommand } from './use-meeting-command.ts';
import '../staff/staff.css';
import './meetings.css';

const words = meetingWords.minutes;

/** Keeps the minutes of a meeting while it is held or after it; corrects them once they are closed. */
export function MinutesFormPage() {
  const { id, meeting } = useParams({ from: '/meetings/$id/held/$meeting/minutes' });
  const held = useQuery(meetingQueries.meeting(id, meeting));
  return <Loaded query={held}>{(reply) => <MinutesForm key={reply.id} meeting={reply} />}</Loaded>;
}

function MinutesForm({ meeting }: { readonly meeting: MeetingReply }) {
  const me = useMe();
  const navigate = useNavigate();
  const command = useMeetingCommand(meeting);
  const start = useRef(startOf(meeting) as unknown as FormValue);
  const draft = useDraft(`${me.person.id}:minutes:${meeting.id}`, start.current);
  const value = draft.value as unknown as MinutesState;
  const set = (part: Partial<MinutesState>) => draft.change({ ...value, ...part } as unknown as FormValue);
  const correcting = meeting.status === 'closed';
  const params = { id: meeting.kind, meeting: meeting.id };
  const leave = async () => {
    draft.clear();
    await navigate({ to: '/meetings/$id/held/$meeting', params });
  };
  const keep = async (close: boolean) => {
    const other = value.chair !== meeting.chair.member;
    const chair = other ? { chair: value.chair, chairReason: value.chairReason } : {};
    const minutes = minutesOf(value);
    const done = close ? words.closed : words.saved;
    if (await command.send({ type: 'minutes', minutes, close, ...chair }, done)) await leave();
  };
  const correct = async () => {
    const sent = { type: 'correct' as const, minutes: minutesOf(value), reason: value.reason };
    if (await command.send(sent, words.corrected)) await leave();
  };
  const resolve = (item: string) =>
    set({
      resolutions: [
        ...value.resolutions,
        {
          key: `new-${value.resolutions.length + 1}-${item}`,
          item,
          no: '',
          text: '',
          result: 'adopted',
          responsible: '',
          until: '',
        },
      ],
    });
  return (
    <>
      <PageHead title={fill(correcting ? words.correctTitle : words.title, { title: meeting.stage ?? meeting.title })}>
        <Link to="/meetings/$id/held/$meeting" params={params}>
          {meetingWords.print.back}
        </Link>
        <p className="quiet">
          {fill(meetingWords.meeting.head, { place: meeting.placeTitle, n: meeting.number, on: meeting.on })}
        </p>
        <p className="quiet">{correcting ? words.correctExplain : words.explain}</p>
      </PageHead>
      {draft.restored !== undefined && <Alert type="info" showIcon title={words.restored} />}
      <div className="meeting-parts">
        <Card title={meetingWords.meeting.attendance}>
          <AttendanceFields
            members={meeting.members}
            value={value.attendance}
            onChange={(attendance) => set({ attendance })}
          />
          {!correcting && (
            <div className="meeting-chair">
              <label className="field-label" htmlFor="minutes-chair">
                {words.chair}
              </label>
              <Select
                id="minutes-chair"
                value={value.chair}
                showSearch={{ optionFilterProp: 'label' }}
                options={meeting.members.map(({ member, name }) => ({ value: member, label: name }))}
                onChange={(chair: string) => set({ chair })}
              />
              {value.chair !== meeting.chair.member && (
                <>
                  <label className="field-label" htmlFor="minutes-chair-reason">
                    {words.chairReason}
                  </label>
                  <Input
                    id="minutes-chair-reason"
                    value={value.chairReason}
                    maxLength={200}
                    onChange={(event) => set({ chairReason: event.target.value })}
                  />
                </>
              )}
            </div>
          )}
        </Card>
        {meeting.agenda.map((item, index) => (
          <Card key={item.id} title={`${index + 1}. ${item.title}`}>
            <label className="field-label" htmlFor={`discussion-${item.id}`}>
              {words.discussion}
            </label>
            <Input.TextArea
              id={`discussion-${item.id}`}
              rows={3}
              maxLength={2000}
              value={value.discussion[item.id] ?? ''}
              onChange={(event) => set({ discussion: { ...value.discussion, [item.id]: event.target.value } })}
            />
            {value.resolutions
              .filter((row) => row.item === item.id)
              .map((row) => (
                <ResolutionFields
                  key={row.key}
                  row={row}
                  bodies={meeting.bodies}
                  onChange={(next) =>
                    set({ resolutions: value.resolutions.map((one) => (one.key === row.key ? next : one)) })
                  }
                  onRemove={() => set({ resolutions: value.resolutions.filter(({ key }) => key !== row.key) })}
                />
              ))}
            <Button onClick={() => resolve(item.id)} className="meeting-add">
              {words.addResolution}
            </Button>
          </Card>
        ))}
        <Card>
          {command.problem && <ProblemAlert problem={command.problem} />}
          {correcting ? (
            <>
              <label className="field-label" htmlFor="minutes-reason">
                {words.reason}
              </label>
              <Input
                id="minutes-reason"
                value={value.reason}
                maxLength={200}
                onChange={(event) => set({ reason: event.target.value })}
              />
              <div className="staff-buttons meeting-add">
                <Button
                  type="primary"
                  size="large"
                  loading={command.busy}
                  disabled={value.reason.trim() === ''}
                  onClick={() => void correct()}
                >
                  {words.correct}
                </Button>
              </div>
            </>
          ) : (
            <div className="staff-buttons">
              <Button type="primary" size="large" loading={command.busy} onClick={() => void keep(true)}>
                {words.close}
              </Button>
              <Button size="large" loading={command.busy} onClick={() => void keep(false)}>
                {words.save}
              </Button>
            </div>
          )}
        </Card>
      </div>
    </>
  );
}
