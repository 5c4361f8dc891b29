import type { Selectable } from 'kysely';
import { rowDigest } from '../journal.ts';
import type { ViewEntry } from '../store.ts';
import { nodeSha256 } from './node-sha256.ts';
import type { Tables } from './tables.ts';

/* The digest of each kind of row, the same when it is written and when it is verified. */

/** `views` by their names: numbers are the file's own matter. */
export function documentDigest(row: {
  readonly id: number;
  readonly collection: string;
  readonly key: string;
  readonly value: string;
  readonly version: number;
  readonly views: readonly ViewEntry[];
  readonly search: string | null;
}): string {
  const { id, collection, key, version, value, search, views } = row;
  const places = views.flatMap(({ view, order }) => [view, order]);
  return rowDigest('documents', [id, collection, key, version, value, search, ...places], nodeSha256);
}

export function decisionDigest(row: Omit<Selectable<Tables['decisions']>, 'position'>): string {
  const { id, revision, semantics, region, at, decision, facts, answer, case_id, event_id } = row;
  const columns = [id, revision, semantics, region, at, decision, facts, answer, case_id, event_id];
  return rowDigest('decisions', columns, nodeSha256);
}

export function revisionDigest(row: { revision: string; region: string; layered: string }): string {
  return rowDigest('revisions', [row.revision, row.region, row.layered], nodeSha256);
}

export function attachmentDigest(row: Omit<Tables['attachments'], 'bytes'>): string {
  return rowDigest('attachments', [row.id, row.sha256, row.media_type, row.name, row.size], nodeSha256);
}

export function receiptDigest(row: Tables['receipts']): string {
  return rowDigest('receipts', [row.key, row.receipt], nodeSha256);
}
