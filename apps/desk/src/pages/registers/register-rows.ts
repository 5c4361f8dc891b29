import type { RegisterReply } from '@cebao/server/client';

/** The part of a register that is shown. */
export interface RegisterRows {
  readonly id: string;
  /** Of a register that minutes fill: the meeting of the pack. */
  readonly meetings?: string | undefined;
  readonly columns: RegisterReply['columns'];
  readonly rows: RegisterReply['rows'];
}

/** What tells a row from the others. */
export function rowKey(row: RegisterReply['rows'][number]): string {
  return row.record ?? `${row.caseId ?? ''} ${JSON.stringify(row.cells)}`;
}
