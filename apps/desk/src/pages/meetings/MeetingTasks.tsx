import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { meetingQueries } from './meeting-queries.ts';
import './meetings.css';

const words = meetingWords.tasks;

/** Resolutions that somebody has to see to: nothing while there are none. */
export function MeetingTasks() {
  const { data: tasks = [] } = useQuery(meetingQueries.tasks);
  if (tasks.length === 0) return null;
  return (
    <section aria-label={words.title} className="meeting-tasks">
      <h2>{words.title}</h2>
      <ul className="plain-list task-list">
        {tasks.map((task) => (
          <li key={task.resolution}>
            <Link
              to="/meetings/$id/held/$meeting"
              params={{ id: task.kind, meeting: task.meeting }}
              className="task-card"
              data-tour="meeting-task"
            >
              <span className="task-what">
                {task.no}
                {task.overdue && <Tag>{words.overdue}</Tag>}
              </span>
              <span className="task-title">{task.text}</span>
              <span className="task-meta">
                {[
                  task.placeTitle,
                  task.title,
                  task.until === undefined ? words.noUntil : fill(words.until, { until: task.until }),
                ].join(signs.dot)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
