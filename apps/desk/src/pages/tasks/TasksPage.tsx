import type { TaskRow } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Empty } from 'antd';
import { queries } from '../../app/query.ts';
import { useMe } from '../../app/session.ts';
import { useTaskEvents } from '../../app/use-task-events.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { MeetingTasks } from '../meetings/MeetingTasks.tsx';
import { TaskCard } from './TaskCard.tsx';

/** What waits for the person: the first page. */
export function TasksPage() {
  const me = useMe();
  const tasks = useQuery(queries.tasks);
  useTaskEvents(me.person.id);
  return (
    <>
      <PageHead
        title={messages.nav.tasks}
        extra={
          me.may.includes('open') && (
            <Link to="/open">
              <Button type="primary" tabIndex={-1}>
                {messages.cases.open}
              </Button>
            </Link>
          )
        }
      />
      <Loaded query={tasks}>
        {(rows) =>
          rows.length === 0 ? (
            <Card>
              <Empty description={messages.tasks.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            </Card>
          ) : (
            <>
              <TaskList tasks={rows.filter(({ kind }) => kind !== 'overdue')} />
              {rows.some(({ kind }) => kind === 'overdue') && (
                <section aria-label={flowWords.escalatedTask} className="escalated">
                  <h2>{flowWords.escalatedTask}</h2>
                  <p className="quiet">{flowWords.escalated}</p>
                  <TaskList tasks={rows.filter(({ kind }) => kind === 'overdue')} />
                </section>
              )}
            </>
          )
        }
      </Loaded>
      <MeetingTasks />
    </>
  );
}

function TaskList({ tasks }: { readonly tasks: readonly TaskRow[] }) {
  return (
    <ul className="plain-list task-list">
      {tasks.map((task) => (
        <li key={`${task.caseId}${task.step}${task.kind}`}>
          <TaskCard task={task} />
        </li>
      ))}
    </ul>
  );
}
