// A word of two characters found among many texts, beside LIKE on the same rows of the same file. What is found is
// compared before anything is timed.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { at, chances, median, ROOT, ROUNDS, rounded, store as storeParts, temporary } from './parts.mjs';

const RECORDS = Number(process.env.CEBAO_BENCH_RECORDS ?? 200_000);
const SYLLABLES =
  '\u5609\u67e5\u6751\u793e\u533a\u9879\u76ee\u7533\u8bf7\u7ef4\u4fee\u9053\u8def\u8349\u573a\u7267\u6237\u670d\u52a1\u7ec4\u7ec7\u57f9\u8bad\u6d3b\u52a8\u4e2d\u5fc3\u5efa\u8bbe\u517b\u8001\u536b\u751f\u73af\u5883\u6574\u6cbb\u8c03\u89e3\u5173\u7231\u513f\u7ae5\u5fd7\u613f\u8005\u515a\u5458\u4f1a\u8bae';

/** Characters of their own, so that nothing else makes these words. */
const PLANTED = [
  '\u4e4c\u6d77',
  '\u963f\u5c14',
  '\u9102\u6258',
  '\u5df4\u5f66',
  '\u8d64\u5cf0',
  '\u901a\u8fbd',
  '\u9521\u6797',
  '\u5174\u5b89',
];

export async function measure() {
  const folder = temporary();
  const path = join(folder, 'cebao.db');
  const { openStoreFile } = await storeParts();
  const store = (await openStoreFile({ path, cell: 'bench' }, {})).value;
  const chance = chances(7);
  const characters = [...SYLLABLES];
  // Some characters are common and some rare, as in any language.
  const character = () => characters[Math.floor(chance() ** 2 * characters.length)];
  const fillStart = performance.now();
  for (let i = 0; i < RECORDS; i += 500) {
    const documents = Array.from({ length: Math.min(500, RECORDS - i) }, (_, j) => {
      const planted = chance() < 0.002 ? PLANTED[Math.floor(chance() * PLANTED.length)] : '';
      const text = Array.from({ length: 60 + Math.floor(chance() * 40) }, character).join('') + planted;
      const place = `p${(i + j) % 138}`;
      return { put: { collection: 'c', key: `k${i + j}`, value: { i }, text, views: [{ view: place, order: '' }] } };
    });
    const done = await store.commit({ documents });
    if (!done.ok) throw new Error(JSON.stringify(done.issues));
  }
  const microsecondsToFill = ((performance.now() - fillStart) * 1000) / RECORDS;

  const Database = createRequire(join(ROOT, 'packages/store/package.json'))('libsql');
  const raw = new Database(path, { readonly: true });
  const like = raw.prepare("select key from documents where +collection = 'c' and search like ? order by id desc");
  const likePage = raw.prepare(
    "select key, value from documents where +collection = 'c' and search like ? order by id desc limit 50",
  );
  // Words that some texts have, as names have, and words that very many have.
  const common = Array.from({ length: 6 }, () => character() + character());
  const pairs = [...PLANTED, ...common];
  let hits = 0;
  for (const pair of pairs) {
    const expected = like.all([`%${pair}%`]).map(({ key }) => key);
    const found = [];
    for (let after; ; ) {
      const page = await store.searchDocuments('c', pair, { limit: 10_000, ...(after && { after }) });
      found.push(...page.documents.map(({ key }) => key));
      after = page.next;
      if (after === undefined) break;
    }
    if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${pair}: not what LIKE finds`);
    hits += expected.length;
  }

  // The first page, as a person asks for it. LIKE goes from the youngest back and stops when the page is full.
  const times = { rare: { like: [], page: [] }, common: { like: [], page: [] } };
  for (let round = -1; round < ROUNDS; round += 1)
    for (const pair of pairs) {
      const kind = times[PLANTED.includes(pair) ? 'rare' : 'common'];
      let start = performance.now();
      likePage.all([`%${pair}%`]);
      const likeTook = performance.now() - start;
      start = performance.now();
      await store.searchDocuments('c', pair, { limit: 50 });
      const pageTook = performance.now() - start;
      if (round < 0) continue;
      kind.like.push(likeTook);
      kind.page.push(pageTook);
    }
  // A word that nobody wrote: LIKE looks at everything.
  const none = '\u9f98\u9750';
  const absent = { like: [], page: [] };
  for (let round = 0; round < ROUNDS * 3; round += 1) {
    let start = performance.now();
    const all = likePage.all([`%${none}%`]);
    absent.like.push(performance.now() - start);
    start = performance.now();
    const page = await store.searchDocuments('c', none, { limit: 50 });
    absent.page.push(performance.now() - start);
    if (all.length + page.documents.length > 0) throw new Error('found what is not there');
  }
  await store.close();
  return [
    {
      name: 'a word of two characters that some texts have, beside LIKE',
      ratio: rounded(median(times.rare.like) / median(times.rare.page)),
      target: { least: 20 },
      measured: {
        records: RECORDS,
        words: pairs.length,
        hits,
        equalToLike: true,
        like_ms: rounded(median(times.rare.like)),
        page_ms: rounded(median(times.rare.page)),
        page_p95_ms: rounded(at(times.rare.page, 0.95)),
        microsecondsToFill: rounded(microsecondsToFill),
      },
    },
    {
      name: 'the first 50 texts with a word that very many have, beside LIKE from the youngest back',
      ratio: rounded(median(times.common.like) / median(times.common.page)),
      target: {},
      measured: { like_ms: rounded(median(times.common.like)), page_ms: rounded(median(times.common.page)) },
    },
    {
      name: 'a word that is nowhere, beside LIKE',
      ratio: rounded(median(absent.like) / median(absent.page)),
      target: { least: 20 },
      measured: { like_ms: rounded(median(absent.like)), page_ms: rounded(median(absent.page)) },
    },
  ];
}
