import { onTestFinished } from 'vitest';
import type { Store } from '../../store.ts';
import { type LibsqlStoreOptions, openLibsqlStore } from '../open-libsql-store.ts';

/** Opens a store of cell `c7` and closes it when the test ends. */
export async function openForTest(path: string, options: Partial<LibsqlStoreOptions> = {}): Promise<Store> {
  const opened = await openLibsqlStore({ path, cell: 'c7', now: () => '2026-11-25T08:00:00+08:00', ...options });
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  onTestFinished(() => opened.value.close());
  return opened.value;
}
