import type { RegisterReply } from '@cebao/server/client';

/** The part of a register that is shown. */
export interface RegisterRows {
  readonly columns: RegisterReply['columns'];
  readonly rows: RegisterReply['rows'];
}
