import { holdsOn } from '@cebao/casework';
import { isWithin } from '@cebao/pack';
import type { Context } from 'hono';
import { readAccount } from '../account-book.ts';
import { packId, placePath, recordId } from '../api/names.ts';
import {
  addRecordRequest,
  type ImportReply,
  importQuery,
  importReply,
  type RecordReply,
  type RegisterReply,
  type RegisterRow,
  recordCommandRequest,
  recordReply,
  registerList,
  registerQuery,
  registerReply,
} from '../api/registers.ts';
import { z } from '../api/zod.ts';
import { booksOf, findBook, isKeptBook } from '../books.ts';
import { wholeCases } from '../case-index.ts';
import type { Api } from '../endpoint.ts';
import { requirePermission } from '../permissions.ts';
import { Refusal } from '../problem.ts';
import { readRegister } from '../read-register.ts';
import { LARGEST_SHEET, readSheet } from '../read-sheet.ts';
import { keptRecordsAt } from '../record-book.ts';
import { addRecord, commandRecord, importFile, recordReplyOf } from '../record-desk.ts';
import { hasPartIn, recordsOf, registersOf } from '../register-book.ts';
import { registerTemplate } from '../register-template.ts';
import type { Services } from '../services.ts';
import { registerWorkbook } from '../xlsx.ts';
import { attachmentHeader } from './attachments.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const KEY = { 'idempotency-key': 'A key of the client: the same request with the same key is done once.' };

export function registerRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: packId });
  const ofRecord = z.strictObject({ id: packId, record: recordId });
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
      const rows = new Map<string, RegisterRow>();
      for (const register of registersOf(services, viewer).values()) {
        if (register.flow === undefined) continue;
        const lines = await recordsOf(services.store, register.id);
        const records = lines.filter(({ caseId = '' }) => visible.has(caseId)).length;
        if (records === 0 && !hasPartIn(services, viewer, register)) continue;
        rows.set(register.id, {
          id: register.id,
          title: register.title,
          kind: 'cases',
          flow: register.flow,
          records,
          ...(register.note === undefined ? {} : { note: register.note }),
        });
      }
      const today = services.today();
      for (const book of booksOf(services, viewer)) {
        const { register, place } = book;
        const records =
          register.meeting !== undefined
            ? (await recordsOf(services.store, register.id)).filter((line) => line.place === place).length
            : isKeptBook(book)
              ? (await keptRecordsAt(services.store, register.id, place)).filter((one) => holdsOn(one, today)).length
              : (await readAccount(services.store, register.id, place)).account.lines;
        rows.set(register.id, {
          id: register.id,
          title: register.title,
          kind: register.meeting !== undefined ? 'meetings' : isKeptBook(book) ? 'kept' : 'account',
          records: (rows.get(register.id)?.records ?? 0) + records,
          ...(register.note === undefined ? {} : { note: register.note }),
        });
      }
      return [...rows.values()];
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
      const register = await readRegister(services, viewer, id, here(query.place), query);
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
      summary: 'The lines of a register that the person may see; of kept records those that hold on a day.',
      access: 'signedIn',
      params,
      query: registerQuery,
      reply: registerReply,
    },
    ({ viewer, params: { id }, query }): Promise<RegisterReply> =>
      readRegister(services, viewer, id, here(query.place), query),
  );

  api.add(
    {
      method: 'get',
      path: '/registers/{id}/template',
      tag: 'registers',
      summary: 'An empty workbook with the headings of a kept register, to be filled in and imported.',
      access: 'signedIn',
      params,
      query: z.strictObject({ place: placePath }),
      file: XLSX,
    },
    async ({ c, viewer, params: { id }, query }) => {
      const book = findBook(services, viewer, id, query.place);
      const form = book && isKeptBook(book) ? book.policy.findForm(book.register.form) : undefined;
      if (book === undefined || form === undefined) throw new Refusal(404, 'unknownRegister', { params: { id } });
      c.header('content-type', XLSX);
      c.header('content-disposition', attachmentHeader(`${book.register.title}.xlsx`));
      return c.body(new Uint8Array(await registerTemplate(book.register.title, form)));
    },
  );

  api.add(
    {
      method: 'post',
      path: '/registers/{id}/import',
      tag: 'registers',
      summary: 'Reads an xlsx or csv file into a kept register, or tells row by row what that would do.',
      access: 'signedIn',
      params,
      query: importQuery,
      bytes: { limit: LARGEST_SHEET },
      reply: importReply,
    },
    async ({ viewer, params: { id }, query, bytes }): Promise<ImportReply> => {
      const { place, name, run, leaveOut } = query;
      const cells = await readSheet(await bytes());
      return importFile(
        services,
        viewer,
        id,
        { place, name, cells },
        { keep: run === 'import', leaveOut: leaveOut === 'true' },
      );
    },
  );

  api.add(
    {
      method: 'post',
      path: '/registers/{id}/records',
      tag: 'registers',
      summary: 'Enters a record in a register that people keep.',
      access: 'signedIn',
      params,
      body: addRecordRequest,
      reply: recordReply,
      status: 201,
      headers: KEY,
    },
    ({ c, viewer, params: { id }, body }): Promise<RecordReply> => addRecord(services, viewer, id, body, keyOf(c)),
  );

  api.add(
    {
      method: 'get',
      path: '/registers/{id}/records/{record}',
      tag: 'registers',
      summary: 'A kept record: what it says from when to when, and its history.',
      access: 'signedIn',
      params: ofRecord,
      reply: recordReply,
    },
    ({ viewer, params: { id, record } }): Promise<RecordReply> => recordReplyOf(services, viewer, id, record),
  );

  api.add(
    {
      method: 'post',
      path: '/registers/{id}/records/{record}/commands',
      tag: 'registers',
      summary: 'Changes a record from a day on, corrects, ends or resumes it, with a reason.',
      access: 'signedIn',
      params: ofRecord,
      body: recordCommandRequest,
      reply: recordReply,
      headers: KEY,
    },
    ({ c, viewer, params: { id, record }, body }): Promise<RecordReply> =>
      commandRecord(services, viewer, id, record, body, keyOf(c)),
  );
}

function keyOf(c: Context): string {
  const key = c.req.header('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal(400, 'keyRequired');
  return key;
}
