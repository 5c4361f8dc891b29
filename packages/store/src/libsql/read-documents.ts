import type { JsonValue } from '@cebao/engine';
import { codePointOrder } from '../code-point-order.ts';
import { pageLimit } from '../page-limit.ts';
import { AFTER_ALL_KEYS } from '../prepare-commit.ts';
import { findTokens } from '../search-tokens.ts';
import type { DocumentPage, DocumentPlace, StoredDocument, ViewPage } from '../store.ts';
import type { Connection } from './connection.ts';
import * as queries from './queries.ts';
import { findViewNumber, scopeTokens } from './view-number.ts';

interface DocumentRow {
  readonly collection: string;
  readonly key: string;
  readonly value: string;
  readonly version: number;
}

export function storedDocument({ collection, key, value, version }: DocumentRow): StoredDocument {
  return { collection, key, value: JSON.parse(value) as JsonValue, version };
}

/** One page of one view or several: each is entered at the place to go on from, and read as far as the page is long. */
export function listView(
  connection: Connection,
  collection: string,
  view: string | readonly string[],
  { after, limit, backwards = false }: ViewPage = {},
): DocumentPage {
  const asked = typeof view === 'string' ? [view] : view;
  const size = pageLimit(limit);
  const from = after ?? (backwards ? { order: AFTER_ALL_KEYS, id: Number.MAX_SAFE_INTEGER } : { order: '', id: -1 });
  const list = backwards ? queries.listViewBackwards : queries.listViewForwards;
  const rows = new Map<string, { row: DocumentRow; place: DocumentPlace }>();
  for (const name of new Set(asked)) {
    const number = findViewNumber(connection, collection, name);
    if (number === undefined || name === '') continue;
    for (const row of list.all(connection, { view: number, ord: from.order, document: from.id, limit: size + 1 }))
      rows.set(JSON.stringify([row.ord, row.id]), { row, place: { order: row.ord, id: row.id } });
  }
  const placed = [...rows.values()];
  if (asked.length > 1) {
    const direction = backwards ? -1 : 1;
    placed.sort(({ place: a }, { place: b }) => direction * (codePointOrder(a.order, b.order) || a.id - b.id));
  }
  return pageOf(placed, size);
}

/** One page of what contains a part of a text; the index is asked for its tokens, in the scope of the views. */
export function searchDocuments(
  connection: Connection,
  collection: string,
  part: string,
  { views, after, limit }: { views?: readonly string[]; after?: DocumentPlace; limit?: number } = {},
): DocumentPage {
  const numbers = (views ?? ['']).flatMap((name) => findViewNumber(connection, collection, name) ?? []);
  if (numbers.length === 0) return { documents: [] };
  const size = pageLimit(limit);
  const rows = queries.searchDocuments.all(connection, {
    match: matchOf(part, scopeTokens(numbers)),
    before: after?.id ?? Number.MAX_SAFE_INTEGER,
    limit: size + 1,
  });
  return pageOf(
    rows.map((row) => ({ row, place: { order: '', id: row.id } })),
    size,
  );
}

/** The question to the index, made of tokens alone: nothing that a person typed stands in it. */
function matchOf(part: string, scope: readonly string[]): string {
  const inScope = `scope : (${scope.join(' OR ')})`;
  const found = findTokens(part);
  if (found === undefined) return inScope;
  const tokens = 'run' in found ? `"${found.run.join(' ')}"` : `"${found.beginning}" *`;
  return `(tokens : ${tokens}) AND (${inScope})`;
}

function pageOf(placed: readonly { row: DocumentRow; place: DocumentPlace }[], size: number): DocumentPage {
  const page = placed.slice(0, size);
  const next = page.length < placed.length ? page.at(-1)?.place : undefined;
  return {
    documents: page.map(({ row, place }) => ({ ...storedDocument(row), place })),
    ...(next === undefined ? {} : { next }),
  };
}
