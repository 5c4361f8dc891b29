import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeSuite } from '../suite.ts';
import { type InnerOptions, openStoreFile } from './open-libsql-store.ts';
import { inThread } from './testing/in-thread.ts';

const inFolder = (inner: InnerOptions) => async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cebao-store-'));
  const opened = await openStoreFile(
    { path: join(folder, 'cebao.db'), cell: 'c7', now: () => '2026-11-25T08:00:00+08:00', writer: 'here' },
    inner,
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  return { store: opened.value, dispose: async () => rmSync(folder, { recursive: true, force: true }) };
};

storeSuite('libsql', inFolder({}));
storeSuite('libsql, one commit in a transaction', inFolder({ groupLimit: 1 }));
storeSuite('libsql, writing in a thread', inFolder({ makeWriter: inThread }));
