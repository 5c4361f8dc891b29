import type { Issue, JsonValue, Result } from '@cebao/engine';

/**
 * The one place where an instance keeps what must not be lost: events in one hash chain, the
 * decisions made on the way, the policies they were made under, attachments, and small documents.
 *
 * Everything that belongs together is written by one `commit`: it is in the store completely, and
 * durable, before the promise resolves, or it is not there at all. Expected refusals come back as
 * issues; only a broken disk or engine makes a read reject, with a `StoreFailure`.
 *
 * @example
 * const opened = await openLibsqlStore({ path: 'data/cebao.db', cell: 'county-7', demo: false });
 * if (!opened.ok) return opened.issues;
 * const store = opened.value;
 * const done = await store.commit({
 *   streams: [{ stream: 'case/7', expectedVersion: 0, events: [{ type: 'opened', schema: 1, at: '2026-11-25T09:30:00+08:00', body: { flow: 'relief' } }] }],
 *   documents: [{ put: { collection: 'cases', key: 'case/7', value: { state: 'open' } } }],
 * });
 * // done.value.events[0] → { id: 'county-7-1', seq: 1, stream: 'case/7', version: 1, hash: '…' }
 */
export interface Store {
  /** What the instance was created as. Fixed for its whole life. */
  readonly settings: StoreSettings;

  /** Writes everything in it, or nothing. Commits are done one after the other, in the order called. */
  commit(commit: Commit): Promise<Result<Committed>>;
  /** What an earlier commit with this idempotency key did; ask before judging a repeated command anew. */
  readReceipt(key: string): Promise<Receipt | undefined>;

  /** The events of one stream in order, from the version after `after` (default 0: from the start). */
  readStream(stream: string, page?: { after?: number; limit?: number }): Promise<StoredEvent[]>;
  /** All events in order, from the sequence after `after` (default 0). Default limit 1000. */
  readAll(page?: { after?: number; limit?: number }): Promise<StoredEvent[]>;
  /** How far the chain reaches: the sequence and hash of the last event (0 and the genesis hash when empty). */
  readHead(): Promise<ChainHead>;

  readDecision(id: string): Promise<DecisionRecord | undefined>;
  /** The decisions recorded for a case, in the order recorded. */
  readDecisions(caseId: string): Promise<DecisionRecord[]>;

  readRevision(revision: string): Promise<PolicyRevision | undefined>;
  /** Which revisions are kept, in the order kept, without their JSON. */
  listRevisions(region?: string): Promise<{ revision: string; region: string }[]>;

  readDocument(collection: string, key: string): Promise<StoredDocument | undefined>;
  /** Documents of a collection ordered by key (by code point). Default limit 1000; go on with `after: last.key`. */
  listDocuments(
    collection: string,
    page?: { prefix?: string; after?: string; limit?: number },
  ): Promise<StoredDocument[]>;

  /**
   * The documents that stand in a view, or in any of several, in the view's order (by code point; of equal orders the
   * older document first), each once. Default limit 1000; go on with `after: next`. A document that keeps its order is
   * met exactly once by whoever pages through, whatever is put and deleted meanwhile.
   */
  listView(collection: string, view: string | readonly string[], page?: ViewPage): Promise<DocumentPage>;
  /**
   * The documents whose `text` contains `part`, of a collection or of some of its views, youngest first. Exactly those
   * that `LIKE '%part%'` finds: any script, any length, capital Latin letters as small ones.
   */
  searchDocuments(
    collection: string,
    part: string,
    page?: { readonly views?: readonly string[]; readonly after?: DocumentPlace; readonly limit?: number },
  ): Promise<DocumentPage>;

  /** Everything about an attachment but its bytes. */
  findAttachment(id: string): Promise<AttachmentInfo | undefined>;
  readAttachment(id: string): Promise<Attachment | undefined>;

  /**
   * Recomputes the whole chain from the stored bytes. With a checkpoint noted elsewhere (printed, or
   * given to another body) it also finds a chain that was recomputed as a whole.
   */
  verifyChain(options?: { checkpoint?: { seq: number; hash: string } }): Promise<ChainReport>;

  /** Writes a consistent, durable copy beside the running store; refuses to overwrite. */
  backup(toPath: string): Promise<Result<{ path: string; head: ChainHead }>>;
  /** Finishes the commits already called, then lets go of the file. Closing twice is fine. */
  close(): Promise<void>;
}

/** What an instance was created as: `demo` decides what may ever be shown or switched in it. */
export interface StoreSettings {
  readonly cell: string;
  readonly demo: boolean;
  readonly createdAt: string;
}

/** One atomic write. Every part is optional. */
export interface Commit {
  readonly streams?: readonly StreamAppend[];
  readonly documents?: readonly DocumentWrite[];
  readonly decisions?: readonly NewDecision[];
  /** Kept once; giving the same revision with the same content again is fine. */
  readonly revisions?: readonly PolicyRevision[];
  readonly attachments?: readonly NewAttachment[];
  /**
   * The same key with the same request again answers with the first result and writes nothing;
   * with another request it is refused (`idempotencyKeyReused`). `result` is the caller's own answer to keep.
   */
  readonly idempotency?: { readonly key: string; readonly request: string; readonly result?: JsonValue };
}

