import { canonicalJson } from './canonical-json.ts';
import { frame, type Sha256 } from './chain.ts';

/**
 * What one commit did, by digests: where the chain of events stood after it, and every row it wrote outside the events.
 * Journal entries form a second chain, so that a document, a decision or a file that was changed behind the store's
 * back shows although it is no event.
 */
export interface JournalEntry {
  /** The end of the chain of events after this commit. */
  readonly head: readonly [seq: number, hash: string];
  /** Digest null and version 0: deleted. */
  readonly documents?: readonly (readonly [collection: string, key: string, version: number, digest: string | null])[];
  readonly decisions?: readonly KeptRow[];
  readonly revisions?: readonly KeptRow[];
  readonly attachments?: readonly KeptRow[];
  readonly receipts?: readonly KeptRow[];
}

/** A row that is written once: its key, and the digest of everything in it. */
export type KeptRow = readonly [key: string, digest: string];

/** The kinds of rows that are written once. */
export const KEPT_KINDS = ['decisions', 'revisions', 'attachments', 'receipts'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

/**
 * The digest of a row: over its kind and the stored text of all its columns.
 *
 * @example
 * rowDigest('receipts', [key, receipt], sha256); // → '5d41…'
 */
export function rowDigest(
  kind: KeptKind | 'documents',
  columns: readonly (string | number | null)[],
  sha256: Sha256,
): string {
  return sha256(frame([`cebao ${kind} 1`, ...columns]));
}

/** The text of an entry, as it is hashed. */
export function journalText(entry: JournalEntry): string {
  return canonicalJson(entry as never);
}

/** The hash of a journal entry. */
export function journalHash(prev: string, commit: number, entry: string, sha256: Sha256): string {
  return sha256(frame(['cebao commit 1', prev, commit, entry]));
}
