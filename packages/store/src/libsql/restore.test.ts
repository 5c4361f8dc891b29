import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { storeMessages } from '../messages/zh-CN.ts';
import type { Store } from '../store.ts';
import { backupStoreFile, restoreStoreFile } from './restore.ts';
import { inThread } from './testing/in-thread.ts';
import { openForTest } from './testing/open-for-test.ts';
import { spawnWriter } from './testing/spawn-writer.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const at = '2026-11-25T09:30:00+08:00';

async function fill(store: Store, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      store.commit({
        streams: [
          { stream: `s${i % 7}/${i}`, expectedVersion: 0, events: [{ type: 'noted', schema: 1, at, body: { i } }] },
        ],
        documents: [
          {
            put: {
              collection: 'c',
              key: `k${i}`,
              value: { i },
              views: [{ view: 'v', order: `${i % 5}` }],
              text: `word ${i}`,
            },
          },
        ],
        decisions: [
          {
            revision: 'r',
            semantics: '1',
            region: 'north',
            at,
            decision: 'd',
            facts: { i },
            answer: { i },
            caseId: `s${i}`,
          },
        ],
        revisions: [{ revision: 'r', region: 'north', layered: { a: 1 } }],
        attachments: [{ id: `f${i}`, bytes: new Uint8Array([i % 256, 7]), mediaType: 'x', name: 'x' }],
        idempotency: { key: `i${i}`, request: `r${i}`, result: i },
      }),
    ),
  );
}

/** Every row of every table of a file, as it is kept. */
function rowsOf(path: string): Record<string, unknown[]> {
  const database = new Database(path, { timeout: 5_000 });
  const tables = database
    .prepare("select name from sqlite_master where type = 'table' and name not like 'words%' order by name")
    .raw(true)
    .all([]) as string[][];
  const rows: Record<string, unknown[]> = {};
  for (const [table = ''] of tables)
    rows[table] = database.prepare(`select * from "${table}" order by 1, 2`).raw(true).all([]);
  return rows;
}

async function codesOf(answer: Promise<{ ok: true } | { ok: false; issues: { code: string }[] }>): Promise<string[]> {
  const given = await answer;
  if (given.ok) return [];
  for (const { code } of given.issues) expect(storeMessages[code], code).toBeDefined();
  return given.issues.map(({ code }) => code);
}