/** Events for one stream. `expectedVersion` is the number of events the writer has seen (0: a new stream). */
export interface StreamAppend {
  readonly stream: string;
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
}

/** An event as the caller makes it: its schema version, civil time, content, and a slot for ciphertext. */
export interface NewEvent {
  readonly type: string;
  readonly schema: number;
  readonly at: string;
  readonly body: JsonValue;
  /** Ciphertext under the subject's key, if any: it stays in the chain when the key is destroyed. */
  readonly sealed?: string | null;
}

/** An event as it is kept. `text` is the exact canonical text that was hashed; `body` is that text parsed. */
export interface StoredEvent {
  readonly seq: number;
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  readonly at: string;
  readonly text: string;
  readonly body: JsonValue;
  readonly sealed: string | null;
  readonly prev: string;
  readonly hash: string;
}

/** A document to put or to delete; with `expectedVersion` only if it is at that version (0: not there). */
export type DocumentWrite =
  | {
      readonly put: {
        readonly collection: string;
        readonly key: string;
        readonly value: JsonValue;
        readonly expectedVersion?: number;
        /** The views in which it stands, and where in each: what is not given anew is left. */
        readonly views?: readonly ViewEntry[];
        /** The text by which it is found; without one it is not found by search. */
        readonly text?: string;
      };
    }
  | { readonly delete: { readonly collection: string; readonly key: string; readonly expectedVersion?: number } };

/** Where a document stands: in which ordered list, and at which place of it. */
export interface ViewEntry {
  readonly view: string;
  readonly order: string;
}

/** The place of a document among others, to go on from. */
export interface DocumentPlace {
  readonly order: string;
  readonly id: number;
}

export interface ViewPage {
  readonly after?: DocumentPlace;
  readonly limit?: number;
  /** From the last to the first. */
  readonly backwards?: boolean;
}

/** A document and where it was met: whoever goes on from there meets the next one. */
export interface PlacedDocument extends StoredDocument {
  readonly place: DocumentPlace;
}

/** Some documents, and where they go on, if they do. */
export interface DocumentPage {
  readonly documents: readonly PlacedDocument[];
  readonly next?: DocumentPlace;
}

/** A small JSON value kept under collection and key; its version counts the puts since it was created. */
export interface StoredDocument {
  readonly collection: string;
  readonly key: string;
  readonly value: JsonValue;
  readonly version: number;
}

/** What was asked, under which policy and which meaning of the rules, and what was answered. */
export interface DecisionContent {
  readonly revision: string;
  /** Version of the rules' semantics (the engine's), so that a replay knows what it replays. */
  readonly semantics: string;
  readonly region: string;
  readonly at: string;
  readonly decision: string;
  readonly facts: JsonValue;
  readonly answer: JsonValue;
  readonly caseId?: string | null;
}

/** A decision to record; `event` is the position, among all events of this commit, of the one it belongs to. */
export interface NewDecision extends DecisionContent {
  readonly event?: number;
}

/** A decision as it is kept. Its id is made of its content (`decisionId`), so an altered record shows. */
export interface DecisionRecord extends DecisionContent {
  readonly id: string;
  readonly caseId: string | null;
  readonly eventId: string | null;
}

/** A published policy, kept forever so that old decisions can be replayed. Key order is kept. */
export interface PolicyRevision {
  readonly revision: string;
  readonly region: string;
  readonly layered: JsonValue;
}

/** A file to keep under an id the caller chose. */
export interface NewAttachment {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
}

/** What is known of a kept file. `sha256` is hex over its bytes. */
export interface AttachmentInfo {
  readonly id: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly name: string;
  readonly size: number;
}

/** A kept file with its bytes. */
export interface Attachment extends AttachmentInfo {
  readonly bytes: Uint8Array;
}

/** Where an appended event ended up. */
export interface EventPlace {
  readonly seq: number;
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly hash: string;
}

/** What a commit did, as kept under its idempotency key. */
export interface Receipt {
  readonly request: string;
  readonly events: readonly EventPlace[];
  /** Ids of the recorded decisions, in the order given. */
  readonly decisions: readonly string[];
  readonly result: JsonValue;
}

/** What a commit did. `replayed` says that it was done by an earlier call with the same key. */
export interface Committed {
  readonly events: readonly EventPlace[];
  readonly decisions: readonly string[];
  readonly result: JsonValue;
  readonly replayed: boolean;
}

/** The end of the chain. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** The chain is whole, or the first sequence at which it is not, and why (an issue code with its words). */
export type ChainReport =
  | { readonly ok: true; readonly count: number; readonly head: ChainHead }
  | { readonly ok: false; readonly seq: number; readonly issue: Issue };
