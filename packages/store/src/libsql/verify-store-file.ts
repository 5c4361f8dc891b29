import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Issue, JsonValue, Result } from '@cebao/engine';
import { createChainWalk, genesisHash } from '../chain.ts';
import { type JournalEntry, journalHash, KEPT_KINDS, type KeptKind } from '../journal.ts';
import type { ChainHead, StoreSettings } from '../store.ts';
import { type Connection, openConnection } from './connection.ts';
import { eachDocument, eachKept, eachRow, viewNames } from './contents.ts';
import { type ChainBytes, decodeChainRow } from './decode-chain-row.ts';
import { nodeSha256 } from './node-sha256.ts';
import { migrate, settingsInFile } from './open-libsql-store.ts';
import * as queries from './queries.ts';
import { reasonOf } from './reason-of.ts';
import { structureFaults } from './structure-faults.ts';

/** Where a store stood at a moment: what a checkpoint signs. Whoever holds it sees any later change of what was before. */
export interface StoreMark extends StoreSettings, ChainHead {
  /** How many commits there were, and the hash of the journal's last entry. */
  readonly commits: number;
  readonly journal: string;
}

/** A mark and what it is called in findings, such as the name of its file. */
export interface NamedMark {
  readonly name: string;
  readonly mark: StoreMark;
}

/** What was looked at, and every place that does not hold. */
export interface StoreReport {
  readonly findings: readonly Issue[];
  readonly events: number;
  readonly commits: number;
  readonly documents: number;
  readonly decisions: number;
  readonly attachments: number;
  /** The last event and commit that a mark vouches for. What came after holds together in itself. */
  readonly covered: { readonly events: number; readonly commits: number };
}

/** How many findings are told at most. */
const FINDINGS = 200;
const PAGE = 500;

/**
 * Where the store in a file stands now; a service may run on it.
 *
 * @example
 * const mark = readStoreMark('data/cebao.db');
 */
export function readStoreMark(file: string): Result<StoreMark> {
  const path = resolve(file);
  if (!existsSync(path)) return refuse('storeMissing', { path });
  const settings = settingsInFile(path);
  if (!settings.ok) return settings;
  let connection: Connection | undefined;
  try {
    connection = openConnection(path, { busyTimeout: 5000 });
    connection.exec('BEGIN');
    const head = queries.readHead.all(connection, {})[0];
    const end = queries.readJournalEnd.all(connection, {})[0];
    if (!head || (end?.commit_no ?? 0) !== head.commits) return refuse('journalUnfinished', { path });
    const journal = end?.hash ?? genesisHash(settings.value, nodeSha256);
    return { ok: true, value: { ...settings.value, ...head, journal } };
  } catch (error) {
    return refuse('cannotOpen', { path, reason: reasonOf(error) });
  } finally {
    connection?.discard();
  }
}

/**
 * Looks at everything in a store's file and compares it with marks that were kept elsewhere: the chain of events, the
 * journal of commits, every document, decision, revision, attachment and receipt against the journal, the views, the
 * tables themselves and the file's structure. Reads one consistent state; a service may run on it.
 *
 * @example
 * const report = await verifyStoreFile({ path: 'data/cebao.db', marks: [{ name: '2026-11-25', mark }] });
 * // report.value.findings → [{ code: 'chainEventAltered', path: '/events/5', params: { seq: 5, … } }]
 */
export async function verifyStoreFile(options: {
  readonly path: string;
  readonly marks: readonly NamedMark[];
}): Promise<Result<StoreReport>> {
  const path = resolve(options.path);
  if (!existsSync(path)) return refuse('storeMissing', { path });
  let connection: Connection | undefined;
  try {
    const settings = settingsInFile(path);
    if (!settings.ok) return settings;
    connection = openConnection(path, { busyTimeout: 5000 });
    connection.exec('BEGIN');
    return { ok: true, value: await verify(connection, settings.value, options.marks) };
  } catch (error) {
    return refuse('cannotOpen', { path, reason: reasonOf(error) });
  } finally {
    connection?.discard();
  }
}

