import type { AttachmentRow } from './api/cases.ts';
import { findVisibleCase } from './case-index.ts';
import { eachDocument } from './each-document.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** What is known of kept files: documents by id, and an id is `case:file`. */
export const ATTACHMENTS = 'attachments';

/** A file, if the person may see its case. */
export async function findVisibleAttachment(
  services: Services,
  viewer: Viewer,
  id: string,
): Promise<AttachmentRow | undefined> {
  const colon = id.indexOf(':');
  if (colon < 0 || (await findVisibleCase(services, viewer, id.slice(0, colon))) === undefined) return undefined;
  return (await services.store.readDocument(ATTACHMENTS, id))?.value as unknown as AttachmentRow | undefined;
}

/** All files of a case. */
export async function attachmentsOf(services: Services, caseId: string): Promise<AttachmentRow[]> {
  const rows: AttachmentRow[] = [];
  for await (const { value } of eachDocument(services.store, ATTACHMENTS, `${caseId}:`))
    rows.push(value as unknown as AttachmentRow);
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
