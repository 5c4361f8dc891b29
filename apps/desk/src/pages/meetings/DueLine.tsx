import type { MeetingBodyRow } from '@cebao/server/client';
import { Tag } from 'antd';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { basisWords } from '../case/basis-words.ts';

const words = meetingWords.due;

/** When the next meeting is due: a reminder, with what it rests on. */
export function DueLine({ due, planned = false }: { readonly due: MeetingBodyRow['due']; readonly planned?: boolean }) {
  if (!due) return <span className="quiet">{words.none}</span>;
  const { next, overdue } = due;
  return (
    <span className="meeting-due">
      {next === undefined ? (
        words.first
      ) : overdue && !planned ? (
        <strong>{fill(words.overdue, { next })}</strong>
      ) : (
        fill(words.next, { next })
      )}
      {due.basis === 'assumption' && <Tag>{basisWords(due.basis)}</Tag>}
    </span>
  );
}