async function verify(
  connection: Connection,
  settings: StoreSettings,
  given: readonly NamedMark[],
): Promise<StoreReport> {
  const findings: Issue[] = [];
  const find = (code: string, path: string, params: Issue['params'] = {}): void => {
    if (findings.length < FINDINGS) findings.push({ code, path, params });
  };
  /** A part that cannot be read is a finding, and the others are looked at nevertheless. */
  const attempt = async (path: string, work: () => void | Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      find('partUnreadable', path, { part: path, reason: reasonOf(error) });
    }
  };

  const marks = given.filter(({ name, mark }) => {
    const same = mark.cell === settings.cell && mark.demo === settings.demo && mark.createdAt === settings.createdAt;
    if (!same) find('checkpointOfOther', '', { checkpoint: name, expected: mark.cell, found: settings.cell });
    return same;
  });
  await attempt('/structure', () => {
    for (const reason of structureFaults(connection)) find('structureDamaged', '/structure', { reason });
  });
  await attempt('/schema', () => compareSchema(connection, find));

  const head = queries.readHead.all(connection, {})[0];
  if (!head) {
    find('headMissing', '/head');
    return { findings, events: 0, commits: 0, documents: 0, decisions: 0, attachments: 0, covered: NOTHING };
  }
  let events: Map<number, string> | undefined;
  await attempt('/events', () => {
    events = walkEvents(connection, settings, head, marks, find);
  });
  const kept = emptyKept();
  let commits = 0;
  await attempt('/commits', () => {
    commits = walkJournal(connection, settings, head, marks, events, kept, find);
  });
  let documents = 0;
  await attempt('/documents', () => {
    documents = compareDocuments(connection, kept, find);
  });
  const counts = { decisions: 0, revisions: 0, attachments: 0, receipts: 0 };
  for (const kind of KEPT_KINDS)
    await attempt(`/${kind}`, () => {
      counts[kind] = compareKept(connection, kind, kept, find);
    });
  const sound = marks.filter(({ mark }) => findings.length === 0 && mark.commits <= head.commits);
  return {
    findings,
    events: head.seq,
    commits,
    documents,
    decisions: counts.decisions,
    attachments: counts.attachments,
    covered: sound.reduce(
      (most, { mark }) => (mark.commits > most.commits ? { events: mark.seq, commits: mark.commits } : most),
      NOTHING,
    ),
  };
}

type Find = (code: string, path: string, params?: Issue['params']) => void;
const NOTHING = { events: 0, commits: 0 };

/** The tables, indexes and triggers must be those that this version makes. */
async function compareSchema(connection: Connection, find: Find): Promise<void> {
  const fresh = openConnection(':memory:', { busyTimeout: 0 });
  try {
    await migrate(fresh);
    const expected = schemaOf(fresh);
    const found = schemaOf(connection);
    for (const [name, sql] of expected)
      if (found.get(name) !== sql)
        find('schemaDiffers', `/schema/${name}`, { name, expected: sql, found: found.get(name) ?? null });
    for (const [name, sql] of found)
      if (!expected.has(name)) find('schemaDiffers', `/schema/${name}`, { name, expected: null, found: sql });
  } finally {
    fresh.discard();
  }
}

function schemaOf(connection: Connection): Map<string, string> {
  const rows = queries.readSchema.all(connection, {}) as never as Record<'type' | 'name' | 'sql', Uint8Array | null>[];
  const text = (bytes: Uint8Array | null) => (bytes === null ? '' : Buffer.from(bytes).toString('utf8'));
  return new Map(rows.map(({ type, name, sql }) => [`${text(type)} ${text(name)}`, text(sql)]));
}

