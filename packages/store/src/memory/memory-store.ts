import type { Issue, JsonValue, Result } from '@cebao/engine';
import { createChainWalk, eventHash, eventId, genesisHash } from '../chain.ts';
import { codePointOrder } from '../code-point-order.ts';
import { pageLimit } from '../page-limit.ts';
import {
  answerFromReceipt,
  type PreparedCommit,
  type PreparedDecision,
  type PreparedDocument,
  prepareCommit,
} from '../prepare-commit.ts';
import { foldLatin } from '../search-tokens.ts';
import { sha256Hex } from '../sha256-hex.ts';
import type {
  Attachment,
  ChainHead,
  Commit,
  Committed,
  DecisionRecord,
  DocumentPage,
  DocumentPlace,
  EventPlace,
  Receipt,
  Store,
  StoredDocument,
  StoredEvent,
  StoreSettings,
  ViewEntry,
} from '../store.ts';
import { StoreFailure } from '../store-failure.ts';

/** What a memory store is created as. */
export interface MemoryStoreOptions {
  readonly cell: string;
  readonly demo?: boolean;
  /** The instant of creation; the wall clock if it is not given. */
  readonly now?: () => string;
}

type EventRow = Omit<StoredEvent, 'body'>;
interface DocumentRow {
  readonly id: number;
  readonly text: string;
  readonly version: number;
  readonly views: readonly ViewEntry[];
  readonly search: string | null;
}
type DecisionRow = Omit<PreparedDecision, 'event'> & { eventId: string | null };

/**
 * A store that lives as long as the process: for tests, examples and the browser. It keeps the same
 * promises as the others but durability.
 *
 * @example
 * const store = createMemoryStore({ cell: 'test', demo: true });
 * await store.commit({ documents: [{ put: { collection: 'people', key: 'p1', value: { name: 'Anna' } } }] });
 */
