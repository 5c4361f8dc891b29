import { type CaseState, seesWhole, showState, sightOf } from '@cebao/casework';
import type { Person, Policy } from '@cebao/pack';
import type { AttachmentRow } from './api/cases.ts';
import { findVisibleCase } from './case-index.ts';
import { eachDocument } from './each-document.ts';
import { readCaseState } from './read-case.ts';
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
  const row = colon < 0 ? undefined : await findVisibleCase(services, viewer, id.slice(0, colon));
  if (row === undefined) return undefined;
  const file = (await services.store.readDocument(ATTACHMENTS, id))?.value as unknown as AttachmentRow | undefined;
  const policy = await services.policies.ofRevision(row.revision, row.place);
  const state = await readCaseState(services, row.id);
  if (file === undefined || policy === undefined || state === undefined) return undefined;
  return seesFile(policy, state, viewer.person, file) ? file : undefined;
}

/** Whether a person who may see a case may see one of its files: their own, those of the steps they see, or all. */
export function seesFile(policy: Policy, state: CaseState, person: Person, file: AttachmentRow): boolean {
  if (file.by === person.id) return true;
  const shown = showState(state, sightOf(policy, state, person));
  if (shown.attachments.some(({ id }) => id === file.id)) return true;
  return seesWhole(policy, state, person) && !state.attachments.some(({ id }) => id === file.id);
}

/** All files of a case. */
export async function attachmentsOf(services: Services, caseId: string): Promise<AttachmentRow[]> {
  const rows: AttachmentRow[] = [];
  for await (const { value } of eachDocument(services.store, ATTACHMENTS, `${caseId}:`))
    rows.push(value as unknown as AttachmentRow);
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
