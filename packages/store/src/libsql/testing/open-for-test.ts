import { onTestFinished } from 'vitest';
import type { Store } from '../../store.ts';
import { type InnerOptions, type LibsqlStoreOptions, openStoreFile } from '../open-libsql-store.ts';

/** Opens a store of cell `c7` and closes it when the test ends. */
export async function openForTest(
  path: string,
  options: Partial<LibsqlStoreOptions> = {},
  inner: InnerOptions = {},
): Promise<Store> {
  const opened = await openStoreFile({ path, cell: 'c7', now: () => '2026-11-25T08:00:00+08:00', ...options }, inner);
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  onTestFinished(() => opened.value.close());
  return opened.value;
}
