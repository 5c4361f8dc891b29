import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeSuite } from '../suite.ts';
import { openLibsqlStore } from './open-libsql-store.ts';

storeSuite('libsql', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cebao-store-'));
  const opened = await openLibsqlStore({
    path: join(folder, 'cebao.db'),
    cell: 'c7',
    now: () => '2026-11-25T08:00:00+08:00',
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  return { store: opened.value, dispose: async () => rmSync(folder, { recursive: true, force: true }) };
});
