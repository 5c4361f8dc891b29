import type { Issue, Result } from '@cebao/engine';
import { eventHash, eventId } from '../chain.ts';
import { type JournalEntry, journalHash, journalText, type KeptRow } from '../journal.ts';
import { answerFromReceipt, type PreparedCommit } from '../prepare-commit.ts';
import type { Committed, EventPlace, Receipt } from '../store.ts';
import type { Connection } from './connection.ts';
import { nodeSha256 } from './node-sha256.ts';
import * as queries from './queries.ts';
import { attachmentDigest, decisionDigest, documentDigest, receiptDigest, revisionDigest } from './row-digests.ts';
import { type PlannedDocument, writeDocument } from './write-document.ts';

/** Where the chain ends and how many commits there were, as a transaction goes on. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly commits: number;
  /** The hash of the last journal entry. */
  readonly journal: string;
}

/**
 * Does one commit inside the transaction that is open. Everything that speaks against it is found before anything
 * is written, so that a refused commit leaves its neighbours in the transaction alone; anything the engine throws is
 * for the caller, who throws the connection away. `head` comes back moved, or as it was when nothing was written.
 */
export function writeCommit(
  connection: Connection,
  cell: string,
  head: Head,
  commit: PreparedCommit,
): { answer: Result<Committed>; head: Head } {
  const { idempotency } = commit;
  if (idempotency) {
    const kept = queries.readReceipt.all(connection, { key: idempotency.key })[0];
    if (kept)
      return {
        answer: answerFromReceipt(JSON.parse(kept.receipt) as Receipt, idempotency.key, idempotency.request),
        head,
      };
  }
  const issues: Issue[] = [];
  const versions = judgeStreams(connection, commit, issues);
  const documents = judgeDocuments(connection, commit, issues);
  const revisions = judgeRevisions(connection, commit, issues);
  judgeAttachments(connection, commit, issues);
  if (issues.length > 0) return { answer: { ok: false, issues }, head };

  const places = appendStreams(connection, cell, commit, head, versions);
  const journal: { -readonly [K in keyof JournalEntry]: JournalEntry[K] } = {
    head: [places.at(-1)?.seq ?? head.seq, places.at(-1)?.hash ?? head.hash],
  };
  const written = [...documents].map((document) => {
    const id = writeDocument(connection, document);
    const digest = id === undefined ? null : documentDigest({ ...document, id, value: document.text as string });
    return [document.collection, document.key, id === undefined ? 0 : document.version, digest] as const;
  });
  if (written.length > 0) journal.documents = written;
  const kept = [...revisions].map(({ revision, region, text }): KeptRow => {
    const row = { revision, region, layered: text };
    queries.insertRevision.all(connection, row);
    return [revision, revisionDigest(row)];
  });
  if (kept.length > 0) journal.revisions = kept;
  if (commit.attachments.length > 0)
    journal.attachments = commit.attachments.map(({ id, bytes, mediaType, name }): KeptRow => {
      const row = { id, sha256: nodeSha256(bytes), media_type: mediaType, name, size: bytes.length };
      queries.insertAttachment.all(connection, { ...row, bytes });
      return [id, attachmentDigest(row)];
    });
  if (commit.decisions.length > 0)
    journal.decisions = commit.decisions.map(({ event, caseId, ...columns }): KeptRow => {
      const event_id = event === undefined ? null : (places[event]?.id ?? null);
      const row = { ...columns, case_id: caseId, event_id };
      queries.insertDecision.all(connection, row);
      return [row.id, decisionDigest(row)];
    });
  const done = { events: places, decisions: commit.decisions.map(({ id }) => id), result: idempotency?.result ?? null };
  if (idempotency) {
    const receipt: Receipt = { request: idempotency.request, ...done };
    const row = { key: idempotency.key, receipt: JSON.stringify(receipt) };
    queries.insertReceipt.all(connection, row);
    journal.receipts = [[row.key, receiptDigest(row)]];
  }
  const commits = head.commits + 1;
  const entry = journalText(journal);
  const hash = journalHash(head.journal, commits, entry, nodeSha256);
  queries.insertJournal.all(connection, { commit_no: commits, entry, hash });
  return {
    answer: { ok: true, value: { ...done, replayed: false } },
    head: { seq: journal.head[0], hash: journal.head[1], commits, journal: hash },
  };
}

/** The version each stream is at; a writer who has not seen the last one is refused. */
function judgeStreams(connection: Connection, commit: PreparedCommit, issues: Issue[]): number[] {
  return commit.streams.map((append, i) => {
    const actual = queries.readVersion.all(connection, { stream: append.stream })[0]?.version ?? 0;
    if (append.expectedVersion !== actual) {
      issues.push({
        code: 'staleVersion',
        path: `/streams/${i}`,
        params: { stream: append.stream, expected: append.expectedVersion, actual },
      });
    }
    return actual;
  });
}

function appendStreams(
  connection: Connection,
  cell: string,
  commit: PreparedCommit,
  head: Head,
  versions: readonly number[],
): EventPlace[] {
  const places: EventPlace[] = [];
  let { seq, hash } = head;
  commit.streams.forEach((append, i) => {
    append.events.forEach((event, j) => {
      seq += 1;
      const version = (versions[i] as number) + j + 1;
      const columns = { seq, id: eventId(cell, seq), stream: append.stream, version, ...event };
      const prev = hash;
      hash = eventHash(prev, columns, nodeSha256);
      const { text, ...others } = columns;
      queries.insertEvent.all(connection, { ...others, body: text, prev, hash });
      places.push({ seq, id: columns.id, stream: columns.stream, version, hash });
    });
  });
  return places;
}

/** What becomes of each document that is written, in the order first named; a delete has no text. */
function judgeDocuments(connection: Connection, commit: PreparedCommit, issues: Issue[]) {
  const planned = new Map<string, PlannedDocument>();
  commit.documents.forEach((write, i) => {
    const { collection, key, text, expectedVersion } = write;
    const address = JSON.stringify([collection, key]);
    const same = planned.get(address);
    const before = same ? same.before : queries.readDocumentBefore.all(connection, { collection, key })[0];
    const actual = same ? same.version : (before?.version ?? 0);
    if (expectedVersion !== undefined && expectedVersion !== actual) {
      issues.push({
        code: 'staleVersion',
        path: `/documents/${i}`,
        params: { collection, key, expected: expectedVersion, actual },
      });
    }
    planned.set(address, { ...write, before, version: text === null ? 0 : actual + 1 });
  });
  return planned.values();
}

/** The revisions that are not kept yet. */
function judgeRevisions(connection: Connection, commit: PreparedCommit, issues: Issue[]) {
  const fresh = new Map<string, { revision: string; region: string; text: string }>();
  commit.revisions.forEach(({ revision, region, text }, i) => {
    const same = fresh.get(revision);
    const kept = same
      ? { region: same.region, layered: same.text }
      : queries.readRevision.all(connection, { revision })[0];
    if (!kept) fresh.set(revision, { revision, region, text });
    else if (kept.region !== region || kept.layered !== text)
      issues.push({ code: 'revisionDiffers', path: `/revisions/${i}`, params: { revision } });
  });
  return fresh.values();
}

function judgeAttachments(connection: Connection, commit: PreparedCommit, issues: Issue[]): void {
  const named = new Set<string>();
  commit.attachments.forEach(({ id }, i) => {
    if (named.has(id) || queries.findAttachment.all(connection, { id }).length > 0)
      issues.push({ code: 'attachmentExists', path: `/attachments/${i}`, params: { id } });
    named.add(id);
  });
}
