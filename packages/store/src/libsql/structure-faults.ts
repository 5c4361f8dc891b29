import type { Connection } from './connection.ts';
import * as queries from './queries.ts';

/**
 * What SQLite's own check says against a file's structure. It calls the index of words malformed whenever a document
 * was changed while deleted words are overwritten, though every search in it is right: that line says nothing, and the
 * index can be made anew from the documents.
 */
export function structureFaults(connection: Connection): string[] {
  return (queries.checkStructure.all(connection, {}) as never as { found: Uint8Array }[])
    .map(({ found }) => Buffer.from(found).toString('utf8'))
    .filter((found) => found !== 'ok' && found !== 'malformed inverted index for FTS5 table main.words');
}
