import { randomUUID } from 'node:crypto';
import type { JsonValue } from '@cebao/engine';
import { sha256Hex } from '@cebao/store';
import { attachmentRow, attachQuery } from '../api/attachments.ts';
import type { AttachmentRow } from '../api/cases.ts';
import { recordId } from '../api/names.ts';
import { z } from '../api/zod.ts';
import { ATTACHMENTS, findVisibleAttachment } from '../attachments.ts';
import { findVisibleCase } from '../case-index.ts';
import { civilTimeOf } from '../clock.ts';
import type { Api } from '../endpoint.ts';
import { Refusal } from '../problem.ts';
import { refuseIssues } from '../refuse-issues.ts';
import type { Services } from '../services.ts';

/** Largest attachment, in bytes. */
export const LARGEST_ATTACHMENT = 20 * 1024 * 1024;

export function attachmentRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'post',
      path: '/cases/{id}/attachments',
      tag: 'cases',
      summary: 'Keeps a file for a case; a submission names it by its id.',
      access: 'signedIn',
      params: z.strictObject({ id: recordId }),
      query: attachQuery,
      bytes: { limit: LARGEST_ATTACHMENT },
      reply: attachmentRow,
      status: 201,
    },
    async ({ viewer, params, query, bytes }): Promise<AttachmentRow> => {
      if ((await findVisibleCase(services, viewer, params.id)) === undefined) throw new Refusal(404, 'unknownCase');
      const content = await bytes();
      const row: AttachmentRow = {
        id: `${params.id}:${randomUUID()}`,
        name: fileName(query.name),
        size: content.byteLength,
        sha256: sha256Hex(content),
        ...(query.step === undefined ? {} : { step: query.step }),
        by: viewer.person.id,
        at: civilTimeOf(services.clock()),
      };
      const done = await services.store.commit({
        attachments: [{ id: row.id, bytes: content, mediaType: 'application/octet-stream', name: row.name }],
        documents: [
          { put: { collection: ATTACHMENTS, key: row.id, value: row as unknown as JsonValue, expectedVersion: 0 } },
        ],
      });
      if (!done.ok) throw refuseIssues(done.issues);
      return row;
    },
  );

  api.add(
    {
      method: 'get',
      path: '/attachments/{id}',
      tag: 'cases',
      summary: 'A kept file, always as a download.',
      access: 'signedIn',
      params: z.strictObject({ id: recordId }),
      file: 'application/octet-stream',
    },
    async ({ c, viewer, params }) => {
      const row = await findVisibleAttachment(services, viewer, params.id);
      const file = row === undefined ? undefined : await services.store.readAttachment(params.id);
      if (row === undefined || file === undefined) throw new Refusal(404, 'unknownAttachment');
      c.header('content-type', 'application/octet-stream');
      c.header('content-disposition', attachmentHeader(row.name));
      return c.body(new Uint8Array(file.bytes));
    },
  );
}

/** The name as people wrote it, without what could lead out of a folder or hide an ending. */
function fileName(name: string): string {
  return (
    name
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, '_')
      .slice(-180)
      .trim() || '_'
  );
}

/** RFC 6266: an ASCII stand-in and the real name in UTF-8. */
export function attachmentHeader(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
