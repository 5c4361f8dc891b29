import {
  BarChartOutlined,
  BookOutlined,
  EllipsisOutlined,
  FileTextOutlined,
  InboxOutlined,
  SearchOutlined,
  SmileOutlined,
  TableOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useBottomBar, useShortRow, useTightRow } from '../app/use-narrow.ts';
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

/** So many rooms are at hand where not all have room; the others are one touch away. */
const AT_HAND = { bar: 4, shortRow: 2, tightRow: 5 };

/** The rooms of the desk: a row on a wide screen, a bar at the bottom of a phone; what has no room is behind one button. */
export function Navigation() {
  const room = useRoom();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [open, setOpen] = useState(false);
  const [atHand, rest] = [PLACES.slice(0, room), PLACES.slice(room)];
  const elsewhere = rest.some(({ to }) => path === to || path.startsWith(`${to}/`));
  return (
    <>
      <nav className="navigation" aria-label={messages.nav.label}>
        {atHand.map((place) => (
          <Room key={place.to} {...place} />
        ))}
        {rest.length > 0 && (
          <button
            type="button"
            className={elsewhere ? 'active' : ''}
            aria-expanded={open}
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            <span aria-hidden="true">
              <EllipsisOutlined />
            </span>
            {messages.nav.more}
          </button>
        )}
      </nav>
      {rest.length > 0 && (
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          placement="bottom"
          size="auto"
          title={messages.nav.more}
          closable={{ 'aria-label': messages.nav.close }}
        >
          <nav className="more-rooms" aria-label={messages.nav.more}>
            {rest.map((place) => (
              <Room key={place.to} {...place} onGo={() => setOpen(false)} />
            ))}
          </nav>
        </Drawer>
      )}
    </>
  );
}

/** How many rooms are at hand at the width of the window. */
function useRoom(): number {
  const bar = useBottomBar();
  const shortRow = useShortRow();
  const tightRow = useTightRow();
  if (bar) return AT_HAND.bar;
  if (shortRow) return AT_HAND.shortRow;
  return tightRow ? AT_HAND.tightRow : PLACES.length;
}

function Room({ to, title, icon, onGo }: (typeof PLACES)[number] & { readonly onGo?: () => void }) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/' }}
      activeProps={{ className: 'active', 'aria-current': 'page' }}
      {...(onGo ? { onClick: onGo } : {})}
    >
      <span aria-hidden="true">{icon}</span>
      {title}
    </Link>
  );
}
