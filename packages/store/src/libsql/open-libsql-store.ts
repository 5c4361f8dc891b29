import { closeSync, existsSync, openSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Issue, Result } from '@cebao/engine';
import { Kysely, Migrator } from 'kysely';
import { genesisHash } from '../chain.ts';
import { isStorableText } from '../check-json.ts';
import type { Store, StoreSettings } from '../store.ts';
import { syncToDisk } from './backup.ts';
import { beginJournal } from './begin-journal.ts';
import { type Connection, createLink, openConnection, openSettled } from './connection.ts';
import { libsqlDialect } from './dialect.ts';
import { createLibsqlStore } from './libsql-store.ts';
import { takeLock } from './lock.ts';
import { migrations } from './migrations.ts';
import { nodeSha256 } from './node-sha256.ts';
import * as queries from './queries.ts';
import { reasonOf } from './reason-of.ts';
import type { GroupWriterOptions } from './write-group.ts';
import { THREADS_START, type Writer, writerHere, writerInThread } from './writer.ts';

/** Which file, and what its instance is. */
export interface LibsqlStoreOptions {
  /** The database file, on a local disk. Its folder must exist. */
  readonly path: string;
  /** The cell (county) whose events these are; it is part of every event id. */
  readonly cell: string;
  /** Fixed at creation (default false). When given, an existing instance must be what it says. */
  readonly demo?: boolean;
  /** Whether to create the file if it is not there. Default true. */
  readonly create?: boolean;
  /** The instant of creation; the wall clock if it is not given. */
  readonly now?: () => string;
  /** Milliseconds to wait for a lock on the file. Default 5000. */
  readonly busyTimeout?: number;
  /**
   * Where writing is done: in a thread of its own (default), or on the thread that opens the store. Run from its source,
   * a store writes here.
   */
  readonly writer?: 'thread' | 'here';
}

/**
 * Opens a store in a file, for this process alone. Nothing in the file is touched before everything
 * that could speak against it was looked at: another process, another cell, a demo taken for real
 * or the other way round, tables of a newer version.
 *
 * @example
 * const opened = await openLibsqlStore({ path: 'data/cebao.db', cell: 'county-7', demo: false });
 * if (!opened.ok) console.error(opened.issues);
 */
export async function openLibsqlStore(options: LibsqlStoreOptions): Promise<Result<Store>> {
  return openStoreFile(options, {});
}

/** What only tests and measurements choose. */
export interface InnerOptions {
  readonly makeWriter?: (options: GroupWriterOptions) => Writer;
  readonly groupLimit?: number;
  readonly commitDelay?: number;
}

/** The same, with another writer than the usual one. */
export async function openStoreFile(options: LibsqlStoreOptions, inner: InnerOptions): Promise<Result<Store>> {
  const refuse = (code: string, params: Issue['params'] = {}): Result<Store> => ({
    ok: false,
    issues: [{ code, path: '', params }],
  });
  const busyTimeout = options.busyTimeout ?? 5000;
  if (options.cell === '' || !isStorableText(options.cell)) return refuse('textNotStorable');

  let path = resolve(options.path);
  let lock: ReturnType<typeof takeLock>;
  let isThere: boolean;
  try {
    path = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
    isThere = existsSync(path) && statSync(path).size > 0;
    if (!isThere && options.create === false) return refuse('storeMissing', { path });
    lock = takeLock(path);
  } catch (error) {
    return refuse('cannotOpen', { path, reason: reasonOf(error) });
  }
  if (!lock) return refuse('storeInUse', { path });
  const { release } = lock;

  try {
    let isUpToDate = false;
    if (isThere) {
      const probe = openConnection(path, { busyTimeout });
      try {
        const found = inspect(probe, path, options);
        if ('objection' in found) {
          release();
          return { ok: false, issues: [found.objection] };
        }
        ({ isUpToDate } = found);
      } finally {
        probe.discard();
      }
    } else {
      // Made by us first, so that residents' data is never readable by others.
      closeSync(openSync(path, 'a', 0o600));
    }
    const open = (): Connection => openSettled(path, { busyTimeout });
    const first = open();
    let settings: StoreSettings;
    try {
      if (!isUpToDate) await migrate(first);
      settings = settingsOf(first) ?? create(first, options);
      beginJournal(first, settings);
    } finally {
      first.discard();
    }
    if (!isThere) syncToDisk(dirname(path));
    const {
      commitDelay,
      groupLimit,
      makeWriter = options.writer === 'here' || !THREADS_START ? writerHere : writerInThread,
    } = inner;
    const writer = makeWriter({
      path,
      cell: settings.cell,
      busyTimeout,
      ...(commitDelay === undefined ? {} : { commitDelay }),
    });
    return { ok: true, value: createLibsqlStore(settings, writer, createLink(open), release, groupLimit) };
  } catch (error) {
    release();
    return refuse('cannotOpen', { path, reason: reasonOf(error) });
  }
}

