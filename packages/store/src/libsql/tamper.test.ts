import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it } from 'vitest';
import type { Store } from '../store.ts';
import { openForTest } from './testing/open-for-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

async function fill(store: Store): Promise<void> {
  for (let i = 0; i < 9; i++) {
    const event = {
      type: 'noted',
      schema: 1,
      at: '2026-11-25T09:30:00+08:00',
      body: { mark: `mark-of-${i + 1}-\u5609` },
      sealed: 'cipher',
    };
    const done = await store.commit({
      streams: [{ stream: `s${i % 3}`, expectedVersion: Math.floor(i / 3), events: [event] }],
    });
    expect(done.ok).toBe(true);
  }
}

const edits: readonly [what: string, sql: string, seq: number, code: string][] = [
  [
    'one letter of the body',
    "update events set body = replace(body, 'mark', 'murk') where seq = 5",
    5,
    'chainEventAltered',
  ],
  ['bytes that are no text', "update events set body = cast(x'7bff7d' as text) where seq = 5", 5, 'chainEventAltered'],
  ['the sealed part', "update events set sealed = 'cipheR' where seq = 5", 5, 'chainEventAltered'],
  ['the sealed part removed', 'update events set sealed = null where seq = 5', 5, 'chainEventAltered'],
  ['the time', "update events set at = '2026-11-25T09:30:01+08:00' where seq = 5", 5, 'chainEventAltered'],
  ['the type', "update events set type = 'signed' where seq = 5", 5, 'chainEventAltered'],
  ['the schema version', 'update events set schema = 2 where seq = 5', 5, 'chainEventAltered'],
  ['the stream', "update events set stream = 's9' where seq = 5", 5, 'chainEventAltered'],
  ['the version', 'update events set version = 9 where seq = 5', 5, 'chainEventAltered'],
  ['the id', "update events set id = 'c7-50' where seq = 5", 5, 'chainEventAltered'],
  ['the hash', "update events set hash = replace(hash, substr(hash, 1, 1), 'g') where seq = 5", 5, 'chainEventAltered'],
  [
    'the hash before',
    "update events set prev = replace(prev, substr(prev, 1, 1), 'g') where seq = 5",
    5,
    'chainPreviousDiffers',
  ],
  ['an event taken out', 'delete from events where seq = 5', 5, 'chainEventMissing'],
  ['the last event cut off', 'delete from events where seq = 9', 9, 'chainEventMissing'],
  ['all events gone', 'delete from events', 1, 'chainEventMissing'],
  ['the head', "update head set hash = 'f' where id = 1", 9, 'chainHeadDiffers'],
  ['a real instance made a demo', 'update settings set demo = 1', 1, 'chainPreviousDiffers'],
  ['the day of creation', "update settings set created_at = 'yesterday'", 1, 'chainPreviousDiffers'],
];

it.each(edits)('finds and names: %s', async (_, sql, seq, code) => {
  const path = join(temporaryFolder(), 'cebao.db');
  const store = await openForTest(path);
  await fill(store);
  const intruder = new Database(path, { timeout: 1000 });
  for (const table of ['events', 'settings']) {
    // Not by accident: the tables themselves refuse it first.
    expect(() => intruder.exec(`update ${table} set ${table === 'events' ? 'body' : 'cell'} = 'x'`)).toThrow(
      'written once',
    );
    expect(() => intruder.exec(`delete from ${table}`)).toThrow('written once');
    for (const verb of ['update', 'delete']) intruder.exec(`drop trigger ${table}_no_${verb}`);
  }
  intruder.exec(sql);
  intruder.close();
  await store.close();
  const again = await openForTest(path);
  expect(await again.verifyChain()).toMatchObject({ ok: false, seq, issue: { code, path: `/events/${seq}` } });
});

it('finds every flipped bit of a body in the file, and lives', async () => {
  const path = join(temporaryFolder(), 'cebao.db');
  const first = await openForTest(path);
  await fill(first);
  await first.close();
  const whole = readFileSync(path);
  const start = whole.indexOf('{"mark":"mark-of-6-');
  expect(start).toBeGreaterThan(0);
  for (let offset = 0; offset < 24; offset++) {
    const file = Buffer.from(whole);
    const at = start + offset;
    file[at] = (file[at] as number) ^ (1 << (offset % 8));
    writeFileSync(path, file);
    const store = await openForTest(path);
    expect(await store.verifyChain(), `byte ${offset}`).toMatchObject({ ok: false, seq: 6 });
    await store.readAll().catch(() => {});
    await store.close();
  }
  writeFileSync(path, whole);
  expect(await (await openForTest(path)).verifyChain()).toMatchObject({ ok: true, count: 9 });
});

it('sees a chain that was rewritten as a whole only with a checkpoint kept elsewhere', async () => {
  const folder = temporaryFolder();
  const honest = await openForTest(join(folder, 'honest.db'));
  await fill(honest);
  const checkpoint = await honest.readHead();
  const forged = await openForTest(join(folder, 'forged.db'));
  await forged.commit({
    streams: [
      {
        stream: 's0',
        expectedVersion: 0,
        events: [{ type: 'forged', schema: 1, at: '2026-11-25T09:30:00+08:00', body: {} }],
      },
    ],
  });
  for (let i = 1; i < 9; i++)
    await forged.commit({
      streams: [
        {
          stream: `t${i}`,
          expectedVersion: 0,
          events: [{ type: 'noted', schema: 1, at: '2026-11-25T09:30:00+08:00', body: {} }],
        },
      ],
    });
  expect(await forged.verifyChain()).toMatchObject({ ok: true });
  expect(await forged.verifyChain({ checkpoint })).toMatchObject({
    ok: false,
    seq: 9,
    issue: { code: 'chainCheckpointDiffers' },
  });
  expect(await honest.verifyChain({ checkpoint })).toMatchObject({ ok: true });
});
