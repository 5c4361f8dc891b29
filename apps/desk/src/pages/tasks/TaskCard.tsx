import type { TaskRow } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { DeadlineTag } from '../case/DeadlineLine.tsx';

/** One task: where to go, what to do there, since when, and why it came back. */
export function TaskCard({ task }: { readonly task: TaskRow }) {
  const what =
    task.kind === 'submit'
      ? (task.action ?? task.stepTitle)
      : task.kind === 'overdue'
        ? task.stepTitle
        : messages.tasks[task.kind];
  return (
    <Link
      to="/cases/$id"
      params={{ id: task.caseId }}
      search={{ step: task.step }}
      className="task-card"
      data-tour="task"
    >
      <span className="task-what">
        {task.returned && (
          <Tag color="gold" style={{ color: '#613400' }}>
            {messages.tasks.returned}
          </Tag>
        )}
        {what}
        {task.deputyOf !== undefined && <Tag>{fill(flowWords.deputy.task, { who: task.deputyOf })}</Tag>}
      </span>
      <span className="task-title">{task.title}</span>
      {task.returned && (
        <span className="task-reason">{fill(messages.tasks.returnedBecause, { reason: task.returned.reason })}</span>
      )}
      {task.deadline && (
        <span>
          <DeadlineTag deadline={task.deadline} />
        </span>
      )}
      <span className="task-meta">
        {fill(messages.tasks.meta, { place: task.placeTitle, step: task.stepTitle, since: task.since.slice(0, 10) })}
      </span>
    </Link>
  );
}