/** The chain of events from the first to the head, against every mark; the hash of each event, unless it is broken. */
function walkEvents(
  connection: Connection,
  settings: StoreSettings,
  head: ChainHead,
  marks: readonly NamedMark[],
  find: Find,
): Map<number, string> | undefined {
  const walk = createChainWalk(
    settings,
    nodeSha256,
    marks.map(({ mark }) => ({ seq: mark.seq, hash: mark.hash })),
  );
  const hashes = new Map<number, string>();
  let seq = 0;
  let whole = true;
  for (let more = true; more && whole; ) {
    const rows = queries.readChainBytes.all(connection, { after: seq, limit: PAGE }) as never as ChainBytes[];
    more = rows.length === PAGE;
    for (const row of rows) {
      const link = decodeChainRow(row);
      whole = walk.take(link);
      if (!whole) break;
      seq = link.seq;
      hashes.set(seq, link.hash);
    }
  }
  const report = walk.end(head);
  if (report.ok) return hashes;
  const { code, path, params } = report.issue;
  find(code, path, { ...params, ...vouchedBy(marks, report.seq, 'seq') });
  return undefined;
}

/** Which marks stand on both sides of a place. */
function vouchedBy(marks: readonly NamedMark[], at: number, by: 'seq' | 'commits'): Record<string, JsonValue> {
  const sorted = [...marks].sort((a, b) => a.mark[by] - b.mark[by]);
  const before = sorted.filter(({ mark }) => mark[by] < at).at(-1);
  const next = sorted.find(({ mark }) => mark[by] >= at);
  return {
    ...(before === undefined ? {} : { before: before.name }),
    ...(next === undefined ? {} : { checkpoint: next.name }),
  };
}

interface KeptState {
  readonly documents: Map<string, { version: number; digest: string; commit: number; seq: number }>;
  readonly rows: Record<KeptKind, Map<string, { digest: string; commit: number; seq: number }>>;
}

function emptyKept(): KeptState {
  return {
    documents: new Map(),
    rows: { decisions: new Map(), revisions: new Map(), attachments: new Map(), receipts: new Map() },
  };
}

/** The journal from its first entry to the head, against every mark; what must stand in the tables comes to `kept`. */
function walkJournal(
  connection: Connection,
  settings: StoreSettings,
  head: { readonly commits: number } & ChainHead,
  marks: readonly NamedMark[],
  events: ReadonlyMap<number, string> | undefined,
  kept: KeptState,
  find: Find,
): number {
  const genesis = genesisHash(settings, nodeSha256);
  const expectedAt = new Map<number, NamedMark[]>();
  for (const named of marks) {
    const { commits } = named.mark;
    expectedAt.set(commits, [...(expectedAt.get(commits) ?? []), named]);
  }
  let hash = genesis;
  let commit = 0;
  let seq = 0;
  let whole = true;
  const broken = (code: string, at: number, params: Issue['params'] = {}): void => {
    if (whole) find(code, `/commits/${at}`, { commit: at, seq, ...params, ...vouchedBy(marks, at, 'commits') });
    whole = false;
  };
  const meetMarks = (): void => {
    for (const { mark } of expectedAt.get(commit) ?? [])
      if (mark.journal !== hash) broken('journalCheckpointDiffers', commit, { expected: mark.journal, found: hash });
  };
  meetMarks();
  let first = true;
  for (const row of eachRow(connection, queries.pageJournal)) {
    const text = row['entry'] as string;
    const next = first ? row.position : commit + 1;
    if (row.position !== next) broken('journalMissing', next);
    const made = journalHash(hash, row.position, text, nodeSha256);
    if (made !== row['hash']) {
      if (first && row.position !== 1) broken('journalMissing', 1);
      else broken('journalAltered', row.position, { expected: row['hash'] as string, found: made });
    }
    first = false;
    commit = row.position;
    hash = row['hash'] as string;
    const entry = readEntry(text);
    if (entry === undefined) {
      broken('journalAltered', commit);
      continue;
    }
    [seq] = entry.head;
    const event = seq === 0 ? genesis : events?.get(seq);
    if (events !== undefined && event !== entry.head[1])
      broken('journalEventDiffers', commit, { expected: entry.head[1], found: event ?? null });
    apply(entry, commit, kept);
    meetMarks();
  }
  const farthest = marks.reduce((most, { mark }) => Math.max(most, mark.commits), head.commits);
  if (commit < farthest) broken('journalMissing', commit + 1);
  else if (commit > head.commits) broken('journalHeadDiffers', commit, { expected: commit, found: head.commits });
  else if (seq !== head.seq) broken('journalHeadDiffers', commit, { expected: seq, found: head.seq });
  return commit;
}

