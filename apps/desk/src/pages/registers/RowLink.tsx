import type { RegisterReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** From a line of a register to the case or the record it comes from; plain where the person may not open it. */
export function RowLink({
  id,
  row,
  className,
  children,
}: {
  readonly id: string;
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
  if (row.caseId !== undefined)
    return (
      <Link to="/cases/$id" params={{ id: row.caseId }} {...look}>
        {children}
      </Link>
    );
  return className === undefined ? null : <div {...look}>{children}</div>;
}
