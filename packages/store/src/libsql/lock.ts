import { type Connection, openConnection } from './connection.ts';

/**
 * Takes the store's file for this process alone, or answers undefined when another holds it.
 *
 * The lock is the operating system's own file lock, held by an exclusive transaction that stays open
 * on a small empty database beside the store (`<file>-lock`). It dies with the process however that
 * ends, so there is nothing stale to clean up; leaving the `-lock` file behind means nothing. It also
 * holds against a second opener in the same process. File locks need a local disk: network drives may ignore them.
 *
 * @example
 * const lock = takeLock('/data/cebao.db');
 * if (!lock) return inUse();
 * lock.release();
 */
export function takeLock(path: string): { release(): void } | undefined {
  let connection: Connection | undefined;
  try {
    connection = openConnection(`${path}-lock`, { busyTimeout: 0 });
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection?.discard();
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
  const held = connection;
  return { release: () => held.discard() };
}
