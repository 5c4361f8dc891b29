import type { Issue, JsonValue } from '@cebao/engine';
import type { Selectable } from 'kysely';
import { createChainWalk } from '../chain.ts';
import { codePointOrder } from '../code-point-order.ts';
import { pageLimit } from '../page-limit.ts';
import { AFTER_ALL_KEYS, type PreparedCommit, prepareCommit } from '../prepare-commit.ts';
import type { ChainReport, Commit, DecisionRecord, Receipt, Store, StoredEvent, StoreSettings } from '../store.ts';
import { StoreFailure } from '../store-failure.ts';
import type { Connection, Link } from './connection.ts';
import { type ChainBytes, decodeChainRow } from './decode-chain-row.ts';
import { createGroupQueue } from './group-queue.ts';
import { nodeSha256 } from './node-sha256.ts';
import * as queries from './queries.ts';
import { listView, searchDocuments, storedDocument } from './read-documents.ts';
import { reasonOf } from './reason-of.ts';
import type { Tables } from './tables.ts';
import type { Writer } from './writer.ts';

const CHAIN_PAGE = 500;

/** The store over one writer of a file and a reader of the same file. */
export function createLibsqlStore(
  settings: StoreSettings,
  writer: Writer,
  reader: Link,
  release: () => void,
  groupLimit?: number,
): Store {
  const queue = createGroupQueue((group: PreparedCommit[]) => writer.write(group), groupLimit);
  let closing: Promise<void> | undefined;
  const closedIssue: Issue = { code: 'storeClosed', path: '', params: {} };

  function read<T>(work: (connection: Connection) => T): T {
    if (closing) throw new StoreFailure(closedIssue);
    try {
      return reader.use(work);
    } catch (error) {
      throw new StoreFailure({ code: 'readFailed', path: '', params: { reason: reasonOf(error) } }, error);
    }
  }

  return {
    settings,
    async commit(commit: Commit) {
      if (closing) return { ok: false, issues: [closedIssue] };
      const prepared = prepareCommit(commit);
      return prepared.ok ? queue.run(prepared.value) : prepared;
    },
    readReceipt: async (key) => {
      const kept = read((connection) => queries.readReceipt.all(connection, { key })[0]);
      return kept && (JSON.parse(kept.receipt) as Receipt);
    },
    readStream: async (stream, { after = 0, limit } = {}) =>
      read((connection) =>
        queries.readStream.all(connection, { stream, after, limit: pageLimit(limit) }).map(storedEvent),
      ),
    readAll: async ({ after = 0, limit } = {}) =>
      read((connection) => queries.readAll.all(connection, { after, limit: pageLimit(limit) }).map(storedEvent)),
    readHead: async () => read(headOf),
    readDecision: async (id) =>
      read((connection) => queries.readDecision.all(connection, { id }).map(decisionRecord)[0]),
    readDecisions: async (caseId) =>
      read((connection) => queries.readCaseDecisions.all(connection, { caseId }).map(decisionRecord)),
    readRevision: async (revision) => {
      const kept = read((connection) => queries.readRevision.all(connection, { revision })[0]);
      return kept && { revision, region: kept.region, layered: JSON.parse(kept.layered) as JsonValue };
    },
    listRevisions: async (region) =>
      read((connection) =>
        queries.listRevisions.all(connection, {}).filter((kept) => region === undefined || kept.region === region),
      ),
    readDocument: async (collection, key) =>
      read((connection) => queries.readDocument.all(connection, { collection, key }).map(storedDocument)[0]),
    listDocuments: async (collection, { prefix = '', after = '', limit } = {}) =>
      read((connection) =>
        queries.listDocuments
          .all(connection, {
            collection,
            from: codePointOrder(prefix, after) > 0 ? prefix : after,
            after,
            until: prefix + AFTER_ALL_KEYS,
            limit: pageLimit(limit),
          })
          .map(storedDocument),
      ),
    listView: async (collection, view, page) => read((connection) => listView(connection, collection, view, page)),
    searchDocuments: async (collection, part, page) =>
      read((connection) => searchDocuments(connection, collection, part, page)),
    findAttachment: async (id) => {
      const kept = read((connection) => queries.findAttachment.all(connection, { id })[0]);
      return kept && { id, sha256: kept.sha256, mediaType: kept.media_type, name: kept.name, size: kept.size };
    },
    readAttachment: async (id) => {
      const kept = read((connection) => queries.readAttachment.all(connection, { id })[0]);
      return (
        kept && {
          id,
          sha256: kept.sha256,
          mediaType: kept.media_type,
          name: kept.name,
          size: kept.size,
          bytes: Uint8Array.from(kept.bytes),
        }
      );
    },
    async verifyChain({ checkpoint } = {}): Promise<ChainReport> {
      const walk = createChainWalk(settings, nodeSha256, checkpoint);
      let seq = 0;
      try {
        for (;;) {
          const rows = read((connection) => queries.readChainBytes.all(connection, { after: seq, limit: CHAIN_PAGE }));
          // The end of the chain is read in the same turn as its last page, so no commit comes between.
          if (rows.length === 0) return walk.end(read(headOf));
          for (const row of rows) {
            const link = decodeChainRow(row as unknown as ChainBytes);
            if (!walk.take(link)) return walk.end({ seq, hash: '' });
            seq = link.seq;
          }
          await new Promise((resolve) => setImmediate(resolve));
        }
      } catch (error) {
        if (!(error instanceof StoreFailure) || error.issue.code !== 'readFailed') throw error;
        return {
          ok: false,
          seq: seq + 1,
          issue: {
            code: 'chainUnreadable',
            path: `/events/${seq + 1}`,
            params: { ...error.issue.params, seq: seq + 1 },
          },
        };
      }
    },
    async backup(toPath) {
      if (closing) return { ok: false, issues: [closedIssue] };
      // What was asked before is in the copy; what is asked meanwhile may be.
      await queue.drained();
      return writer.backup(toPath);
    },
    close() {
      closing ??= queue.drained().then(async () => {
        reader.discard();
        await writer.close();
        release();
      });
      return closing;
    },
  };
}

function headOf(connection: Connection): { seq: number; hash: string } {
  const head = queries.readHead.all(connection, {})[0];
  if (!head) throw new Error('the head row is missing');
  return { seq: head.seq, hash: head.hash };
}

function storedEvent({ body, ...row }: Selectable<Tables['events']>): StoredEvent {
  return { ...row, text: body, body: JSON.parse(body) as JsonValue };
}

function decisionRecord({
  case_id,
  event_id,
  facts,
  answer,
  ...row
}: Omit<Selectable<Tables['decisions']>, 'position'>): DecisionRecord {
  return {
    ...row,
    facts: JSON.parse(facts) as JsonValue,
    answer: JSON.parse(answer) as JsonValue,
    caseId: case_id,
    eventId: event_id,
  };
}
