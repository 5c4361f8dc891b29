import { accountRows, statementReplyOf } from '../account-desk.ts';
import { type AccountRow, accountList, type StatementReply, statementQuery, statementReply } from '../api/accounts.ts';
import { packId } from '../api/names.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import { requirePermission } from '../permissions.ts';
import type { Services } from '../services.ts';
import { statementWorkbook } from '../statement-workbook.ts';
import { attachmentHeader } from './attachments.ts';
import { XLSX } from './registers.ts';

export function accountRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: packId });

  api.add(
    {
      method: 'get',
      path: '/accounts',
      tag: 'registers',
      summary: 'Fund accounts that the person may read, with what is in them.',
      access: 'signedIn',
      reply: accountList,
    },
    ({ viewer }): Promise<AccountRow[]> => accountRows(services, viewer),
  );

  api.add(
    {
      method: 'get',
      path: '/accounts/{id}.xlsx',
      tag: 'registers',
      summary: 'The statement of an account for a month as a workbook.',
      access: 'signedIn',
      params,
      query: statementQuery,
      file: XLSX,
    },
    async ({ c, viewer, params: { id }, query }) => {
      requirePermission(services, viewer, 'export', query.place);
      const statement = await statementReplyOf(services, viewer, id, query.place, query.month);
      c.header('content-type', XLSX);
      c.header('content-disposition', attachmentHeader(`${statement.title}-${statement.month}.xlsx`));
      return c.body(new Uint8Array(await statementWorkbook(statement, services.today())));
    },
  );

  api.add(
    {
      method: 'get',
      path: '/accounts/{id}',
      tag: 'registers',
      summary: 'The statement of an account for a month: opening balance, lines, totals by purpose, closing balance.',
      access: 'signedIn',
      params,
      query: statementQuery,
      reply: statementReply,
    },
    ({ viewer, params: { id }, query }): Promise<StatementReply> =>
      statementReplyOf(services, viewer, id, query.place, query.month),
  );
}