export function createMemoryStore(options: MemoryStoreOptions): Store {
  const settings: StoreSettings = Object.freeze({
    cell: options.cell,
    demo: options.demo ?? false,
    createdAt: (options.now ?? (() => new Date().toISOString()))(),
  });
  const events: EventRow[] = [];
  const streams = new Map<string, EventRow[]>();
  const decisions = new Map<string, DecisionRow>();
  const revisions = new Map<string, { region: string; text: string }>();
  const documents = new Map<string, Map<string, DocumentRow>>();
  let lastDocument = 0;
  const attachments = new Map<string, Attachment>();
  const receipts = new Map<string, string>();
  let head: ChainHead = { seq: 0, hash: genesisHash(settings, sha256Hex) };
  let closed = false;

  /** The documents as they will be after the commit, or why they cannot be. */
  function planDocuments(commit: PreparedCommit, issues: Issue[]) {
    const planned = new Map<string, PreparedDocument & { version: number }>();
    commit.documents.forEach((write, i) => {
      const address = JSON.stringify([write.collection, write.key]);
      const version = planned.get(address)?.version ?? documents.get(write.collection)?.get(write.key)?.version ?? 0;
      if (write.expectedVersion !== undefined && write.expectedVersion !== version) {
        issues.push({
          code: 'staleVersion',
          path: `/documents/${i}`,
          params: { collection: write.collection, key: write.key, expected: write.expectedVersion, actual: version },
        });
      }
      planned.set(address, { ...write, version: write.text === null ? 0 : version + 1 });
    });
    return planned;
  }

  function apply(commit: PreparedCommit): Result<Committed> {
    const { idempotency } = commit;
    if (idempotency) {
      const kept = receipts.get(idempotency.key);
      if (kept !== undefined)
        return answerFromReceipt(JSON.parse(kept) as Receipt, idempotency.key, idempotency.request);
    }
    const issues: Issue[] = [];
    commit.streams.forEach((append, i) => {
      const actual = streams.get(append.stream)?.length ?? 0;
      if (append.expectedVersion !== actual) {
        issues.push({
          code: 'staleVersion',
          path: `/streams/${i}`,
          params: { stream: append.stream, expected: append.expectedVersion, actual },
        });
      }
    });
    const planned = planDocuments(commit, issues);
    const newRevisions = new Map<string, { region: string; text: string }>();
    commit.revisions.forEach(({ revision, region, text }, i) => {
      const kept = revisions.get(revision) ?? newRevisions.get(revision);
      if (kept && (kept.region !== region || kept.text !== text))
        issues.push({ code: 'revisionDiffers', path: `/revisions/${i}`, params: { revision } });
      if (!kept) newRevisions.set(revision, { region, text });
    });
    const newAttachments = new Map<string, Attachment>();
    commit.attachments.forEach((given, i) => {
      if (attachments.has(given.id) || newAttachments.has(given.id))
        issues.push({ code: 'attachmentExists', path: `/attachments/${i}`, params: { id: given.id } });
      newAttachments.set(given.id, { ...given, sha256: sha256Hex(given.bytes), size: given.bytes.length });
    });
    if (issues.length > 0) return { ok: false, issues };

    // Nothing below can be refused.
    const places: EventPlace[] = [];
    for (const append of commit.streams) {
      const rows = streams.get(append.stream) ?? [];
      if (append.events.length > 0) streams.set(append.stream, rows);
      for (const event of append.events) {
        const seq = head.seq + 1;
        const columns = {
          seq,
          id: eventId(settings.cell, seq),
          stream: append.stream,
          version: rows.length + 1,
          ...event,
        };
        const row = { ...columns, prev: head.hash, hash: eventHash(head.hash, columns, sha256Hex) };
        head = { seq, hash: row.hash };
        events.push(row);
        rows.push(row);
        places.push({ seq, id: row.id, stream: row.stream, version: row.version, hash: row.hash });
      }
    }
    for (const { collection, key, text, version, views, search } of planned.values()) {
      const keep = documents.get(collection) ?? new Map<string, DocumentRow>();
      documents.set(collection, keep);
      if (text === null) keep.delete(key);
      else keep.set(key, { id: keep.get(key)?.id ?? ++lastDocument, text, version, views, search });
    }
    for (const { event, ...row } of commit.decisions) {
      if (!decisions.has(row.id))
        decisions.set(row.id, { ...row, eventId: event === undefined ? null : (places[event]?.id ?? null) });
    }
    for (const [revision, kept] of newRevisions) revisions.set(revision, kept);
    for (const [id, kept] of newAttachments) attachments.set(id, kept);
    const done = {
      events: places,
      decisions: commit.decisions.map(({ id }) => id),
      result: idempotency?.result ?? null,
    };
    if (idempotency)
      receipts.set(idempotency.key, JSON.stringify({ request: idempotency.request, ...done } satisfies Receipt));
    return { ok: true, value: { ...done, replayed: false } };
  }

  function assertOpen(): void {
    if (closed) throw new StoreFailure({ code: 'storeClosed', path: '', params: {} });
  }

  return {
    settings,
    async commit(commit: Commit) {
      if (closed) return { ok: false, issues: [{ code: 'storeClosed', path: '', params: {} }] };
      const prepared = prepareCommit(commit);
      return prepared.ok ? apply(prepared.value) : prepared;
    },
    async readReceipt(key) {
      assertOpen();
      const kept = receipts.get(key);
      return kept === undefined ? undefined : (JSON.parse(kept) as Receipt);
    },
    async readStream(stream, { after = 0, limit } = {}) {
      assertOpen();
      return (streams.get(stream) ?? []).slice(after, after + pageLimit(limit)).map(withBody);
    },
    async readAll({ after = 0, limit } = {}) {
      assertOpen();
      return events.slice(after, after + pageLimit(limit)).map(withBody);
    },
    async readHead() {
      assertOpen();
      return { ...head };
    },
    async readDecision(id) {
      assertOpen();
      const row = decisions.get(id);
      return row && decisionRecord(row);
    },
    async readDecisions(caseId) {
      assertOpen();
      return [...decisions.values()].filter((row) => row.caseId === caseId).map(decisionRecord);
    },
    async readRevision(revision) {
      assertOpen();
      const kept = revisions.get(revision);
      return kept && { revision, region: kept.region, layered: JSON.parse(kept.text) as JsonValue };
    },
    async listRevisions(region) {
      assertOpen();
      return [...revisions]
        .filter(([, kept]) => region === undefined || kept.region === region)
        .map(([revision, kept]) => ({ revision, region: kept.region }));
    },
    async readDocument(collection, key) {
      assertOpen();
      const kept = documents.get(collection)?.get(key);
      return kept && storedDocument(collection, key, kept);
    },
    async listDocuments(collection, { prefix = '', after = '', limit } = {}) {
      assertOpen();
      return [...(documents.get(collection) ?? [])]
        .filter(([key]) => key.startsWith(prefix) && (after === '' || codePointOrder(key, after) > 0))
        .sort(([a], [b]) => codePointOrder(a, b))
        .slice(0, pageLimit(limit))
        .map(([key, kept]) => storedDocument(collection, key, kept));
    },
    async listView(collection, view, { after, limit, backwards = false } = {}) {
      assertOpen();
      const asked = new Set(typeof view === 'string' ? [view] : view);
      const direction = backwards ? -1 : 1;
      const rows = new Map<string, Standing>();
      for (const [key, row] of documents.get(collection) ?? [])
        for (const { view: name, order } of row.views)
          if (asked.has(name)) rows.set(JSON.stringify([order, row.id]), { key, row, place: { order, id: row.id } });
      const order = (a: DocumentPlace, b: DocumentPlace) =>
        direction * (codePointOrder(a.order, b.order) || a.id - b.id);
      return pageOf(collection, rows.values(), order, after, limit);
    },
    async searchDocuments(collection, part, { views, after, limit } = {}) {
      assertOpen();
      const asked = views && new Set(views);
      const wanted = foldLatin(part);
      const rows: Standing[] = [];
      for (const [key, row] of documents.get(collection) ?? [])
        if (
          row.search !== null &&
          foldLatin(row.search).includes(wanted) &&
          (asked === undefined || row.views.some(({ view }) => asked.has(view)))
        )
          rows.push({ key, row, place: { order: '', id: row.id } });
      return pageOf(collection, rows, (a, b) => b.id - a.id, after, limit);
    },
    async findAttachment(id) {
      assertOpen();
      const kept = attachments.get(id);
      if (!kept) return undefined;
      const { bytes: _, ...info } = kept;
      return info;
    },
    async readAttachment(id) {
      assertOpen();
      const kept = attachments.get(id);
      return kept && { ...kept, bytes: Uint8Array.from(kept.bytes) };
    },
    async verifyChain({ checkpoint } = {}) {
      assertOpen();
      const walk = createChainWalk(settings, sha256Hex, checkpoint);
      for (const row of events) if (!walk.take(row)) break;
      return walk.end(head);
    },
    async backup() {
      return { ok: false, issues: [{ code: 'backupNotPossible', path: '', params: {} }] };
    },
    async close() {
      closed = true;
    },
  };
}