describe('a backup and what is made of it', () => {
  it('is the store again, to the row, with its views, its words and its chain', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'cebao.db');
    const store = await openForTest(path, { demo: true }, { makeWriter: inThread });
    await fill(store, 200);
    const to = join(folder, 'backup.db');
    const made = await backupStoreFile({ path, to });
    expect(made).toMatchObject({ ok: true, value: { cell: 'c7', demo: true, seq: 200 } });
    expect(statSync(to).mode & 0o077).toBe(0);
    expect(statSync(`${to}.json`).mode & 0o077).toBe(0);
    mkdirSync(join(folder, 'new'));
    const restored = join(folder, 'new', 'cebao.db');
    expect(await restoreStoreFile({ from: to, path: restored })).toEqual(made);
    expect(readdirSync(join(folder, 'new')).filter((name) => !name.endsWith('-lock'))).toEqual(['cebao.db']);
    expect(rowsOf(restored)).toEqual(rowsOf(path));
    expect(Object.keys(rowsOf(restored)).length).toBeGreaterThan(8);
    const again = await openForTest(restored, { demo: true });
    expect(await again.readHead()).toEqual(await store.readHead());
    const views = async (from: Store) => [
      await from.listView('c', 'v', { backwards: true }),
      await from.searchDocuments('c', 'rd 1'),
    ];
    expect(await views(again)).toEqual(await views(store));
    expect(
      await again.commit({
        streams: [{ stream: 's0/0', expectedVersion: 1, events: [{ type: 'n', schema: 1, at, body: 1 }] }],
      }),
    ).toMatchObject({ ok: true });
  });

  it('is whole and verified at whatever moment it is taken, while another process writes', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'cebao.db');
    const writer = spawnWriter(path);
    while (writer.lines().length < 10 && writer.child.exitCode === null) await wait(5);
    let last = 0;
    for (let i = 0; i < 6; i++) {
      await wait((i * 37) % 50);
      const acknowledged = writer.lines().slice(1);
      const to = join(folder, `backup${i}.db`);
      const made = await backupStoreFile({ path, to });
      if (!made.ok) throw new Error(JSON.stringify(made.issues));
      expect(made.value.seq).toBeGreaterThanOrEqual(last);
      last = made.value.seq;
      const restored = join(folder, `restored${i}.db`);
      expect(await restoreStoreFile({ from: to, path: restored })).toEqual(made);
      const store = await openForTest(restored);
      const seqs = acknowledged.map((line) => Number(/^c7-(\d+)/.exec(line)?.[1] ?? 0));
      expect(Math.max(0, ...seqs)).toBeLessThanOrEqual(last);
      expect((await store.readHead()).seq).toBe(last);
      await store.close();
    }
    writer.child.kill('SIGKILL');
    await writer.ended;
  });

  it('is refused when a byte is not as it was, when its note is not, and when something stands in its place', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'cebao.db');
    const store = await openForTest(path);
    await fill(store, 20);
    const from = join(folder, 'backup.db');
    expect((await backupStoreFile({ path, to: from })).ok).toBe(true);
    expect(await codesOf(backupStoreFile({ path, to: from }))).toEqual(['backupExists']);
    expect(await codesOf(backupStoreFile({ path: join(folder, 'none.db'), to: join(folder, 'x') }))).toEqual([
      'storeMissing',
    ]);
    expect(await codesOf(backupStoreFile({ path, to: join(folder, 'none', 'x') }))).toEqual(['backupFailed']);
    const to = join(folder, 'restored.db');
    expect(await codesOf(restoreStoreFile({ from, path }))).toEqual(['restoreTargetExists']);
    expect(await codesOf(restoreStoreFile({ from: join(folder, 'none.db'), path: to }))).toEqual(['backupMissing']);
    expect(await codesOf(restoreStoreFile({ from, path: join(folder, 'none', 'x.db') }))).toEqual(['cannotOpen']);

    const bytes = readFileSync(from);
    const damages: [string, (file: string) => void][] = [
      ['a flipped bit', (file) => writeFileSync(file, flipped(bytes, bytes.length >> 1))],
      ['a lost end', (file) => writeFileSync(file, bytes.subarray(0, bytes.length - 4096))],
      ['something added', (file) => appendFileSync(file, 'x')],
      ['nothing', (file) => writeFileSync(file, '')],
    ];
    for (const [name, damage] of damages) {
      const copy = join(folder, `${name}.db`);
      copyFileSync(from, copy);
      copyFileSync(`${from}.json`, `${copy}.json`);
      damage(copy);
      expect(await codesOf(restoreStoreFile({ from: copy, path: to })), name).toEqual(['backupAltered']);
    }

    // Somebody who alters a row and the note with it: the chain tells.
    const forged = join(folder, 'forged.db');
    copyFileSync(from, forged);
    const forger = new Database(forged);
    forger.exec('drop trigger events_no_update');
    forger.exec("update events set at = '2020-01-01' where seq = 7");
    forger.close();
    copyFileSync(`${from}.json`, `${forged}.json`);
    expect(await codesOf(restoreStoreFile({ from: forged, path: to }))).toEqual(['backupAltered']);
    const { createHash } = await import('node:crypto');
    const note = JSON.parse(readFileSync(`${from}.json`, 'utf8'));
    const now = readFileSync(forged);
    note.sha256 = createHash('sha256').update(now).digest('hex');
    note.size = now.length;
    writeFileSync(`${forged}.json`, JSON.stringify(note));
    expect(await codesOf(restoreStoreFile({ from: forged, path: to }))).toEqual(['chainEventAltered']);

    writeFileSync(`${forged}.json`, '{"cell":1}');
    expect(await codesOf(restoreStoreFile({ from: forged, path: to }))).toEqual(['backupNoteMissing']);
    expect(existsSync(to)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
    expect((await restoreStoreFile({ from, path: to })).ok).toBe(true);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
}
