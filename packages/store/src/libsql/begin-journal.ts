import { genesisHash } from '../chain.ts';
import { type JournalEntry, journalHash, journalText, KEPT_KINDS, type KeptRow } from '../journal.ts';
import type { StoreSettings } from '../store.ts';
import type { Connection } from './connection.ts';
import { eachDocument, eachKept } from './contents.ts';
import { nodeSha256 } from './node-sha256.ts';
import * as queries from './queries.ts';

/** Gives a store from before there was a journal its first entry: everything that stands in it now. */
export function beginJournal(connection: Connection, settings: StoreSettings): void {
  const head = queries.readHead.all(connection, {})[0];
  if (!head || head.commits === 0 || queries.readJournalEnd.all(connection, {}).length > 0) return;
  connection.exec('BEGIN IMMEDIATE');
  const kept = Object.fromEntries(
    KEPT_KINDS.map((kind): [string, KeptRow[]] => [kind, [...eachKept(connection, kind)].map(({ row }) => row)]).filter(
      ([, rows]) => rows.length > 0,
    ),
  );
  const documents = [...eachDocument(connection)].map(
    ({ collection, key, version, digest }) => [collection, key, version, digest] as const,
  );
  const entry: JournalEntry = {
    head: [head.seq, head.hash],
    ...(documents.length > 0 ? { documents } : {}),
    ...kept,
  };
  const text = journalText(entry);
  const hash = journalHash(genesisHash(settings, nodeSha256), head.commits, text, nodeSha256);
  queries.insertJournal.all(connection, { commit_no: head.commits, entry: text, hash });
  connection.exec('COMMIT');
}
