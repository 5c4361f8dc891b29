import type { MeetingReply } from '@cebao/server/client';
import { Button, Input, Radio } from 'antd';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import type { MinutesState } from './minutes-state.ts';

const words = meetingWords.minutes;
const { how: HOW } = meetingWords.meeting;
type Attendance = MinutesState['attendance'];

interface AttendanceFieldsProps {
  readonly members: MeetingReply['members'];
  readonly value: Attendance;
  readonly onChange: (value: Attendance) => void;
}

/** One line per member: there, by deputy, excused, or not. */
export function AttendanceFields({ members, value, onChange }: AttendanceFieldsProps) {
  const set = (member: string, part: Partial<Attendance[string]>) =>
    onChange({ ...value, [member]: { how: 'present', deputy: '', reason: '', ...value[member], ...part } });
  return (
    <>
      <Button
        onClick={() =>
          onChange(
            Object.fromEntries(
              members.map(({ member }) => [
                member,
                value[member] ?? { how: 'present' as const, deputy: '', reason: '' },
              ]),
            ),
          )
        }
      >
        {words.all}
      </Button>
      <ul className="plain-list meeting-attendance">
        {members.map(({ member, name }) => {
          const one = value[member];
          return (
            <li key={member}>
              <span id={`member-${member}`}>{name}</span>
              <Radio.Group
                aria-labelledby={`member-${member}`}
                value={one?.how}
                onChange={(event) => set(member, { how: event.target.value as Attendance[string]['how'] })}
                options={Object.entries(HOW).map(([how, label]) => ({ value: how, label }))}
              />
              {one?.how === 'deputy' && (
                <Input
                  aria-label={`${name} ${words.deputy}`}
                  placeholder={words.deputy}
                  value={one.deputy}
                  maxLength={40}
                  onChange={(event) => set(member, { deputy: event.target.value })}
                />
              )}
              {(one?.how === 'leave' || one?.how === 'absent') && (
                <Input
                  aria-label={`${name} ${words.why}`}
                  placeholder={words.why}
                  value={one.reason}
                  maxLength={100}
                  onChange={(event) => set(member, { reason: event.target.value })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
