import type { TaskRow } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { fill, messages } from '../../messages/zh-CN.ts';

/** One task: where to go, what to do there, since when, and why it came back. */
export function TaskCard({ task }: { readonly task: TaskRow }) {
  const what = task.kind === 'submit' ? (task.action ?? task.stepTitle) : messages.tasks[task.kind];
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
      </span>
      <span className="task-title">{task.title}</span>
      {task.returned && (
        <span className="task-reason">{fill(messages.tasks.returnedBecause, { reason: task.returned.reason })}</span>
      )}
      <span className="task-meta">
        {fill(messages.tasks.meta, { place: task.placeTitle, step: task.stepTitle, since: task.since.slice(0, 10) })}
      </span>
    </Link>
  );
}
