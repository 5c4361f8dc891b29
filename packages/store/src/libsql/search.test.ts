import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { searchTokens } from '../search-tokens.ts';
import { openForTest } from './testing/open-for-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

it('finds what LIKE finds, asked of the same file, on random texts', async () => {
  const path = join(temporaryFolder(), 'cebao.db');
  const store = await openForTest(path);
  const raw = new Database(path, { timeout: 5_000 });
  const like = raw.prepare("select key from documents where search like ? escape '\\' order by id desc");
  const character = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...'嘎查村社区委员会项目申请乌审旗aAbB%_\\,. ') },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  );
  const text = (maxLength: number) =>
    fc.array(character, { maxLength }).map((characters) => characters.join('').replaceAll('\0', ''));
  let kept = 0;
  let asked = 0;
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(text(40), { maxLength: 40 }),
      fc.array(text(3), { minLength: 1, maxLength: 20 }),
      async (texts, parts) => {
        await Promise.all(
          texts.map((one) =>
            store.commit({ documents: [{ put: { collection: 'c', key: `k${kept++}`, value: 0, text: one } }] }),
          ),
        );
        for (const part of parts) {
          const expected = like.all([`%${part.replace(/[\\%_]/g, '\\$&')}%`]) as { key: string }[];
          const found = await store.searchDocuments('c', part, { limit: 10_000 });
          expect(
            found.documents.map(({ key }) => key),
            JSON.stringify(part),
          ).toEqual(expected.map(({ key }) => key));
          asked += 1;
          hits += expected.length;
        }
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
  expect(hits).toBeGreaterThan(asked);
  console.info(`${asked} parts asked of ${kept} texts, ${hits} hits, the same as LIKE`);
});

it('leaves no trace of a text that was changed or deleted, in the index either', async () => {
  const path = join(temporaryFolder(), 'cebao.db');
  const store = await openForTest(path);
  const secrets = ['zhang-san-lives-here', 'li-si-lives-there'];
  const put = (key: string, text: string) =>
    store.commit({
      documents: [{ put: { collection: 'c', key, value: text, text, views: [{ view: 'v', order: text }] } }],
    });
  for (let i = 0; i < 300; i++) await put(`k${i}`, secrets[i - 150] ?? `ordinary words ${i}`);
  await put('k150', 'nothing');
  await store.commit({ documents: [{ delete: { collection: 'c', key: 'k151' } }] });
  await store.close();
  const bytes = ['', '-wal', '-journal'].map((beside) => path + beside).filter((file) => existsSync(file));
  for (const file of bytes)
    for (const secret of secrets)
      for (const trace of [secret, ...searchTokens(secret).split(' ').slice(0, 3)])
        if (!searchTokens('ordinary words 0123456789').includes(trace))
          expect(readFileSync(file).includes(trace), trace).toBe(false);
});
