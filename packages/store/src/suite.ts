import type { JsonValue, Result } from '@cebao/engine';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventHash, genesisHash } from './chain.ts';
import { decisionId } from './decision-id.ts';
import { sha256Hex } from './sha256-hex.ts';
import type { Commit, Committed, DocumentPage, DocumentPlace, NewEvent, Store, StoredDocument } from './store.ts';

/** Makes an empty store of cell `c7`, not a demo, created at `2026-11-25T08:00:00+08:00`. */
export type StoreFactory = () => Promise<{ store: Store; dispose(): Promise<void> }>;

const CREATED_AT = '2026-11-25T08:00:00+08:00';

/**
 * The contract of every store, as tests. An implementation that passes may stand in for any other.
 *
 * @example
 * storeSuite('memory', async () => ({ store: createMemoryStore({ cell: 'c7' }), dispose: async () => {} }));
 */
export function storeSuite(name: string, factory: StoreFactory): void {
  describe(`${name}: the contract of a store`, () => {
    let store: Store;
    let dispose: () => Promise<void>;
    beforeEach(async () => {
      ({ store, dispose } = await factory());
    });
    afterEach(async () => {
      await store.close();
      await dispose();
    });

    const event = (body: JsonValue = {}, more: Partial<NewEvent> = {}): NewEvent => ({
      type: 'noted',
      schema: 1,
      at: '2026-11-25T09:30:00+08:00',
      body,
      ...more,
    });
    const append = (stream: string, expectedVersion: number, ...events: NewEvent[]): Commit => ({
      streams: [{ stream, expectedVersion, events }],
    });
    const done = async (commit: Commit): Promise<Committed> => value(await store.commit(commit));
    const refused = async (commit: Commit): Promise<string[]> => {
      const before = await everything(store);
      const answer = await store.commit(commit);
      if (answer.ok) throw new Error('was not refused');
      expect(await everything(store), 'a refused commit leaves nothing behind').toEqual(before);
      return answer.issues.map((issue) => issue.code);
    };

    it('knows what it was created as, and nobody can change that', async () => {
      expect(store.settings).toEqual({ cell: 'c7', demo: false, createdAt: CREATED_AT });
      expect(() => {
        (store.settings as { demo: boolean }).demo = true;
      }).toThrow();
    });

    it('starts empty, with a head that speaks for its settings', async () => {
      expect(await store.readHead()).toEqual({ seq: 0, hash: genesisHash(store.settings, sha256Hex) });
      expect(await store.readAll()).toEqual([]);
      expect(await store.verifyChain()).toMatchObject({ ok: true, count: 0 });
      expect(genesisHash({ ...store.settings, demo: true }, sha256Hex)).not.toBe((await store.readHead()).hash);
    });

    it('numbers events over all streams and versions them within one', async () => {
      await done({
        streams: [
          { stream: 'a', expectedVersion: 0, events: [event(), event()] },
          { stream: 'b', expectedVersion: 0, events: [event()] },
        ],
      });
      const more = await done(append('a', 2, event({ last: true })));
      expect(more.replayed).toBe(false);
      expect(more.events).toMatchObject([{ seq: 4, id: 'c7-4', stream: 'a', version: 3 }]);
      expect((await store.readAll()).map(({ id, stream, version }) => [id, stream, version])).toEqual([
        ['c7-1', 'a', 1],
        ['c7-2', 'a', 2],
        ['c7-3', 'b', 1],
        ['c7-4', 'a', 3],
      ]);
      expect((await store.readStream('a')).map(({ seq }) => seq)).toEqual([1, 2, 4]);
      expect((await store.readStream('a', { after: 1, limit: 1 })).map(({ seq }) => seq)).toEqual([2]);
      expect((await store.readAll({ after: 1, limit: 2 })).map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await store.readStream('none')).toEqual([]);
      expect(await store.readHead()).toEqual({ seq: 4, hash: more.events[0]?.hash });
    });

    it('keeps the canonical text and chains it with everything else of the event', async () => {
      await done(
        append('a', 0, event({ b: 1, a: 'ᠮᠣᠩᠭᠣᠯ \u560e\u67e5 😀', n: 0.1 }, { sealed: 'ciphertext' }), event(null)),
      );
      const [first, second] = await store.readAll();
      expect(first).toMatchObject({
        text: '{"a":"ᠮᠣᠩᠭᠣᠯ \u560e\u67e5 😀","b":1,"n":0.1}',
        body: { b: 1, a: 'ᠮᠣᠩᠭᠣᠯ \u560e\u67e5 😀', n: 0.1 },
        sealed: 'ciphertext',
        prev: genesisHash(store.settings, sha256Hex),
      });
      expect(first?.hash).toBe(eventHash(genesisHash(store.settings, sha256Hex), first as never, sha256Hex));
      expect(second).toMatchObject({
        text: 'null',
        sealed: null,
        prev: first?.hash,
        hash: eventHash(first?.hash as string, second as never, sha256Hex),
      });
      // Written down once, so that no change of the code changes what old hashes mean.
      expect(first?.hash).toBe(GOLDEN_HASH);
    });

    it('refuses a writer who has not seen the last event', async () => {
      await done(append('a', 0, event()));
      const answer = await store.commit(append('a', 0, event()));
      expect(answer).toEqual({
        ok: false,
        issues: [{ code: 'staleVersion', path: '/streams/0', params: { stream: 'a', expected: 0, actual: 1 } }],
      });
      expect(await refused(append('a', 2, event()))).toEqual(['staleVersion']);
      expect(await refused(append('b', 1))).toEqual(['staleVersion']);
    });

    it('lets exactly one of many writers at the same version through', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => store.commit(append('a', 0, event({ i })))),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(await store.readStream('a')).toHaveLength(1);
    });

    it('writes everything of a commit or nothing', async () => {
      const good: Commit = {
        streams: [{ stream: 'a', expectedVersion: 0, events: [event()] }],
        documents: [{ put: { collection: 'c', key: 'k', value: 1 } }],
        decisions: [{ ...decision(), event: 0 }],
        revisions: [{ revision: 'r1', region: 'north', layered: { z: 1, a: 2 } }],
        attachments: [{ id: 'f1', bytes: new Uint8Array([1]), mediaType: 'text/plain', name: 'a.txt' }],
      };
      await done({ attachments: [{ id: 'taken', bytes: new Uint8Array(), mediaType: 'text/plain', name: 'b' }] });
      expect(
        await refused({
          ...good,
          streams: [...(good.streams ?? []), { stream: 'b', expectedVersion: 7, events: [event()] }],
        }),
      ).toEqual(['staleVersion']);
      expect(
        await refused({
          ...good,
          documents: [...(good.documents ?? []), { delete: { collection: 'c', key: 'x', expectedVersion: 1 } }],
        }),
      ).toEqual(['staleVersion']);
      expect(
        await refused({
          ...good,
          attachments: [
            ...(good.attachments ?? []),
            { id: 'taken', bytes: new Uint8Array(), mediaType: 'text/plain', name: 'b' },
          ],
        }),
      ).toEqual(['attachmentExists']);
      expect(await refused({ ...good, decisions: [{ ...decision(), event: 1 }] })).toEqual(['eventPositionUnknown']);
      await done(good);
      expect(await everything(store)).toMatchObject({
        head: { seq: 1 },
        documents: [{ key: 'k' }],
        revisions: [{ revision: 'r1' }],
      });
      expect(await store.findAttachment('f1')).toBeDefined();
    });

    it('answers a repeated request with its first result and writes nothing', async () => {
      const commit: Commit = {
        ...append('a', 0, event()),
        decisions: [decision()],
        idempotency: { key: 'k1', request: 'h1', result: { shown: 1 } },
      };
      const first = await done(commit);
      expect(first).toMatchObject({ replayed: false, result: { shown: 1 } });
      expect(await done(commit)).toEqual({ ...first, replayed: true });
      expect(await done({ idempotency: { key: 'k1', request: 'h1', result: 'other' } })).toEqual({
        ...first,
        replayed: true,
      });
      expect(await store.readAll()).toHaveLength(1);
      expect(await store.readReceipt('k1')).toEqual({
        request: 'h1',
        events: first.events,
        decisions: first.decisions,
        result: { shown: 1 },
      });
      expect(await store.readReceipt('k2')).toBeUndefined();
    });

    it('refuses a key that was used for another request, and forgets the key of a refused one', async () => {
      await done({ ...append('a', 0, event()), idempotency: { key: 'k1', request: 'h1' } });
      expect(await refused({ ...append('a', 1, event()), idempotency: { key: 'k1', request: 'h2' } })).toEqual([
        'idempotencyKeyReused',
      ]);
      expect(await refused({ ...append('a', 0, event()), idempotency: { key: 'k2', request: 'h3' } })).toEqual([
        'staleVersion',
      ]);
      expect(await done({ ...append('a', 1, event()), idempotency: { key: 'k2', request: 'h4' } })).toMatchObject({
        replayed: false,
      });
    });

    it('keeps documents with versions, and deletes them', async () => {
      const put = (v: JsonValue, expectedVersion?: number): Commit => ({
        documents: [
          {
            put: {
              collection: 'people',
              key: 'p1',
              value: v,
              ...(expectedVersion === undefined ? {} : { expectedVersion }),
            },
          },
        ],
      });
      await done(put({ z: 1, a: [null, true] }, 0));
      expect(await store.readDocument('people', 'p1')).toEqual({
        collection: 'people',
        key: 'p1',
        value: { z: 1, a: [null, true] },
        version: 1,
      });
      expect(Object.keys((await store.readDocument('people', 'p1'))?.value as object)).toEqual(['z', 'a']);
      await done(put('second', 1));
      await done(put('third'));
      expect(await store.readDocument('people', 'p1')).toMatchObject({ value: 'third', version: 3 });
      expect(await refused(put('late', 2))).toEqual(['staleVersion']);
      expect(await refused(put('new', 0))).toEqual(['staleVersion']);
      await done({
        documents: [
          { delete: { collection: 'people', key: 'p1', expectedVersion: 3 } },
          { delete: { collection: 'people', key: 'never' } },
        ],
      });
      expect(await store.readDocument('people', 'p1')).toBeUndefined();
      await done(put('again', 0));
      expect(await store.readDocument('people', 'p1')).toMatchObject({ version: 1 });
    });

    it('takes the writes of one commit in their order', async () => {
      const at = { collection: 'c', key: 'k' };
      await done({
        documents: [
          { put: { ...at, value: 1 } },
          { put: { ...at, value: 2, expectedVersion: 1 } },
          { delete: at },
          { put: { ...at, value: 3, expectedVersion: 0 } },
        ],
      });
      expect(await store.readDocument('c', 'k')).toMatchObject({ value: 3, version: 1 });
    });

    it('lists documents by prefix and page, ordered by code point', async () => {
      const keys = [
        'a',
        'a/1',
        'a/10',
        'a/2',
        'a/\uffee',
        'a/😀',
        'b',
        '%',
        'a_',
        '\u4e4c\u5ba1\u65d7',
        '\u4e4c\u6d77',
      ];
      await done({ documents: keys.map((key) => ({ put: { collection: 'c', key, value: key } })) });
      await done({ documents: [{ put: { collection: 'other', key: 'a/1', value: 0 } }] });
      const list = async (page?: Parameters<Store['listDocuments']>[1]) =>
        (await store.listDocuments('c', page)).map(({ key }) => key);
      expect(await list()).toEqual([
        '%',
        'a',
        'a/1',
        'a/10',
        'a/2',
        'a/\uffee',
        'a/😀',
        'a_',
        'b',
        '\u4e4c\u5ba1\u65d7',
        '\u4e4c\u6d77',
      ]);
      expect(await list({ prefix: 'a/' })).toEqual(['a/1', 'a/10', 'a/2', 'a/\uffee', 'a/😀']);
      expect(await list({ prefix: 'a/', limit: 2 })).toEqual(['a/1', 'a/10']);
      expect(await list({ prefix: 'a/', after: 'a/10', limit: 2 })).toEqual(['a/2', 'a/\uffee']);
      expect(await list({ prefix: 'a/', after: 'b' })).toEqual([]);
      expect(await list({ prefix: '\u4e4c' })).toEqual(['\u4e4c\u5ba1\u65d7', '\u4e4c\u6d77']);
      expect(await list({ prefix: '%' })).toEqual(['%']);
      expect(await store.listDocuments('none')).toEqual([]);
    });

    describe('documents in views, and found by words', () => {
      const put = (key: string, views: Record<string, string>, text?: string): Commit => ({
        documents: [
          {
            put: {
              collection: 'c',
              key,
              value: key,
              views: Object.entries(views).map(([view, order]) => ({ view, order })),
              ...(text === undefined ? {} : { text }),
            },
          },
        ],
      });
      const keys = ({ documents }: { documents: readonly StoredDocument[] }) => documents.map(({ key }) => key);
      const paged = async (read: (after: DocumentPlace | undefined) => Promise<DocumentPage>) => {
        const pages: string[][] = [];
        for (let after: DocumentPlace | undefined; ; ) {
          const page = await read(after);
          pages.push(keys(page));
          if (page.next === undefined) return pages;
          after = page.next;
        }
      };

      it('lists a view in its order, forwards and backwards, page by page', async () => {
        for (const [key, order] of Object.entries({
          k1: '2026-02',
          k2: '2026-01',
          k3: '2026-02',
          k4: '\u{1F600}',
          k5: '\uffee',
        }))
          await done(put(key, { here: order, other: key }));
        await done({
          documents: [{ put: { collection: 'd', key: 'k9', value: 0, views: [{ view: 'here', order: '0' }] } }],
        });
        expect(keys(await store.listView('c', 'here'))).toEqual(['k2', 'k1', 'k3', 'k5', 'k4']);
        expect(
          await paged((after) => store.listView('c', 'here', { limit: 2, backwards: true, ...(after && { after }) })),
        ).toEqual([['k4', 'k5'], ['k3', 'k1'], ['k2']]);
        expect(keys(await store.listView('d', 'here'))).toEqual(['k9']);
        expect(await store.listView('c', 'nowhere')).toEqual({ documents: [] });
        expect(await store.listView('c', [])).toEqual({ documents: [] });
        expect((await store.listView('c', 'here')).documents[0]).toMatchObject({
          collection: 'c',
          key: 'k2',
          value: 'k2',
          version: 1,
        });
      });

      it('lists several views as one, each document once', async () => {
        await done(put('k1', { north: '1', mine: '1' }));
        await done(put('k2', { south: '2', mine: '2' }));
        await done(put('k3', { north: '3' }));
        await done(put('k4', { east: '0' }));
        const views = ['north', 'south', 'mine', 'none', 'north'];
        expect(keys(await store.listView('c', views))).toEqual(['k1', 'k2', 'k3']);
        expect(await paged((after) => store.listView('c', views, { limit: 1, ...(after && { after }) }))).toEqual([
          ['k1'],
          ['k2'],
          ['k3'],
        ]);
      });

      it('stands where it was put last, and nowhere when it is deleted', async () => {
        await done(put('k1', { a: '1', b: '1' }, 'one'));
        await done(put('k1', { b: '2' }, 'two'));
        expect(keys(await store.listView('c', ['a', 'b']))).toEqual(['k1']);
        expect(keys(await store.listView('c', 'a'))).toEqual([]);
        expect(keys(await store.searchDocuments('c', 'one'))).toEqual([]);
        expect(keys(await store.searchDocuments('c', 'two', { views: ['b'] }))).toEqual(['k1']);
        expect(keys(await store.searchDocuments('c', 'two', { views: ['a'] }))).toEqual([]);
        await done({ documents: [{ delete: { collection: 'c', key: 'k1' } }] });
        expect(keys(await store.listView('c', ['a', 'b']))).toEqual([]);
        expect(keys(await store.searchDocuments('c', ''))).toEqual([]);
        await done(put('k1', { a: '1' }));
        expect(keys(await store.listView('c', 'a'))).toEqual(['k1']);
        expect(keys(await store.searchDocuments('c', ''))).toEqual([]);
        expect(await store.readDocument('c', 'k1')).toMatchObject({ version: 1 });
      });

      it('finds words of two characters, and of one, and signs', async () => {
        const texts = {
          k1: '\u5de5\u4f5c\u9879\u76ee\u7684\u7533\u8bf7',
          k2: '\u4f5c\u9879, \u76ee\u7684',
          k3: 'Ejin-Horo 3% \u5609\u67e5',
          k4: '',
        };
        for (const [key, text] of Object.entries(texts)) await done(put(key, { all: key }, text));
        const find = async (part: string) => keys(await store.searchDocuments('c', part));
        expect(await find('\u9879\u76ee')).toEqual(['k1']);
        expect(await find('\u76ee\u7684')).toEqual(['k2', 'k1']);
        expect(await find('\u76ee')).toEqual(['k2', 'k1']);
        expect(await find('\u9879, \u76ee')).toEqual(['k2']);
        expect(await find('eJIN-h')).toEqual(['k3']);
        expect(await find('%')).toEqual(['k3']);
        expect(await find('3_')).toEqual([]);
        expect(await find('')).toEqual(['k4', 'k3', 'k2', 'k1']);
        expect(await find('x" OR tokens : "')).toEqual([]);
        expect(await paged((after) => store.searchDocuments('c', '', { limit: 3, ...(after && { after }) }))).toEqual([
          ['k4', 'k3', 'k2'],
          ['k1'],
        ]);
        expect(keys(await store.searchDocuments('d', ''))).toEqual([]);
      });

      it('refuses a view named twice, and a place that no order has', async () => {
        const twice = [
          { view: 'a', order: '1' },
          { view: 'a', order: '2' },
        ];
        expect(await refused({ documents: [{ put: { collection: 'c', key: 'k', value: 0, views: twice } }] })).toEqual([
          'viewTwice',
        ]);
        expect(await refused(put('k', { '': '1' }))).toEqual(['textNotStorable']);
        expect(await refused(put('k', { a: '\u{10FFFF}' }))).toEqual(['textNotStorable']);
        expect(await refused(put('k', {}, 'a\0b'))).toEqual(['textNotStorable']);
      });

      it('finds exactly the texts that contain the part, on random texts', async () => {
        const character = fc.constantFrom(
          ...'\u5609\u67e5\u6751\u59d4\u4f1a abAB,.%_"*():-0\u{1F600}\u{20000}\u00e9\u00c9\u212a\u0130\u3000\uff0c\u1820',
        );
        const texts = fc.array(character, { maxLength: 14 }).map((characters) => characters.join(''));
        const part = fc.array(character, { maxLength: 4 }).map((characters) => characters.join(''));
        const fold = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        let round = 0;
        let hits = 0;
        let asked = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.array(texts, { maxLength: 20 }),
            fc.array(part, { minLength: 1, maxLength: 12 }),
            async (kept, parts) => {
              const collection = `search-${round++}`;
              await done({
                documents: kept.map((text, i) => ({
                  put: { collection, key: `k${i}`, value: i, text, views: [{ view: `v${i % 2}`, order: '' }] },
                })),
              });
              for (const one of parts) {
                const expected = kept.flatMap((text, i) => (fold(text).includes(fold(one)) ? [`k${i}`] : [])).reverse();
                expect(keys(await store.searchDocuments(collection, one)), JSON.stringify([one, kept])).toEqual(
                  expected,
                );
                const odd = expected.filter((key) => Number(key.slice(1)) % 2 === 1);
                expect(keys(await store.searchDocuments(collection, one, { views: ['v1'] }))).toEqual(odd);
                hits += expected.length;
                asked += 1;
              }
            },
          ),
          { numRuns: 120 },
        );
        expect(hits / asked).toBeGreaterThan(0.2);
      });

      it('shows whoever pages through each document that stays exactly once, whatever comes and goes', async () => {
        const step = fc.oneof(
          fc.record({ put: fc.nat({ max: 30 }), order: fc.nat({ max: 4 }), where: fc.nat({ max: 2 }) }),
          fc.record({ remove: fc.nat({ max: 30 }) }),
        );
        let round = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.record({ order: fc.nat({ max: 4 }), where: fc.nat({ max: 2 }) }), { maxLength: 25 }),
            fc.array(fc.array(step, { maxLength: 4 }), { minLength: 1, maxLength: 12 }),
            fc.integer({ min: 1, max: 7 }),
            fc.boolean(),
            async (start, turns, limit, backwards) => {
              const collection = `pages-${round++}`;
              const views = ['v0', 'v1'];
              const write = (key: string, order: number, where: number): NonNullable<Commit['documents']> => [
                {
                  put: {
                    collection,
                    key,
                    value: 0,
                    text: 'word',
                    views: views.filter((_, i) => where !== i).map((view) => ({ view, order: String(order) })),
                  },
                },
              ];
              const stays = new Set<string>();
              for (const [i, { order, where }] of start.entries()) {
                await done({ documents: write(`k${i}`, order, where) });
                stays.add(`k${i}`);
              }
              const met: string[] = [];
              const found: string[] = [];
              let after: DocumentPlace | undefined;
              let afterFound: DocumentPlace | undefined;
              let more = true;
              let moreFound = true;
              for (let turn = 0; more || moreFound; turn++) {
                if (more) {
                  const page = await store.listView(collection, views, { limit, backwards, ...(after && { after }) });
                  met.push(...keys(page));
                  after = page.next;
                  more = after !== undefined;
                }
                if (moreFound) {
                  const page = await store.searchDocuments(collection, 'word', {
                    limit,
                    ...(afterFound && { after: afterFound }),
                  });
                  found.push(...keys(page));
                  afterFound = page.next;
                  moreFound = afterFound !== undefined;
                }
                for (const change of turns[turn] ?? []) {
                  const key = `k${'put' in change ? change.put : change.remove}`;
                  stays.delete(key);
                  await done({
                    documents:
                      'put' in change ? write(key, change.order, change.where) : [{ delete: { collection, key } }],
                  });
                }
              }
              for (const key of stays) {
                expect(met.filter((one) => one === key)).toHaveLength(1);
                expect(found.filter((one) => one === key)).toHaveLength(1);
              }
            },
          ),
          { numRuns: 60 },
        );
      });
    });

    it('records decisions under an id made of their content', async () => {
      const first = decision({ facts: { income: 800, b: true } });
      const { decisions, events } = await done({
        ...append('case/1', 0, event(), event()),
        decisions: [{ ...first, event: 1 }, decision({ caseId: 'other' })],
      });
      expect(decisions[0]).toBe(decisionId(first));
      expect(await store.readDecision(decisions[0] as string)).toEqual({
        ...first,
        id: decisions[0],
        eventId: events[1]?.id,
      });
      expect((await store.readDecisions('case/1')).map(({ id }) => id)).toEqual([decisions[0]]);
      expect(await store.readDecision('none')).toBeUndefined();
      // The same decision again is the same record; key order does not matter.
      expect((await done({ decisions: [decision({ facts: { b: true, income: 800 } })] })).decisions).toEqual([
        decisions[0],
      ]);
      expect(await store.readDecisions('case/1')).toHaveLength(1);
      expect(decisionId(decision({ answer: { status: 'undefined' } }))).not.toBe(decisionId(decision()));
    });

    it('keeps a policy revision forever and as it was', async () => {
      const revision = { revision: 'r1', region: 'north', layered: { z: 1, a: { y: [1], b: null } } };
      await done({ revisions: [revision, { ...revision, revision: 'r2', region: 'north-east' }] });
      await done({ revisions: [revision] });
      expect(await refused({ revisions: [{ ...revision, layered: {} }] })).toEqual(['revisionDiffers']);
      expect(await refused({ revisions: [{ ...revision, region: 'north-east' }] })).toEqual(['revisionDiffers']);
      const kept = await store.readRevision('r1');
      expect(JSON.stringify(kept)).toBe(JSON.stringify(revision));
      expect(await store.listRevisions()).toEqual([
        { revision: 'r1', region: 'north' },
        { revision: 'r2', region: 'north-east' },
      ]);
      expect(await store.listRevisions('north-east')).toEqual([{ revision: 'r2', region: 'north-east' }]);
      expect(await store.readRevision('r3')).toBeUndefined();
    });

    it('keeps attachments byte for byte', async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
      const commit = store.commit({
        attachments: [
          { id: 'f1', bytes, mediaType: 'image/png', name: '\u7167\u7247.png' },
          { id: 'f2', bytes: new Uint8Array(), mediaType: 'text/plain', name: 'empty' },
        ],
      });
      const before = Uint8Array.from(bytes);
      bytes.fill(0);
      value(await commit);
      const info = {
        id: 'f1',
        sha256: sha256Hex(before),
        mediaType: 'image/png',
        name: '\u7167\u7247.png',
        size: 70_000,
      };
      expect(await store.findAttachment('f1')).toEqual(info);
      const read = await store.readAttachment('f1');
      expect({ ...read, bytes: undefined }).toEqual({ ...info, bytes: undefined });
      expect(sha256Hex(read?.bytes as Uint8Array)).toBe(info.sha256);
      expect((await store.readAttachment('f2'))?.bytes).toEqual(new Uint8Array());
      expect(await store.readAttachment('f3')).toBeUndefined();
    });

    it('refuses what it could not give back, and says where', async () => {
      const put = (v: unknown): Commit => ({
        documents: [{ put: { collection: 'c', key: 'k', value: v as JsonValue } }],
      });
      expect(await store.commit(put({ a: ['x', 'a\0b'] }))).toEqual({
        ok: false,
        issues: [{ code: 'textNotStorable', path: '/documents/0/value/a/1', params: {} }],
      });
      for (const bad of ['\ud800', { '\0': 1 }]) expect(await refused(put(bad))).toEqual(['textNotStorable']);
      for (const bad of [
        undefined,
        { a: undefined },
        () => 1,
        Symbol('s'),
        1n,
        Number.NaN,
        Infinity,
        new Date(),
        new Map(),
        Buffer.from('a'),
        { toJSON: () => 'fooled' },
      ]) {
        expect(await refused(put(bad))).toEqual(['valueNotStorable']);
      }
      const loop: Record<string, unknown> = {};
      loop.self = loop;
      expect(await refused(put(loop))).toEqual(['jsonTooDeep']);
      expect(await refused(append('', 0, event()))).toContain('textNotStorable');
      expect(await refused(append('a', -1, event()))).toContain('valueNotStorable');
      expect(await refused(append('a', 0, event({}, { at: '\0' })))).toEqual(['textNotStorable']);
      expect(
        await refused({
          streams: [
            { stream: 'a', expectedVersion: 0, events: [] },
            { stream: 'a', expectedVersion: 0, events: [] },
          ],
        }),
      ).toEqual(['streamTwice']);
    });

    it('keeps odd but honest JSON as it is', async () => {
      const odd = JSON.parse(
        '{"__proto__":{"x":1},"constructor":1,"":"","1e3":1e21,"n":-0.5,"q":"\\"\\\\\\n\\u2028","deep":[[[[]]]]}',
      ) as JsonValue;
      await done({
        ...append('a', 0, event(odd)),
        documents: [{ put: { collection: '__proto__', key: '__proto__', value: odd } }],
      });
      expect(JSON.stringify((await store.readDocument('__proto__', '__proto__'))?.value)).toBe(JSON.stringify(odd));
      expect((await store.readAll())[0]?.body).toEqual(odd);
      expect(await store.verifyChain()).toMatchObject({ ok: true, count: 1 });
    });

    it('gives out copies: changing what was read changes nothing', async () => {
      await done({
        ...append('a', 0, event({ list: [1] })),
        documents: [{ put: { collection: 'c', key: 'k', value: { list: [1] } } }],
      });
      const read = [(await store.readDocument('c', 'k'))?.value, (await store.readAll())[0]?.body] as {
        list: number[];
      }[];
      for (const { list } of read) list.push(2);
      expect((await store.readDocument('c', 'k'))?.value).toEqual({ list: [1] });
      expect((await store.readAll())[0]?.body).toEqual({ list: [1] });
    });

    it('holds 10 000 events and verifies them, against a checkpoint too', async () => {
      for (let i = 0; i < 100; i++) {
        await done(
          append(
            `s${i % 10}`,
            Math.floor(i / 10) * 100,
            ...Array.from({ length: 100 }, (_, j) => event({ i, j, note: 'x'.repeat(100) })),
          ),
        );
      }
      const report = await store.verifyChain();
      expect(report).toEqual({ ok: true, count: 10_000, head: await store.readHead() });
      const noted = (await store.readAll({ after: 4_999, limit: 1 }))[0];
      expect(await store.verifyChain({ checkpoint: { seq: 5_000, hash: noted?.hash as string } })).toMatchObject({
        ok: true,
      });
      expect(await store.verifyChain({ checkpoint: { seq: 5_000, hash: 'f'.repeat(64) } })).toMatchObject({
        ok: false,
        seq: 5_000,
        issue: { code: 'chainCheckpointDiffers' },
      });
      expect(await store.verifyChain({ checkpoint: { seq: 10_001, hash: 'f'.repeat(64) } })).toMatchObject({
        ok: false,
        seq: 10_001,
        issue: { code: 'chainEventMissing' },
      });
      let seen = 0;
      for (let page = await store.readAll(); page.length > 0; page = await store.readAll({ after: seen }))
        seen = page.at(-1)?.seq as number;
      expect(seen).toBe(10_000);
      expect(await store.readAll({ limit: 1_000_000 })).toHaveLength(10_000);
    });

    it('is closed once and for all, after finishing what was asked', async () => {
      const last = store.commit(append('a', 0, event()));
      await Promise.all([store.close(), store.close()]);
      expect(await last).toMatchObject({ ok: true });
      expect(await store.commit(append('a', 1, event()))).toMatchObject({
        ok: false,
        issues: [{ code: 'storeClosed' }],
      });
      await expect(store.readHead()).rejects.toMatchObject({ issue: { code: 'storeClosed' } });
    });
  });
}

/** Computed by another program from the description in `chain.ts`. */
const GOLDEN_HASH = 'f0c61ce8989d97a8290aeec87b4eb5e1daf5f03c2038a0e68a06211fa8587316';

function decision(more: Partial<Parameters<typeof decisionId>[0]> = {}) {
  return {
    revision: 'r1',
    semantics: '1',
    region: 'north',
    at: '2026-11-25',
    decision: 'relief',
    facts: { income: 800 } as JsonValue,
    answer: { status: 'decided', value: true } as JsonValue,
    caseId: 'case/1',
    ...more,
  };
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

async function everything(store: Store) {
  return {
    head: await store.readHead(),
    events: await store.readAll({ limit: 10 }),
    documents: await store.listDocuments('c'),
    decisions: await store.readDecisions('case/1'),
    revisions: await store.listRevisions(),
  };
}
