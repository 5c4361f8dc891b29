import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Issue, Result } from '@cebao/engine';
import type { ChainHead, StoreSettings } from '../store.ts';
import { syncToDisk, writeBackup } from './backup.ts';
import { openConnection } from './connection.ts';
import { takeLock } from './lock.ts';
import { openLibsqlStore, settingsInFile } from './open-libsql-store.ts';
import { reasonOf } from './reason-of.ts';
import { structureFaults } from './structure-faults.ts';

/** What stands beside a backup, in `<file>.json`: what it is a copy of, how far it reaches, and what its bytes must be. */
export interface BackupNote extends StoreSettings, ChainHead {
  readonly sha256: string;
  readonly size: number;
}

/**
 * Copies a store's file to another, whether a service runs on it or not, and notes beside it what it holds. The copy is
 * a consistent state; writing goes on meanwhile.
 *
 * @example
 * const made = await backupStoreFile({ path: 'data/cebao.db', to: '/backup/2026-11-25.db' });
 * // made.value → { cell: 'county-7', demo: false, createdAt: '…', seq: 1520, hash: '…', sha256: '…', size: 1048576 }
 */
export async function backupStoreFile(options: { path: string; to: string }): Promise<Result<BackupNote>> {
  const [path, to] = [resolve(options.path), resolve(options.to)];
  if (!existsSync(path)) return refuse('storeMissing', { path });
  const settings = settingsInFile(path);
  if (!settings.ok) return settings;
  if (existsSync(noteOf(to))) return refuse('backupExists', { path: noteOf(to) });
  const made = writeBackup({ path, busyTimeout: 5000 }, to);
  if (!made.ok) return made;
  try {
    const { seq, hash } = made.value.head;
    const note: BackupNote = { ...settings.value, seq, hash, ...(await digestOf(to)) };
    writeFileSync(noteOf(to), `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    syncToDisk(noteOf(to));
    syncToDisk(dirname(to));
    return { ok: true, value: note };
  } catch (error) {
    return refuse('backupFailed', { path: to, reason: reasonOf(error) });
  }
}

/**
 * Puts a backup in the place of a store that is not there, after everything in it was looked at: the bytes against the
 * note beside it, the database's own structure, and the whole chain of events up to the noted end. Until then nothing
 * stands under the store's name; the backup itself is only read.
 *
 * @example
 * const restored = await restoreStoreFile({ from: '/backup/2026-11-25.db', path: 'data/cebao.db' });
 */
export async function restoreStoreFile(options: { from: string; path: string }): Promise<Result<BackupNote>> {
  const [from, path] = [resolve(options.from), resolve(options.path)];
  if (!existsSync(from)) return refuse('backupMissing', { path: from });
  if (!existsSync(dirname(path))) return refuse('cannotOpen', { path, reason: dirname(path) });
  if (existsSync(path)) return refuse('restoreTargetExists', { path });
  const note = readNote(from);
  if (!note.ok) return note;
  const part = `${path}.part`;
  let lock: ReturnType<typeof takeLock>;
  try {
    lock = takeLock(path);
    if (!lock) return refuse('storeInUse', { path });
    discard(part);
    copyFileSync(from, part);
    chmodSync(part, 0o600);
    const found = await verify(part, note.value, from);
    if (!found.ok) return found;
    for (const beside of BESIDE) rmSync(part + beside, { force: true });
    for (const beside of ['-wal', '-shm']) rmSync(path + beside, { force: true });
    syncToDisk(part);
    renameSync(part, path);
    syncToDisk(dirname(path));
    return found;
  } catch (error) {
    return refuse('restoreFailed', { path: from, reason: reasonOf(error) });
  } finally {
    discard(part);
    lock?.release();
  }
}

/** Files that may stand beside a store's file. */
const BESIDE = ['-wal', '-shm', '-lock', '-journal'];

async function verify(part: string, note: BackupNote, from: string): Promise<Result<BackupNote>> {
  const digest = await digestOf(part);
  if (digest.sha256 !== note.sha256 || digest.size !== note.size) return refuse('backupAltered', { path: from });
  const connection = openConnection(part, { busyTimeout: 0 });
  try {
    const faults = structureFaults(connection);
    if (faults.length > 0) return refuse('backupDamaged', { path: from, reason: faults.slice(0, 3).join('; ') });
  } finally {
    connection.discard();
  }
  const opened = await openLibsqlStore({ path: part, cell: note.cell, demo: note.demo, create: false, writer: 'here' });
  if (!opened.ok) return opened;
  try {
    const report = await opened.value.verifyChain({ checkpoint: { seq: note.seq, hash: note.hash } });
    if (!report.ok) return { ok: false, issues: [report.issue] };
    if (report.head.seq !== note.seq) return refuse('backupAltered', { path: from });
    return { ok: true, value: note };
  } finally {
    await opened.value.close();
  }
}

function noteOf(backup: string): string {
  return `${backup}.json`;
}

function readNote(backup: string): Result<BackupNote> {
  const path = noteOf(backup);
  if (!existsSync(path)) return refuse('backupNoteMissing', { path });
  try {
    const note = JSON.parse(readFileSync(path, 'utf8')) as BackupNote;
    const { cell, demo, createdAt, seq, hash, sha256, size } = note;
    const texts = [cell, createdAt, hash, sha256].every((text) => typeof text === 'string');
    if (!texts || typeof demo !== 'boolean' || !Number.isInteger(seq) || !Number.isInteger(size))
      return refuse('backupNoteMissing', { path });
    return { ok: true, value: { cell, demo, createdAt, seq, hash, sha256, size } };
  } catch {
    return refuse('backupNoteMissing', { path });
  }
}

async function digestOf(path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(createReadStream(path), async (parts: AsyncIterable<Buffer>) => {
    for await (const part of parts) {
      hash.update(part);
      size += part.length;
    }
  });
  return { sha256: hash.digest('hex'), size };
}

function discard(file: string): void {
  for (const beside of ['', ...BESIDE]) rmSync(file + beside, { force: true });
}

function refuse(code: string, params: Issue['params']): { ok: false; issues: Issue[] } {
  return { ok: false, issues: [{ code, path: '', params }] };
}
