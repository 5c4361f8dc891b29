import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../store.ts';
import { openForTest } from './testing/open-for-test.ts';
import { spawnWriter } from './testing/spawn-writer.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** How often the writer is killed: a few times with every run, 200 times with `CEBAO_KILLS=200`. */
const KILLS = Number(process.env['CEBAO_KILLS'] ?? 6);
const SEED = Number(process.env['CEBAO_SEED'] ?? Date.now() % 1_000_000);
/** Kills of one file before the next file: what was kept before a kill must survive the later ones too. */
const KILLS_OF_A_FILE = 10;

it(
  'keeps every acknowledged event, and no half of a commit, when it is killed while writing',
  async () => {
    const [points] = fc.sample(
      fc.array(fc.record({ lines: fc.nat({ max: 150 }), milliseconds: fc.double({ min: 0, max: 12, noNaN: true }) }), {
        minLength: KILLS,
        maxLength: KILLS,
      }),
      { seed: SEED, numRuns: 1 },
    ) as [{ lines: number; milliseconds: number }[]];
    let path = '';
    let acknowledged: { id: string; stream: string }[] = [];
    let all = 0;
    let unacknowledged = 0;
    for (const [kill, { lines, milliseconds }] of points.entries()) {
      if (kill % KILLS_OF_A_FILE === 0) {
        path = join(temporaryFolder(), 'cebao.db');
        acknowledged = [];
      }
      const writer = spawnWriter(path);
      while (writer.lines().length <= lines && writer.child.exitCode === null) await wait(1);
      await wait(milliseconds);
      writer.child.kill('SIGKILL');
      await writer.ended;
      const [opened, ...said] = writer.lines();
      expect(opened).toBe('opened');
      for (const line of said) {
        const [id = '', stream = ''] = line.split(' ');
        expect(id, line).toMatch(/^c7-\d+$/);
        acknowledged.push({ id, stream });
      }
      all += said.length;

      const store = await openForTest(path);
      expect(await store.verifyChain()).toMatchObject({ ok: true });
      const lastOf = new Map<string, { id: string; count: number }>();
      for await (const { stream, id } of events(store))
        lastOf.set(stream, { id, count: (lastOf.get(stream)?.count ?? 0) + 1 });
      for (const { id, stream } of acknowledged) expect(lastOf.get(stream)?.id, `kill ${kill}`).toBe(id);
      unacknowledged += lastOf.size - acknowledged.length;
      // Of what was not acknowledged each commit is there as a whole or not at all: two events and a document.
      expect([...lastOf.values()].every(({ count }) => count === 2)).toBe(true);
      expect((await seen(store)).sort()).toEqual([...lastOf.keys()].sort());
      await store.close();
      // What survived one kill must survive the next ones as well.
      acknowledged = [...lastOf].map(([stream, { id }]) => ({ stream, id }));
    }
    console.info(
      `killed ${KILLS} times (CEBAO_SEED=${SEED}): ${all} commits acknowledged, 0 lost; ${unacknowledged} whole ones beyond them`,
    );
  },
  Math.max(60_000, KILLS * 15_000),
);

async function* events(store: Store) {
  for (let after = 0; ; ) {
    const page = await store.readAll({ after });
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1)?.seq as number;
  }
}

async function seen(store: Store): Promise<string[]> {
  const keys: string[] = [];
  for (let after = ''; ; ) {
    const page = await store.listDocuments('seen', { after });
    if (page.length === 0) return keys;
    keys.push(...page.map(({ key }) => key));
    after = page.at(-1)?.key as string;
  }
}
