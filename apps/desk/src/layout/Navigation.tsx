import {
  BarChartOutlined,
  BookOutlined,
  FileTextOutlined,
  InboxOutlined,
  SearchOutlined,
  SmileOutlined,
  TableOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { indicatorWords } from '../messages/indicators.zh-CN.ts';
import { listWords } from '../messages/lists.zh-CN.ts';
import { meetingWords } from '../messages/meetings.zh-CN.ts';
import { reportWords } from '../messages/reports.zh-CN.ts';
import { surveyWords } from '../messages/surveys.zh-CN.ts';
import { messages } from '../messages/zh-CN.ts';

const PLACES = [
  { to: '/', title: messages.nav.tasks, icon: <InboxOutlined /> },
  { to: '/cases', title: messages.nav.cases, icon: <FileTextOutlined /> },
  { to: '/registers', title: messages.nav.registers, icon: <BookOutlined /> },
  { to: '/lists', title: listWords.nav, icon: <UnorderedListOutlined /> },
  { to: '/reports', title: reportWords.nav, icon: <TableOutlined /> },
  { to: '/meetings', title: meetingWords.nav, icon: <TeamOutlined /> },
  { to: '/surveys', title: surveyWords.nav, icon: <SmileOutlined /> },
  { to: '/indicators', title: indicatorWords.nav, icon: <BarChartOutlined /> },
  { to: '/policy', title: messages.nav.policy, icon: <SearchOutlined /> },
] as const;

/** The rooms of the desk: a row on a wide screen, a bar at the bottom of a phone. */
export function Navigation() {
  return (
    <nav className="navigation" aria-label={messages.nav.label}>
      {PLACES.map(({ to, title, icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/' }}
          activeProps={{ className: 'active', 'aria-current': 'page' }}
        >
          <span aria-hidden="true">{icon}</span>
          {title}
        </Link>
      ))}
    </nav>
  );
}