function readEntry(text: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(text) as JournalEntry;
    return Array.isArray(entry.head) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function apply(entry: JournalEntry, commit: number, kept: KeptState): void {
  const [seq] = entry.head;
  for (const [collection, key, version, digest] of entry.documents ?? []) {
    const address = JSON.stringify([collection, key]);
    if (digest === null) kept.documents.delete(address);
    else kept.documents.set(address, { version, digest, commit, seq });
  }
  // The same decision made again is the first record.
  for (const kind of KEPT_KINDS)
    for (const [key, digest] of entry[kind] ?? [])
      if (!kept.rows[kind].has(key)) kept.rows[kind].set(key, { digest, commit, seq });
}

/** Every document, and where it stands in views. What is found goes from `kept`; what is left there is missing. */
function compareDocuments(connection: Connection, kept: KeptState, find: Find): number {
  let count = 0;
  let entries = 0;
  const searched = new Set<string>();
  for (const found of eachDocument(connection)) {
    count += 1;
    const { id, collection, key } = found;
    const address = JSON.stringify([collection, key]);
    const path = `/documents/${collection}/${key}`;
    const wanted = kept.documents.get(address);
    kept.documents.delete(address);
    if (wanted === undefined) find('documentUnknown', path, { collection, key });
    else if (wanted.digest !== found.digest) {
      const { digest, commit, seq } = wanted;
      find('documentAltered', path, { collection, key, commit, seq, expected: digest, found: found.digest });
    }
    if (found.searched) searched.add(collection);
    for (const [view, ord] of found.standings) {
      entries += 1;
      const there =
        Number.isSafeInteger(view) &&
        typeof ord === 'string' &&
        queries.findViewEntry.all(connection, { view, ord, document: id }).length > 0;
      if (!there) find('viewDiffers', path, { collection, key });
    }
  }
  for (const [address, { commit, seq, digest }] of kept.documents) {
    const [collection = '', key = ''] = JSON.parse(address) as string[];
    find('documentMissing', `/documents/${collection}/${key}`, { collection, key, commit, seq, expected: digest });
  }
  const there = queries.countViewEntries.all(connection, {})[0]?.count ?? 0;
  if (there !== entries) find('viewEntriesDiffer', '/views', { expected: entries, found: there });
  const named = new Set([...viewNames(connection).values()].map((view) => JSON.stringify(view)));
  for (const collection of searched)
    if (!named.has(JSON.stringify([collection, '']))) find('viewMissing', '/views', { collection });
  return count;
}

/** Every row that is written once, in the order in which the journal says they were written. */
function compareKept(connection: Connection, kind: KeptKind, kept: KeptState, find: Find): number {
  const wanted = kept.rows[kind];
  const order = [...wanted.keys()];
  const counted = kind === 'decisions' || kind === 'revisions';
  let count = 0;
  for (const { position, row } of eachKept(connection, kind)) {
    const [key, digest] = row;
    const path = `/${kind}/${key}`;
    const known = wanted.get(key);
    const params = { kind, key };
    if (known === undefined) find('rowUnknown', path, params);
    else {
      const { commit, seq } = known;
      if (known.digest !== digest)
        find('rowAltered', path, { ...params, commit, seq, expected: known.digest, found: digest });
      else if (counted && order[position - 1] !== key)
        find('rowMoved', path, { ...params, commit, seq, expected: order.indexOf(key) + 1, found: position });
    }
    wanted.delete(key);
    count += 1;
  }
  for (const [key, { commit, seq, digest }] of wanted)
    find('rowMissing', `/${kind}/${key}`, { kind, key, commit, seq, expected: digest });
  return count;
}

function refuse(code: string, params: Issue['params']): { ok: false; issues: Issue[] } {
  return { ok: false, issues: [{ code, path: '', params }] };
}
