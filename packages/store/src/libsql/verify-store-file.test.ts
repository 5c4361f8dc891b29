import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { eventHash, genesisHash } from '../chain.ts';
import { type JournalEntry, journalHash, journalText } from '../journal.ts';
import type { Store } from '../store.ts';
import { nodeSha256 } from './node-sha256.ts';
import { backupStoreFile, restoreStoreFile } from './restore.ts';
import { openForTest } from './testing/open-for-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { type NamedMark, readStoreMark, type StoreMark, verifyStoreFile } from './verify-store-file.ts';

type Row = Record<string, string | number | Uint8Array | null>;
type Random = (below: number) => number;

const SEED = Number(process.env['CEBAO_SEED'] ?? Date.now() % 1_000_000);
const RUNS = 140;

function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const at = '2026-11-25T09:30:00+08:00';

/** Commits of every kind: events alone, documents put, changed and deleted, decisions, files, receipts. */
async function fill(store: Store, from: number, until: number): Promise<void> {
  for (let i = from; i < until; i++) {
    const done = await store.commit({
      streams: [
        {
          stream: `s${i % 4}`,
          expectedVersion: Math.floor(i / 4),
          events: [
            { type: 'noted', schema: 1, at, body: { i, mark: `mark-${i}` }, sealed: i % 3 ? null : `sealed-${i}` },
          ],
        },
      ],
      documents: [
        {
          put: {
            collection: `c${i % 2}`,
            key: `k${i % 9}`,
            value: { i, text: `value-${i}` },
            ...(i % 5 ? { views: [{ view: `v${i % 3}`, order: `o${i}` }] } : {}),
            ...(i % 2 ? { text: `text ${i}` } : {}),
          },
        },
        ...(i % 7 === 6 ? [{ delete: { collection: 'c0', key: `k${(i + 2) % 9}` } }] : []),
      ],
      decisions: [
        {
          revision: 'r',
          semantics: '1',
          region: 'north',
          at,
          decision: `d${i % 6}`,
          facts: { i },
          answer: { i },
          event: 0,
        },
      ],
      revisions: i % 6 === 0 ? [{ revision: `r${i}`, region: 'north', layered: { i } }] : [],
      attachments:
        i % 4 === 0
          ? [{ id: `a${i}`, bytes: new TextEncoder().encode(`bytes of ${i}`), mediaType: 'text/plain', name: `n${i}` }]
          : [],
      ...(i % 3 === 0 ? { idempotency: { key: `key${i}`, request: `request ${i}` } } : {}),
    });
    expect(done.ok).toBe(true);
  }
}

interface Made {
  readonly path: string;
  readonly marks: readonly NamedMark[];
}

/** A store of sixty commits, marked after forty and at its end. */
async function makeStore(folder: string): Promise<Made> {
  const path = join(folder, 'whole.db');
  const mark = (name: string): NamedMark => {
    const read = readStoreMark(path);
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    return { name, mark: read.value };
  };
  const store = await openForTest(path);
  await fill(store, 0, 40);
  const marks = [mark('first')];
  await fill(store, 40, 60);
  marks.push(mark('last'));
  await store.close();
  return { path, marks };
}

/** The paths of what was found; a file that does not even open is found at its structure. */
async function findingsOf(path: string, marks: readonly NamedMark[]): Promise<string[]> {
  const report = await verifyStoreFile({ path, marks });
  return report.ok ? report.value.findings.map((one) => one.path) : ['/structure'];
}

/** Opens a file as an intruder: what guards the rows is put away meanwhile and back afterwards. */
function intrude(path: string, work: (database: Database.Database) => string[]): string[] {
  const database = new Database(path);
  database.pragma('foreign_keys = off');
  const triggers = database.prepare("select name, sql from sqlite_master where type = 'trigger'").all() as Row[];
  for (const { name } of triggers) database.exec(`drop trigger "${name}"`);
  const places = work(database);
  for (const { sql } of triggers) database.exec(sql as string);
  database.pragma('wal_checkpoint(truncate)');
  database.close();
  return places;
}

const KEYS: Readonly<Record<string, string>> = {
  settings: 'id',
  head: 'id',
  events: 'seq',
  journal: 'commit_no',
  documents: 'id',
  decisions: 'position',
  revisions: 'position',
  attachments: 'rowid',
  receipts: 'rowid',
  view_entries: 'ord',
};
const TABLES = Object.keys(KEYS);

