import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Result } from '@cebao/engine';
import type { ChainHead } from '../store.ts';
import { openConnection, openSettled } from './connection.ts';
import * as queries from './queries.ts';
import { reasonOf } from './reason-of.ts';

/** Writes a consistent copy and makes it durable; it appears under its name only when it is complete. */
export function writeBackup(
  store: { readonly path: string; readonly busyTimeout: number },
  toPath: string,
): Result<{ path: string; head: ChainHead }> {
  const path = resolve(toPath);
  if (existsSync(path)) return { ok: false, issues: [{ code: 'backupExists', path: '', params: { path } }] };
  const part = `${path}.part`;
  try {
    rmSync(part, { force: true });
    const connection = openSettled(store.path, store);
    try {
      connection.all('VACUUM INTO ?', [part]);
    } finally {
      connection.discard();
    }
    chmodSync(part, 0o600);
    const copy = openConnection(part, { busyTimeout: 0 });
    const head = queries.readHead.all(copy, {})[0];
    copy.discard();
    if (!head) throw new Error('the copy has no head row');
    syncToDisk(part);
    renameSync(part, path);
    syncToDisk(dirname(path));
    return { ok: true, value: { path, head: { seq: head.seq, hash: head.hash } } };
  } catch (error) {
    rmSync(part, { force: true });
    return { ok: false, issues: [{ code: 'backupFailed', path: '', params: { path, reason: reasonOf(error) } }] };
  }
}

/** Makes a file, or the names in a folder, survive a power cut. */
export function syncToDisk(path: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    fsyncSync(handle);
  } catch (error) {
    // Windows cannot sync a folder; it keeps names by itself.
    if (process.platform !== 'win32') throw error;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
