import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openForTest } from './testing/open-for-test.ts';
import { spawnWriter } from './testing/spawn-writer.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

it('keeps every acknowledged event, and no half of a commit, when it is killed while writing', async () => {
  const path = join(temporaryFolder(), 'cebao.db');
  const acknowledged: { id: string; stream: string }[] = [];
  for (let kill = 0; kill < 5; kill++) {
    const writer = spawnWriter(path);
    const enough = 40 + kill * 97;
    while (writer.lines().length < enough && writer.child.exitCode === null) await wait(2);
    await wait(kill * 3.7);
    writer.child.kill('SIGKILL');
    await writer.ended;
    const [opened, ...lines] = writer.lines();
    expect(opened).toBe('opened');
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) {
      const [id = '', stream = ''] = line.split(' ');
      expect(id).toMatch(/^c7-\d+$/);
      acknowledged.push({ id, stream });
    }

    const store = await openForTest(path);
    const report = await store.verifyChain();
    expect(report).toMatchObject({ ok: true });
    const lastOf = new Map<string, { id: string; count: number }>();
    for (let after = 0; ; ) {
      const page = await store.readAll({ after });
      if (page.length === 0) break;
      for (const { id, stream } of page) lastOf.set(stream, { id, count: (lastOf.get(stream)?.count ?? 0) + 1 });
      after = page.at(-1)?.seq as number;
    }
    for (const { id, stream } of acknowledged) expect(lastOf.get(stream)?.id).toBe(id);
    const seen = [];
    for (let after = ''; ; ) {
      const page = await store.listDocuments('seen', { after });
      if (page.length === 0) break;
      seen.push(...page.map(({ key }) => key));
      after = page.at(-1)?.key as string;
    }
    expect([...lastOf.values()].every(({ count }) => count === 2)).toBe(true);
    expect(seen.sort()).toEqual([...lastOf.keys()].sort());
    await store.close();
  }
});
