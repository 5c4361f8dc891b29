import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, type Migration, Migrator } from 'kysely';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { storeMessages } from '../messages/zh-CN.ts';
import { openConnection } from './connection.ts';
import { libsqlDialect } from './dialect.ts';
import { migrations } from './migrations.ts';
import { openLibsqlStore } from './open-libsql-store.ts';
import { openForTest } from './testing/open-for-test.ts';
import { spawnWriter } from './testing/spawn-writer.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const note = { type: 'noted', schema: 1, at: '2026-11-25T09:30:00+08:00', body: {} };
const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function refusal(options: Parameters<typeof openLibsqlStore>[0]) {
  const opened = await openLibsqlStore(options);
  if (opened.ok) {
    await opened.value.close();
    return undefined;
  }
  const [issue] = opened.issues;
  expect(storeMessages[issue?.code ?? '']).toBeDefined();
  return issue?.code;
}

describe('opening a store in a file', () => {
  it('makes it from nothing, readable by its owner only, and finds it again', async () => {
    const path = join(temporaryFolder(), 'cebao.db');
    const store = await openForTest(path, { demo: true });
    await store.commit({ streams: [{ stream: 's', expectedVersion: 0, events: [note] }] });
    await store.close();
    expect(statSync(path).mode & 0o077).toBe(0);
    const again = await openForTest(path, { now: () => 'later' });
    expect(again.settings).toEqual({ cell: 'c7', demo: true, createdAt: '2026-11-25T08:00:00+08:00' });
    expect(await again.readAll()).toHaveLength(1);
    const names = new Database(path).prepare('select name from kysely_migration').all([]);
    expect(names).toMatchObject([
      { name: '0001-first-tables' },
      { name: '0002-views-and-search' },
      { name: '0003-journal' },
    ]);
  });

  it('brings a file of the first version forward with everything in it', async () => {
    const path = join(temporaryFolder(), 'cebao.db');
    const first = openConnection(path, { busyTimeout: 0 });
    const before = { '0001-first-tables': migrations['0001-first-tables'] as Migration };
    await new Migrator({
      db: new Kysely({ dialect: libsqlDialect(first) }),
      provider: { getMigrations: async () => before },
    }).migrateToLatest();
    for (const [key, version] of [
      ['a', 3],
      ['b', 1],
    ])
      first.all('insert into documents (collection, key, value, version) values (?, ?, ?, ?)', [
        'c',
        key,
        '1',
        version,
      ]);
    first.discard();
    const store = await openForTest(path);
    expect((await store.listDocuments('c')).map(({ key, version }) => [key, version])).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
    const put = {
      collection: 'c',
      key: 'a',
      value: 2,
      expectedVersion: 3,
      views: [{ view: 'v', order: '1' }],
      text: 'x',
    };
    expect(await store.commit({ documents: [{ put }] })).toMatchObject({ ok: true });
    expect(await store.listView('c', 'v')).toMatchObject({ documents: [{ key: 'a', version: 4 }] });
    expect(await store.searchDocuments('c', 'X')).toMatchObject({ documents: [{ key: 'a' }] });
  });

  it('takes an empty file, as a crash at creation leaves it, for a new one', async () => {
    const path = join(temporaryFolder(), 'cebao.db');
    writeFileSync(path, '');
    expect(await refusal({ path, cell: 'c7', create: false })).toBe('storeMissing');
    expect((await openForTest(path)).settings.cell).toBe('c7');
  });

  it('never takes a real instance for a demo, nor a demo for a real one, nor one cell for another', async () => {
    const folder = temporaryFolder();
    const real = join(folder, 'real.db');
    const demo = join(folder, 'demo.db');
    await (await openForTest(real)).close();
    await (await openForTest(demo, { demo: true })).close();
    const before = [digest(real), digest(demo)];
    expect(await refusal({ path: real, cell: 'c7', demo: true })).toBe('instanceIsNotDemo');
    expect(await refusal({ path: demo, cell: 'c7', demo: false })).toBe('instanceIsDemo');
    expect(await refusal({ path: real, cell: 'c8' })).toBe('cellDiffers');
    expect([digest(real), digest(demo)]).toEqual(before);
    expect(await refusal({ path: real, cell: 'c7', demo: false })).toBeUndefined();
    expect(await refusal({ path: demo, cell: 'c7' })).toBeUndefined();
  });

  it('refuses tables of a newer version before touching anything', async () => {
    const path = join(temporaryFolder(), 'cebao.db');
    await (await openForTest(path)).close();
    const newer = new Database(path);
    newer.exec("insert into kysely_migration values ('0999-from-the-future', '2030-01-01')");
    newer.exec('pragma wal_checkpoint(truncate)');
    newer.close();
    const before = digest(path);
    expect(await refusal({ path, cell: 'c7' })).toBe('schemaTooNew');
    expect(digest(path)).toBe(before);
  });

  it('refuses files that are something else, and places where no file can be', async () => {
    const folder = temporaryFolder();
    const text = join(folder, 'text');
    writeFileSync(text, 'not a database, only text. '.repeat(500));
    expect(await refusal({ path: text, cell: 'c7' })).toBe('notAStore');
    const foreign = join(folder, 'foreign.db');
    const database = new Database(foreign);
    database.exec('create table t (x)');
    database.close();
    const before = digest(foreign);
    expect(await refusal({ path: foreign, cell: 'c7' })).toBe('notAStore');
    expect(digest(foreign)).toBe(before);
    expect(await refusal({ path: join(folder, 'none', 'cebao.db'), cell: 'c7' })).toBe('cannotOpen');
    expect(await refusal({ path: join(folder, 'absent.db'), cell: 'c7', create: false })).toBe('storeMissing');
    expect(existsSync(join(folder, 'absent.db'))).toBe(false);
    mkdirSync(join(folder, 'folder'));
    expect(await refusal({ path: join(folder, 'folder'), cell: 'c7' })).toBe('cannotOpen');
    expect(await refusal({ path: join(folder, 'x.db'), cell: '' })).toBe('textNotStorable');
  });

  it('lets one opener in, by whatever name it calls the file', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'cebao.db');
    const store = await openForTest(path);
    expect(await refusal({ path, cell: 'c7' })).toBe('storeInUse');
    symlinkSync(path, join(folder, 'link.db'));
    expect(await refusal({ path: join(folder, 'link.db'), cell: 'c7' })).toBe('storeInUse');
    const other = spawnWriter(path);
    await other.ended;
    expect(other.lines()).toEqual(['storeInUse']);
    expect(await store.commit({ streams: [{ stream: 's', expectedVersion: 0, events: [note] }] })).toMatchObject({
      ok: true,
    });
    await store.close();
    expect(await refusal({ path, cell: 'c7' })).toBeUndefined();
  });

  it('is free again at once when the process that had it is killed', async () => {
    const path = join(temporaryFolder(), 'cebao.db');
    const holder = spawnWriter(path);
    while (holder.lines().length < 10 && holder.child.exitCode === null) await wait(5);
    expect(await refusal({ path, cell: 'c7' })).toBe('storeInUse');
    holder.child.kill('SIGKILL');
    await holder.ended;
    expect(await refusal({ path, cell: 'c7' })).toBeUndefined();
  });
});

