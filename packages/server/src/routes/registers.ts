import { isWithin } from '@cebao/pack';
import { packId } from '../api/names.ts';
import { type RegisterReply, type RegisterRow, registerList, registerQuery, registerReply } from '../api/registers.ts';
import { z } from '../api/zod.ts';
import { wholeCases } from '../case-index.ts';
import type { Api } from '../endpoint.ts';
import { requirePermission } from '../permissions.ts';
import { readRegister, recordsOf, registersOf } from '../register-book.ts';
import type { Services } from '../services.ts';
import { registerWorkbook } from '../xlsx.ts';
import { attachmentHeader } from './attachments.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function registerRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: packId });
  const here = (place: string | undefined) => (line: string) => place === undefined || isWithin(line, place);

  api.add(
    {
      method: 'get',
      path: '/registers',
      tag: 'registers',
      summary: 'The registers of the places at which the person works.',
      access: 'signedIn',
      reply: registerList,
    },
    async ({ viewer }): Promise<RegisterRow[]> => {
      const visible = new Set((await wholeCases(services, viewer)).map(({ id }) => id));
      const rows: RegisterRow[] = [];
      for (const register of registersOf(services, viewer).values()) {
        const records = (await recordsOf(services.store, register.id)).filter(({ caseId }) =>
          visible.has(caseId),
        ).length;
        rows.push({
          id: register.id,
          title: register.title,
          flow: register.flow,
          records,
          ...(register.note === undefined ? {} : { note: register.note }),
        });
      }
      return rows;
    },
  );

  api.add(
    {
      method: 'get',
      path: '/registers/{id}.xlsx',
      tag: 'registers',
      summary: 'A register as a workbook.',
      access: 'signedIn',
      params,
      query: registerQuery,
      file: XLSX,
    },
    async ({ c, viewer, params: { id }, query }) => {
      requirePermission(services, viewer, 'export', query.place);
      const register = await readRegister(services, viewer, id, here(query.place));
      const bytes = await registerWorkbook(register, services.today());
      c.header('content-type', XLSX);
      c.header('content-disposition', attachmentHeader(`${register.title}-${services.today()}.xlsx`));
      return c.body(new Uint8Array(bytes));
    },
  );

  api.add(
    {
      method: 'get',
      path: '/registers/{id}',
      tag: 'registers',
      summary: 'The lines of a register that the person may see.',
      access: 'signedIn',
      params,
      query: registerQuery,
      reply: registerReply,
    },
    ({ viewer, params: { id }, query }): Promise<RegisterReply> =>
      readRegister(services, viewer, id, here(query.place)),
  );
}
