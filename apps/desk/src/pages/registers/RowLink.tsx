import type { RegisterReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** From a line of a register to the case, the record or the meeting it comes from; plain where the person may not open it. */
export function RowLink({
  id,
  meetings,
  row,
  className,
  children,
}: {
  readonly id: string;
  /** Of a register that minutes fill: the meeting of the pack. */
  readonly meetings?: string | undefined;
  readonly row: RegisterReply['rows'][number];
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const look = className === undefined ? {} : { className };
  if (row.record !== undefined)
    return (
      <Link to="/registers/$id/records/$record" params={{ id, record: row.record }} {...look}>
        {children}
      </Link>
    );
  if (row.meeting !== undefined && meetings !== undefined)
    return (
      <Link to="/meetings/$id/held/$meeting" params={{ id: meetings, meeting: row.meeting }} {...look}>
        {children}
      </Link>
    );
  if (row.caseId !== undefined)
    return (
      <Link to="/cases/$id" params={{ id: row.caseId }} {...look}>
        {children}
      </Link>
    );
  return className === undefined ? null : <div {...look}>{children}</div>;
}
