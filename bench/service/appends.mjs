// Durable appends in groups of 64 beside write and fdatasync of the same disk, turn by turn.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { median, ROUND_MS, ROUNDS, rounded, store as storeParts, temporary } from './parts.mjs';

const PAGE = Buffer.alloc(4096, 1);

export async function measure() {
  const folder = temporary();
  const { openStoreFile } = await storeParts();
  const store = (await openStoreFile({ path: join(folder, 'cebao.db'), cell: 'bench' }, {})).value;
  const single = (await openStoreFile({ path: join(folder, 'single.db'), cell: 'bench' }, { groupLimit: 1 })).value;
  const raw = openSync(join(folder, 'raw'), 'w');
  writeSync(raw, PAGE, 0, PAGE.length, 0);
  const note = { type: 'noted', schema: 1, at: '2026-11-25T09:30:00+08:00', body: { filling: 'x'.repeat(180) } };
  let streams = 0;
  const commit = (to, events) =>
    to.commit({ streams: [{ stream: `s${streams++}`, expectedVersion: 0, events: Array(events).fill(note) }] });

  const rates = { raw: [], groups: [], together: [], one: [] };
  const timed = async (name, work) => {
    const start = performance.now();
    let rows = 0;
    while (performance.now() - start < ROUND_MS) rows += await work();
    rates[name].push((rows / (performance.now() - start)) * 1000);
  };
  for (let round = -1; round < ROUNDS; round += 1) {
    await timed('raw', async () => {
      writeSync(raw, PAGE, 0, PAGE.length, 0);
      fdatasyncSync(raw);
      return 1;
    });
    // 64 events in each commit, the next one asked while the one before is under way.
    await timed('groups', async () => {
      const done = await Promise.all([commit(store, 64), commit(store, 64)]);
      if (!done.every(({ ok }) => ok)) throw new Error('not kept');
      return 128;
    });
    // 64 writers, each with one event and waiting for its own acknowledgement.
    await timed('together', async () => {
      const done = await Promise.all(Array.from({ length: 64 }, () => commit(store, 1)));
      if (!done.every(({ ok }) => ok)) throw new Error('not kept');
      return 64;
    });
    await timed('one', async () => {
      if (!(await commit(single, 1)).ok) throw new Error('not kept');
      return 1;
    });
    // The first round warms up.
    if (round < 0) for (const name of Object.keys(rates)) rates[name].length = 0;
  }
  const checked = await store.verifyChain();
  if (!checked.ok) throw new Error('the chain does not hold');
  await store.close();
  await single.close();
  closeSync(raw);
  const ratio = (name) => rounded(median(rates[name].map((rate, i) => rate / rates.raw[i])));
  return [
    {
      name: 'durable appends, commits of 64 events',
      ratio: ratio('groups'),
      target: { least: 2.5 },
      measured: {
        eventsPerSecond: Math.round(median(rates.groups)),
        rawWriteAndFdatasyncPerSecond: Math.round(median(rates.raw)),
        verifiedEvents: checked.count,
      },
    },
    {
      name: 'durable appends, 64 writers of one event each',
      ratio: ratio('together'),
      target: {},
      measured: { eventsPerSecond: Math.round(median(rates.together)) },
    },
    {
      name: 'durable append, one after the other',
      ratio: ratio('one'),
      target: { least: 0.5 },
      measured: { eventsPerSecond: Math.round(median(rates.one)) },
    },
  ];
}
