import type { MeetingReply } from '@cebao/server/client';

/** An item of the agenda while it is written. */
export interface AgendaRow {
  readonly key: string;
  readonly id?: string;
  readonly kind: string;
  readonly title: string;
  readonly caseId?: string;
}

let made = 0;

/** A row that is new. */
export function newRow(kind: string, title = '', caseId?: string): AgendaRow {
  made += 1;
  return { key: `new-${made}`, kind, title, ...(caseId === undefined ? {} : { caseId }) };
}

/** The rows of a meeting that was called. */
export function rowsOf({ agenda }: MeetingReply): AgendaRow[] {
  return agenda.map(({ id, kind, title, caseId }) => ({
    key: id,
    id,
    kind,
    title,
    ...(caseId === undefined ? {} : { caseId }),
  }));
}

/** As the service takes it. */
export function agendaOf(rows: readonly AgendaRow[]) {
  return rows.map(({ key: _key, ...row }) => row);
}
