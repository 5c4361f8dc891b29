import type { ListOpenings } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface OpeningLinkProps {
  readonly opening: ListOpenings['change'];
  readonly place: string;
  /** What is known already, by the list's own names of the fields. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly children: ReactNode;
}

/** Leads to a new case with what is known filled in; nothing where the person may not open it. */
export function OpeningLink({ opening, place, known, children }: OpeningLinkProps) {
  if (opening === undefined) return null;
  const fields = Object.entries(opening.fields).flatMap(([name, field]) =>
    known[name] === undefined ? [] : [[field, known[name]] as const],
  );
  return (
    <Link to="/open" search={{ flow: opening.flow, place, fill: JSON.stringify(Object.fromEntries(fields)) }}>
      {children}
    </Link>
  );
}