/** Where a change of a row must show: one of these beginnings. */
function placesOf(table: string, row: Row): string[] {
  if (table === 'events') return [`/events/${row['seq']}`, `/events/${Number(row['seq']) + 1}`];
  if (table === 'journal') return [`/commits/${row['commit_no']}`, `/commits/${Number(row['commit_no']) + 1}`];
  if (table === 'documents') return [`/documents/${row['collection']}/${row['key']}`, '/view'];
  if (table === 'decisions' || table === 'attachments') return [`/${table}/${row['id']}`];
  if (table === 'revisions') return [`/revisions/${row['revision']}`];
  if (table === 'receipts') return [`/receipts/${row['key']}`];
  if (table === 'view_entries') return ['/documents/', '/views'];
  return ['/'];
}

function pick(database: Database.Database, table: string, random: Random): Row {
  const rows = database.prepare(`select ${KEYS[table] === 'rowid' ? 'rowid, ' : ''}* from ${table}`).all() as Row[];
  return rows[random(rows.length)] as Row;
}

function changed(cell: Row[string], random: Random): Row[string] {
  if (cell === null) return 'x';
  if (typeof cell === 'number') return cell + 1 + random(3);
  if (typeof cell === 'string') {
    const i = random(Math.max(1, cell.length));
    return `${cell.slice(0, i)}${cell[i] === 'q' ? 'z' : 'q'}${cell.slice(i + 1)}`;
  }
  const bytes = Uint8Array.from(cell);
  const i = random(bytes.length);
  bytes[i] = (bytes[i] as number) ^ (1 << random(8));
  return Buffer.from(bytes);
}

type Tamper = (database: Database.Database, random: Random) => string[];

const tampers: Readonly<Record<string, Tamper>> = {
  'a cell changed': (database, random) => {
    for (;;) {
      const table = TABLES[random(TABLES.length)] as string;
      const row = pick(database, table, random);
      const key = KEYS[table] as string;
      const columns = Object.keys(row).filter((column) => column !== key && column !== 'rowid');
      const column = columns[random(columns.length)] as string;
      const value = column === 'demo' ? 1 - Number(row[column]) : changed(row[column] as Row[string], random);
      try {
        database.prepare(`update ${table} set ${column} = ? where ${key} = ?`).run([value, row[key] as string]);
      } catch {
        // Two rows would be the same: another cell.
        continue;
      }
      return [...placesOf(table, row), ...placesOf(table, { ...row, [column]: value })];
    }
  },
  'a row deleted': (database, random) => {
    const table = TABLES.slice(2)[random(TABLES.length - 2)] as string;
    const row = pick(database, table, random);
    const key = KEYS[table] as string;
    database.prepare(`delete from ${table} where ${key} = ?`).run([row[key]]);
    return placesOf(table, row);
  },
  'two rows swapped': (database, random) => {
    const table = ['events', 'journal', 'decisions', 'revisions'][random(4)] as string;
    const key = KEYS[table] as string;
    const one = pick(database, table, random);
    let other = pick(database, table, random);
    while (other[key] === one[key]) other = pick(database, table, random);
    const move = database.prepare(`update ${table} set ${key} = ? where ${key} = ?`);
    move.run([-1, one[key]]);
    move.run([one[key], other[key]]);
    move.run([other[key], -1]);
    const first = Math.min(Number(one[key]), Number(other[key]));
    if (table === 'events') return [`/events/${first}`];
    if (table === 'journal') return [first === 1 ? '/commits/' : `/commits/${first}`];
    return [...placesOf(table, one), ...placesOf(table, other)];
  },
  'a row added': (database, random) => {
    const i = random(1000);
    if (i % 3 === 0) {
      database
        .prepare('insert into documents (collection, key, value, version) values (?, ?, ?, 1)')
        .run(['c0', `new${i}`, '{}']);
      return [`/documents/c0/new${i}`];
    }
    if (i % 3 === 1) {
      database.prepare('insert into receipts (key, receipt) values (?, ?)').run([`new${i}`, '{}']);
      return [`/receipts/new${i}`];
    }
    database
      .prepare('insert into attachments (id, sha256, media_type, name, size, bytes) values (?, ?, ?, ?, 1, ?)')
      .run([`new${i}`, nodeSha256(Buffer.from('x')), 'text/plain', 'n', Buffer.from('x')]);
    return [`/attachments/new${i}`];
  },
  'everything rewritten from an event on': (database, random) => {
    const seq = 1 + random(60);
    rewrite(database, seq, `{"forged":${random(1000)}}`);
    return [seq <= 40 ? '/events/40' : '/events/60'];
  },
  'cut off at the end': (database, random) => {
    const keep = 1 + random(59);
    database.prepare('delete from events where seq > ?').run([keep]);
    database.prepare('delete from journal where commit_no > ?').run([keep]);
    const { hash } = database.prepare('select hash from events where seq = ?').get([keep]) as Row;
    database.prepare('update head set seq = ?, commits = ?, hash = ?').run([keep, keep, hash]);
    return [`/events/${keep + 1}`];
  },
  'a guard taken away': (database, random) => {
    const name = ['decisions_case', 'events_no_update'][random(2)] as string;
    if (name === 'decisions_case') database.exec('drop index decisions_case');
    else database.exec('create trigger more after insert on events begin delete from receipts; end');
    return ['/schema/'];
  },
};