/** What the instance in a file was created as, found by reading only. */
export function settingsInFile(path: string): Result<StoreSettings> {
  const probe = openConnection(path, { busyTimeout: 5000 });
  try {
    const found = inspect(probe, path, {});
    if ('objection' in found) return { ok: false, issues: [found.objection] };
    return found.settings
      ? { ok: true, value: found.settings }
      : { ok: false, issues: [{ code: 'notAStore', path: '', params: { path } }] };
  } catch (error) {
    return { ok: false, issues: [{ code: 'cannotOpen', path: '', params: { path, reason: reasonOf(error) } }] };
  } finally {
    probe.discard();
  }
}

/** Whether the tables are up to date, or what speaks against opening an existing file; found by reading only. */
function inspect(
  probe: Connection,
  path: string,
  options: { readonly cell?: string; readonly demo?: boolean },
): { isUpToDate: boolean; settings?: StoreSettings | undefined } | { objection: Issue } {
  const object = (code: string, params: Issue['params'] = {}) => ({
    objection: { code, path: '', params: { path, ...params } },
  });
  let tables: string[];
  try {
    tables = probe
      .all("select cast(name as blob) as name from sqlite_master where type = 'table'", [])
      .map((row) => textOf(row.name));
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SQLITE_NOTADB') return object('notAStore');
    throw error;
  }
  if (tables.length === 0) return { isUpToDate: false };
  if (!tables.includes('kysely_migration')) return object('notAStore');
  const executed = executedMigrations(probe);
  const unknown = executed.filter((name) => !Object.hasOwn(migrations, name)).sort();
  if (unknown.length > 0)
    return tables.includes('events') ? object('schemaTooNew', { found: unknown.join(', ') }) : object('notAStore');
  const settings = tables.includes('settings') ? settingsOf(probe) : undefined;
  if (settings && options.cell !== undefined && settings.cell !== options.cell)
    return object('cellDiffers', { expected: options.cell, actual: settings.cell });
  if (settings && options.demo === true && !settings.demo) return object('instanceIsNotDemo');
  if (settings && options.demo === false && settings.demo) return object('instanceIsDemo');
  return { isUpToDate: executed.length === Object.keys(migrations).length, settings };
}

/** Text read as bytes: the driver aborts the process on broken text (see `text` in `query.ts`). */
function textOf(bytes: unknown): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes as Uint8Array);
}

function executedMigrations(connection: Connection): string[] {
  return connection.all('select cast(name as blob) as name from kysely_migration', []).map((row) => textOf(row.name));
}

export async function migrate(connection: Connection): Promise<void> {
  const db = new Kysely<unknown>({ dialect: libsqlDialect(connection) });
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  }).migrateToLatest();
  if (error) throw error;
}

function settingsOf(connection: Connection): StoreSettings | undefined {
  const row = queries.readSettings.all(connection, {})[0];
  return row && Object.freeze({ cell: row.cell, demo: row.demo === 1, createdAt: row.created_at });
}

function create(connection: Connection, options: LibsqlStoreOptions): StoreSettings {
  const createdAt = (options.now ?? (() => new Date().toISOString()))();
  const settings = Object.freeze({ cell: options.cell, demo: options.demo ?? false, createdAt });
  connection.exec('BEGIN IMMEDIATE');
  queries.insertSettings.all(connection, {
    id: 1,
    cell: settings.cell,
    demo: settings.demo ? 1 : 0,
    created_at: createdAt,
  });
  queries.insertHead.all(connection, { hash: genesisHash(settings, nodeSha256) });
  connection.exec('COMMIT');
  return settings;
}
