import type { PreparedDocument } from '../prepare-commit.ts';
import { searchTokens } from '../search-tokens.ts';
import type { Connection } from './connection.ts';
import * as queries from './queries.ts';
import { scopeTokens, viewNumber } from './view-number.ts';

/** A document to write: what it was, and which version it will be (0: deleted). */
export interface PlannedDocument extends PreparedDocument {
  readonly version: number;
  readonly before:
    | { readonly id: number; readonly version: number; readonly views: string | null; readonly search: string | null }
    | undefined;
}

/** View and order, as kept with the document. */
type Standing = readonly [view: number, order: string];

/**
 * Writes a document with its places in views and the words it is found by; only what changed is touched. Gives the
 * document's number, or undefined where none is left.
 */
export function writeDocument(connection: Connection, document: PlannedDocument): number | undefined {
  const { collection, key, text, version, before, search } = document;
  const was = before?.views == null ? [] : (JSON.parse(before.views) as Standing[]);
  if (text === null) {
    if (before === undefined) return undefined;
    moveDocument(connection, collection, before.id, was, [], before.search, null);
    queries.deleteDocument.all(connection, { id: before.id });
    return undefined;
  }
  const is = document.views.map(({ view, order }): Standing => [viewNumber(connection, collection, view), order]);
  const views = is.length === 0 ? null : JSON.stringify(is);
  if (before === undefined) {
    const [made] = queries.insertDocument.all(connection, { collection, key, value: text, version, views, search });
    const { id } = made as { id: number };
    moveDocument(connection, collection, id, [], is, null, search);
    return id;
  }
  queries.updateDocument.all(connection, { id: before.id, value: text, version });
  if (before.views === views && before.search === search) return before.id;
  queries.updateDocumentPlaces.all(connection, { id: before.id, views, search });
  moveDocument(connection, collection, before.id, was, is, before.search, search);
  return before.id;
}

function moveDocument(
  connection: Connection,
  collection: string,
  document: number,
  was: readonly Standing[],
  is: readonly Standing[],
  wasFoundBy: string | null,
  isFoundBy: string | null,
): void {
  const stands = (in_: readonly Standing[], [view, order]: Standing) => in_.some(([v, o]) => v === view && o === order);
  for (const one of was)
    if (!stands(is, one)) queries.deleteViewEntry.all(connection, { view: one[0], ord: one[1], document });
  for (const one of is)
    if (!stands(was, one)) queries.insertViewEntry.all(connection, { view: one[0], ord: one[1], document });
  const scopeOf = (standings: readonly Standing[]) =>
    scopeTokens([viewNumber(connection, collection, ''), ...standings.map(([view]) => view)]).join(' ');
  const before = wasFoundBy === null ? undefined : { tokens: searchTokens(wasFoundBy), scope: scopeOf(was) };
  const after = isFoundBy === null ? undefined : { tokens: searchTokens(isFoundBy), scope: scopeOf(is) };
  if (before?.tokens === after?.tokens && before?.scope === after?.scope) return;
  if (before) queries.deleteSearch.all(connection, { rowid: document, ...before });
  if (after) queries.insertSearch.all(connection, { rowid: document, ...after });
}
