import type { Connection } from './connection.ts';
import * as queries from './queries.ts';

const REMEMBERED = 20_000;

/** What is known goes with its connection: one that failed may have numbered views in a transaction that never was. */
const known = new WeakMap<Connection, Map<string, number>>();

/** The number of a view, which it gets when it is first written to; the view without a name is the collection itself. */
export function viewNumber(connection: Connection, collection: string, name: string): number {
  const found = findViewNumber(connection, collection, name);
  if (found !== undefined) return found;
  const [made] = queries.insertView.all(connection, { collection, name });
  return remember(connection, collection, name, (made as { id: number }).id);
}

/** The number of a view in which a document stood at some time. */
export function findViewNumber(connection: Connection, collection: string, name: string): number | undefined {
  const remembered = known.get(connection)?.get(JSON.stringify([collection, name]));
  if (remembered !== undefined) return remembered;
  const [kept] = queries.readView.all(connection, { collection, name });
  return kept && remember(connection, collection, name, kept.id);
}

/** The words that stand for views in the index. */
export function scopeTokens(views: readonly number[]): string[] {
  return views.map((view) => `v${view}`);
}

function remember(connection: Connection, collection: string, name: string, id: number): number {
  let names = known.get(connection);
  if (names === undefined || names.size >= REMEMBERED) {
    names = new Map();
    known.set(connection, names);
  }
  names.set(JSON.stringify([collection, name]), id);
  return id;
}
