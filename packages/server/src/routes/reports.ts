import { fieldsOfJson, fieldsOfSheet } from '@cebao/casework';
import { parseJsonText } from '@cebao/pack';
import type { Context } from 'hono';
import { packId } from '../api/names.ts';
import {
  type AdoptReply,
  adoptReply,
  adoptRequest,
  answerRequest,
  type ElementRow,
  elementsQuery,
  elementsReply,
  endReportRequest,
  type ReadTemplateReply,
  type ReportReply,
  type ReportsReply,
  readTemplateQuery,
  readTemplateReply,
  reportQuery,
  reportReply,
  reportsQuery,
  reportsReply,
} from '../api/reports.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import { requirePermission } from '../permissions.ts';
import { Refusal } from '../problem.ts';
import { readSheet } from '../read-sheet.ts';
import { refuseIssues } from '../refuse-issues.ts';
import {
  adoptReport,
  answerReport,
  elementRows,
  endReport,
  matchSheet,
  reportReplyOf,
  reportsReplyOf,
} from '../report-desk.ts';
import { reportWorkbook } from '../report-workbook.ts';
import type { Services } from '../services.ts';
import { attachmentHeader } from './attachments.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const KEY = { 'idempotency-key': 'A key of the client: the same request with the same key is done once.' };
/** Largest sheet with the fields of a report, in bytes. */
const LARGEST_TEMPLATE = 2 * 1024 * 1024;

export function reportRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: packId });
  const shared = { tag: 'reports', access: 'signedIn' } as const;

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/reports',
      summary: 'The reports of a place: what is there, what is not, and the share saved.',
      query: reportsQuery,
      reply: reportsReply,
    },
    ({ viewer, query }): Promise<ReportsReply> => reportsReplyOf(services, viewer, query.place),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/reports/{id}.xlsx',
      summary: 'A report of a place and a period as a workbook, with where each value comes from.',
      params,
      query: reportQuery,
      file: XLSX,
    },
    async ({ c, viewer, params: { id }, query: { place, period } }) => {
      requirePermission(services, viewer, 'export', place);
      const report = await reportReplyOf(services, viewer, id, place, period);
      const bytes = await reportWorkbook(report, services.today());
      c.header('content-type', XLSX);
      c.header('content-disposition', attachmentHeader(`${report.title}-${report.placeTitle}-${report.period}.xlsx`));
      return c.body(new Uint8Array(bytes));
    },
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/reports/{id}',
      summary:
        'A report of a place and a period, compiled: held, computable, asked already, to ask; with the form for the last.',
      params,
      query: reportQuery,
      reply: reportReply,
    },
    ({ viewer, params: { id }, query: { place, period } }): Promise<ReportReply> =>
      reportReplyOf(services, viewer, id, place, period),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/reports/{id}/answers',
      summary: 'Keeps values for every report that needs them; hands the report in when asked to.',
      params,
      body: answerRequest,
      reply: reportReply,
      headers: KEY,
    },
    ({ c, viewer, params: { id }, body }): Promise<ReportReply> => answerReport(services, viewer, id, body, keyOf(c)),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/elements',
      summary: 'The data elements of a place, with where each is held.',
      query: elementsQuery,
      reply: elementsReply,
    },
    ({ viewer, query }): Promise<ElementRow[]> => elementRows(services, viewer, query.place),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/report-templates/fields',
      summary:
        'Reads the fields of a sheet (xlsx, csv) or of JSON and looks for each in the dictionary. Stores nothing.',
      query: readTemplateQuery,
      bytes: { limit: LARGEST_TEMPLATE },
      reply: readTemplateReply,
    },
    async ({ viewer, query, bytes }): Promise<ReadTemplateReply> => {
      requirePermission(services, viewer, 'report', query.place);
      const sheet = await readFields(await bytes());
      return matchSheet(services, viewer, query.place, sheet);
    },
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/report-templates',
      summary: 'Takes up a report whose fields a person has confirmed.',
      body: adoptRequest,
      reply: adoptReply,
      status: 201,
      headers: KEY,
    },
    ({ c, viewer, body }): Promise<AdoptReply> => adoptReport(services, viewer, body, keyOf(c)),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/report-templates/{id}/end',
      summary: 'Ends a report that was taken up.',
      params,
      body: endReportRequest,
      reply: adoptReply,
      headers: KEY,
    },
    ({ c, viewer, params: { id }, body }): Promise<AdoptReply> =>
      endReport(services, viewer, id, body.reason, keyOf(c)),
  );
}

/** What begins with a bracket is JSON, everything else a sheet. */
async function readFields(bytes: Uint8Array<ArrayBuffer>) {
  const start = bytes.find((byte) => byte > 0x20 && byte < 0x80);
  if (start === 0x5b || start === 0x7b) {
    const json = parseJsonText(new TextDecoder().decode(bytes));
    if (!json.ok) throw new Refusal(400, 'malformedJson', { issues: json.issues });
    return valueOf(fieldsOfJson(json.value));
  }
  return valueOf(fieldsOfSheet(await readSheet(bytes)));
}

function valueOf(read: ReturnType<typeof fieldsOfSheet>) {
  if (!read.ok) throw refuseIssues(read.issues, 'adoptionRefused');
  return read.value;
}

function keyOf(c: Context): string {
  const key = c.req.header('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal(400, 'keyRequired');
  return key;
}