/** What an insider with the program in his hands can do: alters an event and makes everything after it fit again. */
function rewrite(database: Database.Database, seq: number, body: string): void {
  const settings = database.prepare('select * from settings').get([]) as Row;
  const genesis = genesisHash(
    { cell: settings['cell'] as string, demo: settings['demo'] === 1, createdAt: settings['created_at'] as string },
    nodeSha256,
  );
  database.prepare('update events set body = ? where seq = ?').run([body, seq]);
  let prev = genesis;
  const hashes = new Map<number, string>();
  for (const row of database.prepare('select * from events order by seq').all() as Row[]) {
    const hash = eventHash(prev, { ...row, text: row['body'] } as never, nodeSha256);
    database.prepare('update events set prev = ?, hash = ? where seq = ?').run([prev, hash, row['seq']]);
    hashes.set(row['seq'] as number, hash);
    prev = hash;
  }
  let journal = genesis;
  for (const row of database.prepare('select * from journal order by commit_no').all() as Row[]) {
    const entry = JSON.parse(row['entry'] as string) as JournalEntry;
    const text = journalText({ ...entry, head: [entry.head[0], hashes.get(entry.head[0]) as string] });
    journal = journalHash(journal, row['commit_no'] as number, text, nodeSha256);
    database
      .prepare('update journal set entry = ?, hash = ? where commit_no = ?')
      .run([text, journal, row['commit_no']]);
  }
  database.prepare('update head set hash = ?').run([prev]);
}

/** One change, where it must show, and what was found with marks and without. */
interface Tampering {
  readonly what: string;
  readonly places: readonly string[];
  readonly found: readonly string[];
  readonly foundWithoutMarks: readonly string[];
}

async function tamper(made: Made, runs: number, seed: number): Promise<Tampering[]> {
  const random = randomFrom(seed);
  const names = Object.keys(tampers);
  const all: Tampering[] = [];
  for (let run = 0; run < runs; run++) {
    const name = names[run % names.length] as string;
    const path = `${made.path}.${run}`;
    copyFileSync(made.path, path);
    const places = intrude(path, (database) => (tampers[name] as Tamper)(database, random));
    const found = await findingsOf(path, made.marks);
    all.push({ what: `${run} ${name}`, places, found, foundWithoutMarks: await findingsOf(path, []) });
    for (const beside of ['', '-wal', '-shm']) rmSync(path + beside, { force: true });
  }
  return all;
}

/** What is judged found: a finding at one of the right places. */
function missed(all: readonly Tampering[], seen: (one: Tampering) => readonly string[]): string[] {
  return all
    .filter((one) => !seen(one).some((path) => one.places.some((place) => path.startsWith(place))))
    .map((one) => `${one.what} at ${one.places.join(' | ')}: ${seen(one).slice(0, 3).join(' | ')}`);
}

it('finds nothing in a whole store, and says how far the marks vouch', async () => {
  const made = await makeStore(temporaryFolder());
  expect(await verifyStoreFile(made)).toMatchObject({
    ok: true,
    value: { findings: [], events: 60, commits: 60, covered: { events: 60, commits: 60 } },
  });
  const later = await openForTest(made.path);
  await fill(later, 60, 64);
  // Also while somebody works in it.
  expect(await verifyStoreFile(made)).toMatchObject({
    ok: true,
    value: { findings: [], events: 64, commits: 64, covered: { events: 60, commits: 60 } },
  });
});