interface Standing {
  readonly key: string;
  readonly row: DocumentRow;
  readonly place: DocumentPlace;
}

function pageOf(
  collection: string,
  rows: Iterable<Standing>,
  order: (a: DocumentPlace, b: DocumentPlace) => number,
  after: DocumentPlace | undefined,
  limit: number | undefined,
): DocumentPage {
  const left = [...rows]
    .filter(({ place }) => after === undefined || order(place, after) > 0)
    .sort((a, b) => order(a.place, b.place));
  const page = left.slice(0, pageLimit(limit));
  const next = page.length < left.length ? page.at(-1)?.place : undefined;
  return {
    documents: page.map(({ key, row, place }) => ({ ...storedDocument(collection, key, row), place })),
    ...(next === undefined ? {} : { next }),
  };
}

function withBody(row: EventRow): StoredEvent {
  return { ...row, body: JSON.parse(row.text) as JsonValue };
}

function decisionRecord(row: DecisionRow): DecisionRecord {
  return { ...row, facts: JSON.parse(row.facts) as JsonValue, answer: JSON.parse(row.answer) as JsonValue };
}

function storedDocument(collection: string, key: string, kept: { text: string; version: number }): StoredDocument {
  return { collection, key, value: JSON.parse(kept.text) as JsonValue, version: kept.version };
}
