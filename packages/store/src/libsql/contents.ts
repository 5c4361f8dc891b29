import type { KEPT_KINDS, KeptKind, KeptRow } from '../journal.ts';
import type { Connection } from './connection.ts';
import { decodeBytes } from './decode-chain-row.ts';
import { nodeSha256 } from './node-sha256.ts';
import * as queries from './queries.ts';
import type { Query } from './query.ts';
import { attachmentDigest, decisionDigest, documentDigest, receiptDigest, revisionDigest } from './row-digests.ts';

const PAGE = 500;
const ATTACHMENT_PAGE = 4;

/** A document as it lies in the file, and where its views say it stands. */
export interface DocumentFound {
  readonly id: number;
  readonly collection: string;
  readonly key: string;
  readonly version: number;
  readonly digest: string;
  readonly standings: readonly (readonly [view: number, order: string])[];
  readonly searched: boolean;
}

/** A row that is written once, as it lies in the file. `position` counts from 1 where the table counts. */
export interface KeptFound {
  readonly position: number;
  readonly row: KeptRow;
}

type Cells = Record<string, unknown>;

/** The rows of a table in order, page by page, their texts exactly as their bytes say. */
export function* eachRow(
  connection: Connection,
  page: Query<{ after: number; limit: number }, object>,
  limit = PAGE,
): Generator<Cells & { position: number }> {
  let after = -1;
  for (;;) {
    const rows = page.all(connection, { after, limit }) as (Cells & { position: number })[];
    for (const row of rows) {
      const cells: Cells & { position: number } = { ...row };
      for (const [name, cell] of Object.entries(row))
        if (cell instanceof Uint8Array && name !== 'bytes') cells[name] = decodeBytes(cell);
      yield cells;
      after = row.position;
    }
    if (rows.length < limit) return;
  }
}

/** Every document, by the number under which it was made. */
export function* eachDocument(connection: Connection): Generator<DocumentFound> {
  const views = viewNames(connection);
  for (const row of eachRow(connection, queries.pageDocuments)) {
    const {
      position: id,
      collection,
      key,
      value,
      version,
      search,
    } = row as never as {
      position: number;
      collection: string;
      key: string;
      value: string;
      version: number;
      search: string | null;
    };
    const standings = standingsOf(row['views'] as string | null);
    const places = standings.map(([view, order]) => {
      const [of = '', name = ''] = views.get(view) ?? [];
      return { view: of === collection ? name : `?${view}`, order };
    });
    const digest = documentDigest({ id, collection, key, value, version, search, views: places });
    yield { id, collection, key, version, digest, standings, searched: search !== null };
  }
}

/** Every view by its number: of which collection, and its name. */
export function viewNames(connection: Connection): Map<number, readonly [collection: string, name: string]> {
  return new Map(
    (queries.listViews.all(connection, {}) as never as { id: number; collection: Uint8Array; name: Uint8Array }[]).map(
      ({ id, collection, name }) => [id, [decodeBytes(collection), decodeBytes(name)] as const],
    ),
  );
}

/** A broken list of places is no place: the digest shows it. */
function standingsOf(text: string | null): (readonly [number, string])[] {
  if (text === null) return [];
  try {
    const read = JSON.parse(text) as unknown;
    return Array.isArray(read) && read.length > 0 ? (read as [number, string][]) : [[-1, text]];
  } catch {
    return [[-1, text]];
  }
}

/** Every row of a kind that is written once, in the order of writing. */
export function* eachKept(connection: Connection, kind: KeptKind): Generator<KeptFound> {
  const { page, rowOf, limit } = KEPT[kind];
  for (const cells of eachRow(connection, page, limit)) yield { position: cells.position, row: rowOf(cells as never) };
}

const KEPT: Record<
  (typeof KEPT_KINDS)[number],
  { page: Query<{ after: number; limit: number }, object>; rowOf(cells: never): KeptRow; limit?: number }
> = {
  decisions: {
    page: queries.pageDecisions,
    rowOf: (cells: Parameters<typeof decisionDigest>[0]) => [cells.id, decisionDigest(cells)],
  },
  revisions: {
    page: queries.pageRevisions,
    rowOf: (cells: Parameters<typeof revisionDigest>[0]) => [cells.revision, revisionDigest(cells)],
  },
  attachments: {
    page: queries.pageAttachments,
    limit: ATTACHMENT_PAGE,
    // The bytes speak for themselves: their digest stands in for the one that was noted beside them.
    rowOf: (cells: Parameters<typeof attachmentDigest>[0] & { bytes: Uint8Array }) => {
      const sha256 = nodeSha256(cells.bytes);
      const noted = sha256 === cells.sha256 && cells.bytes.length === cells.size;
      return [cells.id, attachmentDigest({ ...cells, sha256: noted ? sha256 : `${cells.sha256}?${sha256}` })];
    },
  },
  receipts: {
    page: queries.pageReceipts,
    rowOf: (cells: Parameters<typeof receiptDigest>[0]) => [cells.key, receiptDigest(cells)],
  },
};
