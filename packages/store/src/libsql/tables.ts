import type { Generated } from 'kysely';

/** The columns as they are stored. Text is canonical text, numbers are whole. */
export interface Tables {
  settings: { id: number; cell: string; demo: number; created_at: string };
  /** One row: where the chain ends, and how many commits there were (so that a witness can see the last one). */
  head: { id: number; seq: number; hash: string; commits: number };
  events: {
    seq: number;
    id: string;
    stream: string;
    version: number;
    type: string;
    schema: number;
    at: string;
    body: string;
    sealed: string | null;
    prev: string;
    hash: string;
  };
  decisions: {
    position: Generated<number>;
    id: string;
    revision: string;
    semantics: string;
    region: string;
    at: string;
    decision: string;
    facts: string;
    answer: string;
    case_id: string | null;
    event_id: string | null;
  };
  revisions: { position: Generated<number>; revision: string; region: string; layered: string };
  /** `views` is JSON of `[[view, order], ...]`; `search` is the text by which it is found. */
  documents: {
    id: Generated<number>;
    collection: string;
    key: string;
    value: string;
    version: number;
    views: string | null;
    search: string | null;
  };
  views: { id: Generated<number>; collection: string; name: string };
  view_entries: { view: number; ord: string; document: number };
  /** The index of words: tokens of the text, and of the collection and the views in which the document stands. */
  words: { rowid: number; tokens: string; scope: string };
  attachments: { id: string; sha256: string; media_type: string; name: string; size: number; bytes: Uint8Array };
  receipts: { key: string; receipt: string };
  /** What each commit wrote, by digests, in a chain of its own; `commit_no` counts as `head.commits` does. */
  journal: { commit_no: number; entry: string; hash: string };
}
