import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BackupNote, backupStoreFile, restoreStoreFile } from '@cebao/store/libsql';
import { spoken } from '../problem.ts';
import { STORE_FILE } from './store-file.ts';

/** What a copy holds, or why there is none. */
export type BackupAnswer =
  | { readonly ok: true; readonly value: BackupNote; readonly file: string }
  | { readonly ok: false; readonly message: string };

/**
 * Copies the store of a data folder to a file, while the service runs or not; what it holds is noted beside it.
 *
 * @example
 * const made = await backupData({ dataDir: 'data', to: '/backup/2026-11-25.db' });
 */
export async function backupData({ dataDir, to }: { dataDir: string; to: string }): Promise<BackupAnswer> {
  return answerOf(await backupStoreFile({ path: join(resolve(dataDir), STORE_FILE), to }), resolve(to));
}

/**
 * Puts a copy back into a data folder that has no store, after everything in it was verified.
 *
 * @example
 * const restored = await restoreData({ from: '/backup/2026-11-25.db', dataDir: 'data' });
 */
export async function restoreData({ from, dataDir }: { from: string; dataDir: string }): Promise<BackupAnswer> {
  mkdirSync(resolve(dataDir), { recursive: true, mode: 0o700 });
  const path = join(resolve(dataDir), STORE_FILE);
  return answerOf(await restoreStoreFile({ from, path }), path);
}

function answerOf(result: Awaited<ReturnType<typeof backupStoreFile>>, file: string): BackupAnswer {
  if (result.ok) return { ...result, file };
  return { ok: false, message: result.issues.map((issue) => spoken(issue).message).join('\n') };
}
