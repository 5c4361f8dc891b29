import type { IndicatorRecords } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface LineLinkProps {
  readonly opens: IndicatorRecords['rows'][number]['opens'];
  readonly className?: string;
  readonly children: ReactNode;
}

/** From a counted line to what it comes from; plain where the person may not open it. */
export function LineLink({ opens, className, children }: LineLinkProps) {
  const look = className === undefined ? {} : { className };
  switch (opens?.kind) {
    case undefined:
      return <div {...look}>{children}</div>;
    case 'case':
      return (
        <Link to="/cases/$id" params={{ id: opens.case }} {...look}>
          {children}
        </Link>
      );
    case 'record':
      return (
        <Link to="/registers/$id/records/$record" params={{ id: opens.register, record: opens.record }} {...look}>
          {children}
        </Link>
      );
    case 'meeting':
      return (
        <Link to="/meetings/$id/held/$meeting" params={{ id: opens.meetings, meeting: opens.meeting }} {...look}>
          {children}
        </Link>
      );
    case 'list':
      return (
        <Link to="/lists/$id/place" params={{ id: opens.list }} search={{ place: opens.place }} {...look}>
          {children}
        </Link>
      );
    case 'survey':
      return (
        <Link to="/surveys/$id" params={{ id: opens.survey }} {...look}>
          {children}
        </Link>
      );
    case 'match':
      return opens.need === undefined ? (
        <Link to="/matches/$id" params={{ id: opens.match }} search={{ place: opens.place }} {...look}>
          {children}
        </Link>
      ) : (
        <Link to="/matches/$id/needs/$need" params={{ id: opens.match, need: opens.need }} search={{}} {...look}>
          {children}
        </Link>
      );
    case 'report':
      return (
        <Link
          to="/reports/$id"
          params={{ id: opens.report }}
          search={{ place: opens.place, period: opens.period }}
          {...look}
        >
          {children}
        </Link>
      );
  }
}