describe('a store in a file', () => {
  it('is set for durability and forgetting on every connection', async () => {
    const path = join(temporaryFolder(), 'cebao.db');
    const store = await openForTest(path);
    await store.commit({
      documents: [{ put: { collection: 'people', key: 'p', value: { secret: 'SECRET-OF-A-RESIDENT'.repeat(50) } } }],
    });
    await store.commit({ documents: [{ delete: { collection: 'people', key: 'p' } }] });
    await store.close();
    expect(readFileSync(path).includes('SECRET-OF-A-RESIDENT')).toBe(false);
    for (const beside of ['-wal', '-journal'])
      expect(!existsSync(path + beside) || !readFileSync(path + beside).includes('SECRET-OF-A-RESIDENT')).toBe(true);
  });

  it('backs itself up while it is written to, durably and without overwriting', async () => {
    const folder = temporaryFolder();
    const store = await openForTest(join(folder, 'cebao.db'));
    const commits = Array.from({ length: 50 }, (_, i) =>
      store.commit({
        streams: [{ stream: `s${i}`, expectedVersion: 0, events: [note] }],
        attachments: [{ id: `f${i}`, bytes: new Uint8Array(1000), mediaType: 'x', name: 'x' }],
      }),
    );
    const backup = await store.backup(join(folder, "it's a copy.db"));
    const late = await store.commit({ streams: [{ stream: 'late', expectedVersion: 0, events: [note] }] });
    expect((await Promise.all(commits)).every((done) => done.ok) && late.ok).toBe(true);
    if (!backup.ok) throw new Error(JSON.stringify(backup.issues));
    expect(backup.value.head.seq).toBe(50);
    expect(await store.backup(join(folder, "it's a copy.db"))).toMatchObject({
      ok: false,
      issues: [{ code: 'backupExists' }],
    });
    expect(await store.backup(join(folder, 'none', 'copy.db'))).toMatchObject({
      ok: false,
      issues: [{ code: 'backupFailed' }],
    });
    expect(statSync(backup.value.path).mode & 0o077).toBe(0);
    const copy = await openForTest(backup.value.path, { demo: false });
    expect(await copy.verifyChain()).toEqual({ ok: true, count: 50, head: backup.value.head });
    expect(await copy.readAttachment('f49')).toMatchObject({ size: 1000 });
    expect(await store.verifyChain()).toMatchObject({ ok: true, count: 51 });
  });

  it('does not grow with the number of commits', async () => {
    const store = await openForTest(join(temporaryFolder(), 'cebao.db'));
    const run = async (from: number, to: number) => {
      for (let i = from; i < to; i += 50)
        await Promise.all(
          Array.from({ length: 50 }, (_, j) =>
            store.commit({
              streams: [{ stream: `s${j}`, expectedVersion: i / 50, events: [note] }],
              documents: [
                { put: { collection: 'c', key: 'k', value: i, views: [{ view: 'v', order: `${i}` }], text: `t${i}` } },
              ],
            }),
          ),
        );
    };
    await run(0, 2_000);
    const before = process.memoryUsage().rss;
    await run(2_000, 10_000);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(100);
    expect(await store.verifyChain()).toMatchObject({ ok: true, count: 10_000 });
  });
});
