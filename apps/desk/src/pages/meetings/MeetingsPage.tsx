import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Empty } from 'antd';
import { PageHead } from '../../layout/PageHead.tsx';
import { meetingWords as words } from '../../messages/meetings.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { DueLine } from './DueLine.tsx';
import { MeetingTasks } from './MeetingTasks.tsx';
import { meetingQueries } from './meeting-queries.ts';
import './meetings.css';

/** The bodies that meet, and the resolutions that wait for the person. */
export function MeetingsPage() {
  const bodies = useQuery(meetingQueries.meetings);
  return (
    <>
      <PageHead title={words.title} />
      <Loaded query={bodies}>
        {(rows) =>
          rows.length === 0 ? (
            <Card>
              <Empty description={words.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            </Card>
          ) : (
            <ul className="plain-list register-list">
              {rows.map((row) => (
                <li key={`${row.id} ${row.place}`}>
                  <Link
                    to="/meetings/$id"
                    params={{ id: row.id }}
                    search={{ place: row.place }}
                    className="task-card"
                    data-tour="meeting-body"
                  >
                    <span className="task-what">{row.title}</span>
                    <span className="task-meta">
                      {row.placeTitle}
                      {signs.dot}
                      {fill(words.held, { n: row.held })}
                      {row.openResolutions > 0 && signs.dot + fill(words.open, { n: row.openResolutions })}
                    </span>
                    <span className="task-title">
                      <DueLine due={row.due} planned={row.planned !== undefined} />
                    </span>
                    {row.planned && <span>{fill(words.planned, { on: row.planned.on })}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <MeetingTasks />
    </>
  );
}