it('finds every change in a store and names the place, and would be caught if it looked at less', {
  timeout: 300_000,
}, async () => {
  const made = await makeStore(temporaryFolder());
  const all = await tamper(made, RUNS, SEED);
  const unseen = missed(all, ({ found }) => found);
  console.info(`seed ${SEED}: ${RUNS} changes of ${Object.keys(tampers).length} kinds, ${unseen.length} missed`);
  expect(unseen).toEqual([]);

  // A verifier without marks, or blind to one part, misses some of the very same changes.
  expect(missed(all, ({ foundWithoutMarks }) => foundWithoutMarks)).not.toEqual([]);
  for (const part of ['/events', '/commits', '/documents', '/decisions', '/receipts', '/attachments', '/schema'])
    expect(
      missed(all, ({ found }) => found.filter((path) => !path.startsWith(part))),
      part,
    ).not.toEqual([]);
});

it('finds every byte of the file that changes what is in it', { timeout: 300_000 }, async () => {
  const made = await makeStore(temporaryFolder());
  const whole = readFileSync(made.path);
  const truth = contentOf(made.path);
  const random = randomFrom(SEED);
  let harmless = 0;
  const unseen: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const offset = random(whole.length);
    const bit = random(8);
    const path = `${made.path}.${run}`;
    const file = Buffer.from(whole);
    file[offset] = (file[offset] as number) ^ (1 << bit);
    writeFileSync(path, file);
    const found = await findingsOf(path, made.marks);
    if (found.length === 0) {
      if (contentOf(path) === truth) harmless += 1;
      else unseen.push(`byte ${offset} bit ${bit}`);
    }
    for (const beside of ['', '-wal', '-shm']) rmSync(path + beside, { force: true });
  }
  console.info(
    `seed ${SEED}: ${RUNS} bits of ${whole.length} bytes, ${harmless} of them in no content, ${unseen.length} missed`,
  );
  expect(unseen).toEqual([]);
});

/** Everything that a store keeps, read in another way than the verifier does. */
function contentOf(path: string): string {
  const database = new Database(path);
  try {
    return JSON.stringify(
      TABLES.map((table) =>
        (database.prepare(`select * from ${table}`).all() as Row[]).map((row) =>
          Object.entries(row).map(([name, cell]) => [
            name,
            cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : cell,
          ]),
        ),
      ),
    );
  } finally {
    database.close();
  }
}

it('restores a copy of a store whose searchable documents were changed', async () => {
  const folder = temporaryFolder();
  const made = await makeStore(folder);
  const to = join(folder, 'copy.db');
  expect(await backupStoreFile({ path: made.path, to })).toMatchObject({ ok: true });
  const path = join(folder, 'again.db');
  expect(await restoreStoreFile({ from: to, path })).toMatchObject({ ok: true });
  expect(await verifyStoreFile({ path, marks: made.marks })).toMatchObject({ ok: true, value: { findings: [] } });
});

it('refuses a mark of another instance by name', async () => {
  const made = await makeStore(temporaryFolder());
  const [{ mark }] = made.marks as [NamedMark];
  const other: StoreMark = { ...mark, cell: 'elsewhere' };
  expect(await verifyStoreFile({ path: made.path, marks: [{ name: 'other', mark: other }] })).toMatchObject({
    ok: true,
    value: { findings: [{ code: 'checkpointOfOther', params: { checkpoint: 'other', expected: 'elsewhere' } }] },
  });
});

it('begins the journal of a store from before there was one', async () => {
  const folder = temporaryFolder();
  const made = await makeStore(folder);
  const database = new Database(made.path);
  for (const table of ['journal', 'attachments', 'receipts'])
    for (const verb of ['update', 'delete']) database.exec(`drop trigger ${table}_no_${verb}`);
  database.exec("drop table journal; delete from kysely_migration where name = '0003-journal'");
  database.close();
  expect(readStoreMark(made.path).ok).toBe(false);
  const store = await openForTest(made.path);
  await fill(store, 60, 62);
  await store.close();
  const mark = readStoreMark(made.path);
  expect(mark).toMatchObject({ ok: true, value: { seq: 62, commits: 62 } });
  if (!mark.ok) return;
  expect(await verifyStoreFile({ path: made.path, marks: [{ name: 'new', mark: mark.value }] })).toMatchObject({
    ok: true,
    value: { findings: [], commits: 62, covered: { commits: 62 } },
  });
});
