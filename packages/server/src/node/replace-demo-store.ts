import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '@cebao/store';
import { openLibsqlStore } from '@cebao/store/libsql';
import { STORE_FILE } from './store-file.ts';

/** Files that stand beside a store's file. */
const BESIDE = ['-wal', '-shm', '-lock'];

/** A demo made anew in two moves: `made` when the fresh store is filled, then `swap` puts it in the old one's place. */
export interface Replacement {
  readonly made: Promise<void>;
  swap(): Promise<Store>;
}

/**
 * Makes a fresh demo store beside the running one and then puts it in its place. The old store serves until `swap`;
 * a crash before that leaves it as it was, and the change of files is one rename. Only for stores that are demos.
 */
export function replaceDemoStore(
  dataDir: string,
  cell: string,
  old: Store,
  fill: (fresh: Store) => Promise<boolean>,
): Replacement {
  if (!old.settings.demo) throw new Error('only a demo can be made anew');
  const path = join(dataDir, STORE_FILE);
  const next = `${path}.next`;
  const made = (async () => {
    removeStore(next);
    const fresh = await open(next, cell);
    const filled = await fill(fresh);
    await fresh.close();
    if (!filled) throw new Error('the demo could not be made anew');
  })();
  return {
    made,
    async swap() {
      await made;
      await old.close();
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
      renameSync(next, path);
      for (const suffix of BESIDE) rmSync(next + suffix, { force: true });
      return open(path, cell);
    },
  };
}

/** A second call while one runs gets the first one's answer. */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function open(path: string, cell: string): Promise<Store> {
  const opened = await openLibsqlStore({ path, cell, demo: true });
  if (!opened.ok) throw new Error(opened.issues.map((issue) => issue.code).join(', '));
  return opened.value;
}

function removeStore(path: string): void {
  rmSync(path, { force: true });
  for (const suffix of BESIDE) rmSync(path + suffix, { force: true });
}
