import type { CaseRow } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { fill, messages } from '../../messages/zh-CN.ts';
import { CaseStateTag } from './CaseStateTag.tsx';

/** One case in a list. */
export function CaseCard({ row }: { readonly row: CaseRow }) {
  return (
    <Link to="/cases/$id" params={{ id: row.id }} className="task-card">
      <span className="task-what">
        <CaseStateTag state={row.state} />
        {row.title}
      </span>
      {row.steps.length > 0 && (
        <span className="task-title">{fill(messages.cases.at, { steps: row.steps.join(messages.comma) })}</span>
      )}
      <span className="task-meta">
        {fill(messages.cases.meta, {
          place: row.placeTitle,
          flow: row.flowTitle,
          opened: row.openedOn.slice(0, 10),
          changed: row.changedOn.slice(0, 10),
        })}
      </span>
    </Link>
  );
}
