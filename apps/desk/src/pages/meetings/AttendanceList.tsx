import type { MeetingReply } from '@cebao/server/client';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';

const words = meetingWords.meeting;
const HOWS = ['present', 'deputy', 'leave', 'absent'] as const;

/** Who came, by deputy or not, and who did not. */
export function AttendanceList({ meeting: { attendance } }: { readonly meeting: MeetingReply }) {
  const there = attendance.filter(({ how }) => how === 'present' || how === 'deputy').length;
  return (
    <>
      <p>{fill(words.attended, { n: there, all: attendance.length })}</p>
      <dl className="meeting-dl">
        {HOWS.map((how) => {
          const names = attendance.filter((one) => one.how === how).map(nameOf);
          if (names.length === 0) return null;
          return (
            <div key={how}>
              <dt>{words.how[how]}</dt>
              <dd>{names.join(signs.list)}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function nameOf({ name, deputy, reason }: MeetingReply['attendance'][number]): string {
  if (deputy !== undefined) return fill(words.byDeputy, { name, deputy });
  return reason === undefined ? name : fill(words.withReason, { name, reason });
}
