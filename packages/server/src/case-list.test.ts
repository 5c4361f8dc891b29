import { createRulebook } from '@cebao/pack';
import type { Store } from '@cebao/store';
import { createMemoryStore } from '@cebao/store/memory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES, repositoryPacks } from '../tests/repository.ts';
import type { CaseRow } from './api/cases.ts';
import { CASES, type CaseIndexRow, caseRowOf, seenRow, taskOf, visibleCases, waitingCases } from './case-index.ts';
import { listCases } from './case-list.ts';
import { taskViewsOf, viewsOfPerson } from './case-views.ts';
import { createDemo } from './demo/create-demo.ts';
import { readDemoScenes } from './demo/read-demo-files.ts';
import { eachDocument, eachInViews } from './each-document.ts';
import { loadInstance } from './instance.ts';
import { createPolicies } from './policies.ts';
import { listKeptCases } from './rebuild-projections.ts';
import type { Services } from './services.ts';
import { loadStaff } from './staff-book.ts';
import type { Viewer } from './viewer.ts';

/** The whole demo with all its people, in a store that does not forget to list its cases. */
const NOW = Date.parse('2026-11-25T01:30:00Z');
let services: Services;
let viewers: Viewer[];
let everyCase: CaseIndexRow[];

beforeAll(async () => {
  const packs = repositoryPacks();
  const scenes = readDemoScenes(RULES);
  if (!scenes.ok) throw new Error('the rules do not load');
  const store: Store = createMemoryStore({ cell: 'test', demo: true });
  const made = await createDemo(store, createRulebook(packs), scenes.value, () => NOW);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  const instance = await loadInstance(store, packs);
  const staff = await loadStaff(store, () => instance);
  services = {
    store,
    policies: createPolicies(packs, store),
    instance: () => instance,
    staff,
    clock: () => NOW,
    today: () => '2026-11-25',
  } as unknown as Services;
  viewers = instance.people.map(
    (person) => ({ person: staff.personOn(person.id, '2026-11-25') ?? person, session: '' }) as Viewer,
  );
  everyCase = [];
  for await (const { value } of eachDocument(store, CASES)) everyCase.push(value as unknown as CaseIndexRow);
});

/** What somebody sees, found by looking at every case there is. */
async function bySearchingAll(viewer: Viewer): Promise<CaseIndexRow[]> {
  const rows: CaseIndexRow[] = [];
  for (const row of everyCase) {
    const seen = await seenRow(services, viewer.person, row);
    if (seen !== undefined) rows.push(seen);
  }
  return rows.sort((a, b) =>
    a.changedOn !== b.changedOn ? (a.changedOn < b.changedOn ? 1 : -1) : a.id < b.id ? 1 : -1,
  );
}

describe('the lists in which cases stand, for everybody in the demo', () => {
  test('hold exactly what each may see', async () => {
    let rows = 0;
    for (const viewer of viewers) {
      const expected = await bySearchingAll(viewer);
      expect(await visibleCases(services, viewer), viewer.person.id).toEqual(expected);
      rows += expected.length;
    }
    expect(everyCase.length).toBeGreaterThan(50);
    expect(rows).toBeGreaterThan(everyCase.length);
    console.info(
      `${viewers.length} people, ${everyCase.length} cases, ${rows} rows seen: the same as by looking at all`,
    );
  });

  test('hold every task', async () => {
    let tasks = 0;
    const tasksIn = async (viewer: Viewer, rows: readonly CaseIndexRow[]) => {
      const found: string[] = [];
      for (const row of rows)
        for (const waiting of row.waiting) {
          const task = await taskOf(services, viewer.person, row, waiting);
          if (task !== undefined) found.push(JSON.stringify([row.id, waiting.step, task]));
        }
      return found.sort();
    };
    for (const viewer of viewers) {
      const expected = await tasksIn(viewer, await bySearchingAll(viewer));
      expect(await tasksIn(viewer, await waitingCases(services, viewer)), viewer.person.id).toEqual(expected);
      tasks += expected.length;
    }
    expect(tasks).toBeGreaterThan(100);
  });

  test('give the same pages under every filter, page by page', async () => {
    const states: (CaseRow['state'] | undefined)[] = [undefined, 'open', 'returned', 'ended', 'withdrawn'];
    const flows = [undefined, ...new Set(everyCase.map(({ flow }) => flow))].slice(0, 4);
    const words = [undefined, everyCase[7]?.title.slice(1, 3), everyCase[11]?.id.slice(-4)];
    let pages = 0;
    for (const [i, viewer] of viewers.entries()) {
      const all = await bySearchingAll(viewer);
      const places = [
        undefined,
        all[i % Math.max(all.length, 1)]?.place,
        viewer.person.assignments[0]?.place.split('/')[0],
      ];
      for (const state of states)
        for (const flow of flows.slice(i % 2))
          for (const place of places.slice(i % 3))
            for (const q of words) {
              const expected = all.filter(
                (row) =>
                  (state === undefined || row.state === state) &&
                  (flow === undefined || row.flow === flow) &&
                  (place === undefined || row.place === place || row.place.startsWith(`${place}/`)) &&
                  (q === undefined || row.title.includes(q) || row.id.includes(q)),
              );
              const rows: CaseRow[] = [];
              for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
                const page = await listCases(services, viewer, { state, flow, place, q, after, limit: 40 });
                if (first && expected.length <= 200) expect(page.total).toBe(expected.length);
                rows.push(...page.rows);
                after = page.next;
                pages += 1;
              }
              const shown = expected.map((row) => caseRowOf(services, row));
              if (q === undefined) expect(rows).toEqual(shown);
              else expect(rows.sort(byId)).toEqual(shown.sort(byId));
            }
    }
    expect(pages).toBeGreaterThan(viewers.length);
  });

  test('read no more than somebody may see: a village does not page through the county', async () => {
    const looked = await Promise.all(
      viewers.map(async (viewer) => {
        let read = 0;
        for await (const _ of eachInViews(services.store, CASES, viewsOfPerson(services.policies, viewer.person)))
          read += 1;
        let waiting = 0;
        for await (const _ of eachInViews(services.store, CASES, taskViewsOf(viewer.person))) waiting += 1;
        const seen = (await bySearchingAll(viewer)).length;
        return { read, waiting, seen };
      }),
    );
    expect(looked.some(({ read }) => read < everyCase.length / 10)).toBe(true);
    expect(looked.every(({ waiting }) => waiting <= everyCase.length)).toBe(true);
  });

  test('are made once for a store whose cases were kept before there were lists', async () => {
    const { store } = services;
    const before = await Promise.all(viewers.map((viewer) => visibleCases(services, viewer)));
    for (const row of everyCase)
      await store.commit({ documents: [{ put: { collection: CASES, key: row.id, value: row as never } }] });
    await store.commit({ documents: [{ delete: { collection: 'instance', key: 'case-lists' } }] });
    expect((await visibleCases(services, viewers[0] as Viewer)).length).toBe(0);
    await listKeptCases(store, services.policies);
    expect(await Promise.all(viewers.map((viewer) => visibleCases(services, viewer)))).toEqual(before);
    const marked = await store.readDocument('instance', 'case-lists');
    await listKeptCases(store, services.policies);
    expect(await store.readDocument('instance', 'case-lists')).toEqual(marked);
  });
});

afterAll(() => services.store.close());

const byId = (a: CaseRow, b: CaseRow) => (a.id < b.id ? -1 : 1);
