import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { Commit } from '../store.ts';
import { createGroupQueue } from './group-queue.ts';
import { inThread } from './testing/in-thread.ts';
import { openForTest } from './testing/open-for-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { createGroupWriter } from './write-group.ts';
import { type Writer, writerHere } from './writer.ts';

const note = { type: 'noted', schema: 1, at: '2026-11-25T09:30:00+08:00', body: {} };
const commit = (stream: string, expectedVersion = 0): Commit => ({
  streams: [{ stream, expectedVersion, events: [note] }],
  documents: [{ put: { collection: 'c', key: stream, value: 1 } }],
});

describe.each([
  ['here', writerHere],
  ['in a thread', inThread],
])('commits in groups, writing %s', (_, makeWriter) => {
  it('does what was asked at once in few transactions, and answers each for itself', async () => {
    const groups: number[] = [];
    const store = await openForTest(
      join(temporaryFolder(), 'cebao.db'),
      {},
      {
        makeWriter(options) {
          const writer = makeWriter(options);
          return {
            ...writer,
            write(group) {
              groups.push(group.length);
              return writer.write(group);
            },
          };
        },
      },
    );
    const keyed = { ...commit('twice'), idempotency: { key: 'k', request: 'r' } };
    const [first, stale, second, again, other] = await Promise.all([
      store.commit(commit('a')),
      store.commit(commit('a')),
      store.commit(keyed),
      store.commit(keyed),
      store.commit({ ...keyed, idempotency: { key: 'k', request: 'another' } }),
      ...Array.from({ length: 1_000 }, (_, i) => store.commit(commit(`s${i}`))),
    ]);
    expect(first).toMatchObject({ ok: true, value: { events: [{ seq: 1 }] } });
    expect(stale).toMatchObject({ ok: false, issues: [{ code: 'staleVersion', params: { expected: 0, actual: 1 } }] });
    expect(second).toMatchObject({ ok: true, value: { replayed: false, events: [{ seq: 2 }] } });
    expect(again).toMatchObject({ ok: true, value: { replayed: true, events: [{ seq: 2 }] } });
    expect(other).toMatchObject({ ok: false, issues: [{ code: 'idempotencyKeyReused' }] });
    expect(groups).toEqual([512, 493]);
    expect(await store.verifyChain()).toMatchObject({ ok: true, count: 1_002 });
  });

  it('does the neighbours of a commit that breaks the engine, and says which one it was', async () => {
    const path = join(temporaryFolder(), 'cebao.db');
    const store = await openForTest(path, {}, { makeWriter });
    const breaker = new Database(path, { timeout: 5_000 });
    breaker.exec(
      "create trigger t before insert on documents when new.key like 'bad%' begin select raise(abort, 'broken'); end",
    );
    const names = Array.from({ length: 40 }, (_, i) => (i % 10 === 3 ? `bad${i}` : `good${i}`));
    const answers = await Promise.all(names.map((name) => store.commit(commit(name))));
    answers.forEach((answer, i) => {
      if (names[i]?.startsWith('good')) expect(answer).toMatchObject({ ok: true });
      else expect(answer).toMatchObject({ ok: false, issues: [{ code: 'writeFailed', params: { reason: /broken/ } }] });
    });
    const kept = (await store.readAll()).map(({ stream }) => stream);
    expect(kept).toEqual(names.filter((name) => name.startsWith('good')));
    expect((await store.listDocuments('c')).map(({ key }) => key).sort()).toEqual([...kept].sort());
    expect(await store.verifyChain()).toMatchObject({ ok: true, count: 36 });
  });

  it('answers nothing as done when the file cannot be written, and goes on when it can', async () => {
    const path = join(temporaryFolder(), 'cebao.db');
    const store = await openForTest(path, { busyTimeout: 5 }, { makeWriter });
    await store.commit(commit('before'));
    const other = new Database(path);
    other.exec('begin immediate');
    const refused = await Promise.all(Array.from({ length: 20 }, (_, i) => store.commit(commit(`s${i}`))));
    other.exec('rollback');
    expect(refused.every((answer) => !answer.ok && answer.issues[0]?.code === 'writeFailed')).toBe(true);
    const done = await Promise.all(Array.from({ length: 20 }, (_, i) => store.commit(commit(`s${i}`))));
    expect(done.every(({ ok }) => ok)).toBe(true);
    expect(await store.verifyChain()).toMatchObject({ ok: true, count: 21 });
  });
});

it('starts another thread when the one that writes has died, and acknowledges nothing of what it held', async () => {
  const path = join(temporaryFolder(), 'cebao.db');
  let writer: Writer | undefined;
  const store = await openForTest(
    path,
    {},
    {
      makeWriter(options) {
        writer = inThread(options);
        return writer;
      },
    },
  );
  await store.commit(commit('a'));
  // Something that is no group when it arrives there: the thread throws and ends.
  const broken = await writer?.write(Object.create({ map: (answer: () => unknown) => [answer()] }));
  expect(broken).toMatchObject([{ ok: false }]);
  expect(await store.commit(commit('b'))).toMatchObject({ ok: true });
  await store.close();
  expect(await (await openForTest(path)).verifyChain()).toMatchObject({ ok: true, count: 2 });
});

it('acknowledges after the transaction that carries it: another opener of the file sees every acknowledged event', async () => {
  const path = join(temporaryFolder(), 'cebao.db');
  const store = await openForTest(path, {}, { makeWriter: inThread });
  const other = new Database(path, { timeout: 5_000 });
  const count = other.prepare('select count(*) as n from events where stream = ?');
  await Promise.all(
    Array.from({ length: 300 }, async (_, i) => {
      for (let round = 0; round < 3; round++) {
        expect(await store.commit(commit(`s${i}`, round))).toMatchObject({ ok: true });
        expect((count.get([`s${i}`]) as { n: number }).n).toBe(round + 1);
      }
    }),
  );
});

it('keeps the order asked, whatever comes while a group is under way', async () => {
  const groups: number[][] = [];
  const queue = createGroupQueue(async (group: number[]) => {
    groups.push(group);
    await new Promise((later) => setTimeout(later, 2));
    if (group.includes(5)) throw new Error('five');
    return group.map((n) => n * 2);
  }, 3);
  const answers = Promise.allSettled([1, 2, 3, 4].map((n) => queue.run(n)));
  await queue.drained();
  expect((await answers).map((answer) => answer.status === 'fulfilled' && answer.value)).toEqual([2, 4, 6, 8]);
  await expect(queue.run(5)).rejects.toThrow('five');
  expect(await queue.run(6)).toBe(12);
  await queue.drained();
  expect(groups).toEqual([[1, 2, 3], [4], [5], [6]]);
});

it('lets go of the file when it is closed', () => {
  const path = join(temporaryFolder(), 'cebao.db');
  new Database(path).exec('create table t (x)');
  const writer = createGroupWriter({ path, cell: 'c7', busyTimeout: 0 });
  writer.close();
  const other = new Database(path);
  other.exec('begin exclusive');
  other.exec('rollback');
});
