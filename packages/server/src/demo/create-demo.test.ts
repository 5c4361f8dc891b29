import { createHash } from 'node:crypto';
import {
  type CaseEvent,
  type CaseState,
  foldCase,
  type HeldSurvey,
  type Person,
  statusOf,
  viewCase,
  weighSurvey,
} from '@cebao/casework';
import { createRulebook, levelOf, mayAct, type Rulebook, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import type { Store, StoredEvent } from '@cebao/store';
import { createMemoryStore } from '@cebao/store/memory';
import { beforeAll, describe, expect, test } from 'vitest';
import { CASES, type CaseIndexRow } from '../case-index.ts';
import { eachDocument } from '../each-document.ts';
import { INSTANCE, ORGANISATIONS, PEOPLE, PLACES } from '../instance.ts';
import { REGISTER_RECORDS } from '../register-book.ts';
import { SURVEYS } from '../survey-book.ts';
import { createDemo, ROSTER } from './create-demo.ts';
import type { DemoFiles } from './demo-files.ts';
import { readDemoScenes } from './read-demo-files.ts';

const RULES = new URL('../../../../rules', import.meta.url).pathname;
const clock = () => Date.parse('2026-11-25T01:30:00Z');

function readRules(): { rulebook: Rulebook; files: DemoFiles } {
  const sources = loadRules(RULES);
  if (!sources.ok) throw new Error(JSON.stringify(sources.issues, null, 1));
  const packs = validatePacks(sources.value);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
  const scenes = readDemoScenes(RULES);
  if (!scenes.ok || !scenes.value[0]) throw new Error(JSON.stringify(scenes, null, 1));
  return { rulebook: createRulebook(packs.value), files: scenes.value[0] };
}

async function filled(rulebook: Rulebook, files: DemoFiles, now = clock): Promise<Store> {
  const store = createMemoryStore({ cell: 'demo', demo: true });
  const done = await createDemo(store, rulebook, [files], now);
  if (!done.ok) throw new Error(JSON.stringify(done.issues, null, 1));
  return store;
}

async function valuesOf<T>(store: Store, collection: string): Promise<T[]> {
  const values: T[] = [];
  for await (const { value } of eachDocument(store, collection)) values.push(value as T);
  return values;
}

async function allEvents(store: Store): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await store.readAll({ after: events.at(-1)?.seq ?? 0, limit: 1000 });
    events.push(...page);
    if (page.length < 1000) return events;
  }
}

async function contentHash(store: Store): Promise<string> {
  const hash = createHash('sha256');
  for (const { stream, version, at, text } of await allEvents(store))
    hash.update(JSON.stringify([stream, version, at, text]));
  for (const collection of [PEOPLE, ORGANISATIONS, PLACES, INSTANCE, ROSTER, CASES, REGISTER_RECORDS])
    for await (const { key, value } of eachDocument(store, collection))
      hash.update(JSON.stringify([collection, key, value]));
  return hash.digest('hex');
}

describe('the demo', () => {
  const { rulebook, files } = readRules();
  const profile = files.profile as NonNullable<DemoFiles['profile']>;
  let store: Store;
  let states: CaseState[];
  let people: Person[];

  beforeAll(async () => {
    store = await filled(rulebook, files);
    people = await valuesOf<Person>(store, PEOPLE);
    const streams = new Map<string, CaseEvent[]>();
    for (const { stream, body } of await allEvents(store))
      if (stream.startsWith('case/'))
        streams.set(stream, [...(streams.get(stream) ?? []), body as unknown as CaseEvent]);
    states = [...streams.values()].map((events) => foldCase(events) as CaseState);
  });

  const policyAt = (place: string) => {
    const policy = rulebook.policy(place);
    if (!policy.ok) throw new Error(place);
    return policy.value;
  };

  test('has a survey that is over, with both sides above the smallest number, and one that runs', async () => {
    const surveys = await valuesOf<HeldSurvey>(store, SURVEYS);
    expect(surveys.map(({ closed }) => closed !== undefined).sort()).toEqual([false, true]);
    for (const held of surveys.filter(({ closed }) => closed)) {
      const policy = policyAt(held.place);
      const kind = policy.surveys.find(({ id }) => id === held.kind);
      const sides = kind ? weighSurvey(policy, kind, held, 5) : [];
      expect(sides.map(({ satisfied }) => satisfied !== undefined)).toEqual([true, true]);
      expect(sides.flatMap(({ counts = [] }) => counts).filter(({ n }) => n === undefined)).toEqual([]);
    }
  });

  test('has as many of everything as the profile says', async () => {
    const count = async (collection: string) => (await valuesOf(store, collection)).length;
    const sum = (groups: readonly { count: number }[]) => groups.reduce((total, group) => total + group.count, 0);
    expect(await count(PLACES)).toBe(sum(profile.places));
    expect(await count(ORGANISATIONS)).toBe(sum(profile.organisations));
    expect(await count(ROSTER)).toBe(sum(profile.socialWorkers ?? []));
    const byKind = new Map<string, number>();
    for (const { kind } of await valuesOf<{ kind: string }>(store, PLACES))
      byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(byKind)).toEqual(
      Object.fromEntries(profile.places.map(({ kind, count }) => [kind, count])),
    );
    expect(states).toHaveLength(sum(profile.cases));
    expect(await count(CASES)).toBe(states.length);
  });

  test('every place lies below another of the demo or the region, with nothing twice', async () => {
    const places = await valuesOf<{ path: string }>(store, PLACES);
    const paths = new Set([profile.region, ...places.map(({ path }) => path)]);
    expect(paths.size).toBe(places.length + 1);
    expect(places.filter(({ path }) => !paths.has(path.slice(0, path.lastIndexOf('/'))))).toEqual([]);
  });

  test('brings every case as far as its entry says', () => {
    const reached = (state: CaseState) => [...new Set(Object.entries(state.steps).map(([path]) => path))];
    for (const entry of profile.cases) {
      const found = states.filter((state) => {
        if (entry.place !== undefined && state.place !== entry.place) return false;
        if (!reached(state).includes(entry.reached)) return false;
        if (entry.withdrawn) return state.withdrawn !== undefined;
        if (entry.returnedTo !== undefined) return state.returned?.to === entry.returnedTo;
        const ended = entry['ended'];
        if (ended !== undefined) return state.ended?.reason === ended;
        if (entry.signing) return state.steps[entry.reached]?.status === 'signing';
        return state.steps[entry.reached]?.status === 'done';
      });
      expect(found.length, JSON.stringify(entry)).toBeGreaterThanOrEqual(entry.count);
    }
    const statuses = new Set(states.map(statusOf));
    expect([...statuses].sort()).toEqual(['ended', 'open', 'returned', 'withdrawn']);
    expect(
      states.some((state) =>
        Object.values(state.steps).some(({ submissions }) => submissions.some(({ paper }) => paper !== undefined)),
      ),
    ).toBe(true);
  });

  test('marks of entries show in what the rules answered', () => {
    const marked = (mark: string) =>
      profile.cases.filter((entry) => entry[mark] !== undefined).reduce((sum, { count }) => sum + count, 0);
    const answers = states.map((state) =>
      state.decisions.map(({ answer }) => JSON.stringify(answer.value ?? null)).join(),
    );
    expect(answers.filter((answer) => answer.includes('publicTender')).length).toBe(marked('overThreshold'));
    expect(answers.filter((answer) => answer.includes('selfProcurement')).length).toBeGreaterThan(10);
    const warned = states.filter((state) =>
      state.decisions.some(({ answer }) => answer.warnings.includes('possibleSplitting')),
    );
    expect(warned.length).toBeGreaterThanOrEqual(marked('splitting') / 2);
    const advised = states.filter((state) =>
      Object.values(state.steps).some(({ submissions }) => submissions.some(({ judged }) => judged.advice.length > 0)),
    );
    expect(advised.length).toBe(marked('fewReps'));
    for (const { steps } of advised)
      for (const { judged, despite } of Object.values(steps).flatMap(({ submissions }) => submissions))
        expect(despite !== undefined).toBe(judged.advice.length > 0);
  });

  test('whoever signs in first has exactly the tasks of the entries at their place', async () => {
    const first = people.find(({ id }) => id === files.cast.first) as Person;
    const rows = await valuesOf<CaseIndexRow>(store, CASES);
    const tasks = rows.flatMap((row) =>
      row.waiting.filter((waiting) => !waiting.optional && mayAct(policyAt(row.place), waiting.bodies, row, first).ok),
    );
    const home = first.assignments[0]?.place;
    expect(tasks).toHaveLength(
      profile.cases.filter(({ place }) => place === home).reduce((sum, { count }) => sum + count, 0),
    );
  });

  test('every role of the cast that has steps finds something to do', () => {
    const open = states
      .filter((state) => !state.ended && !state.withdrawn)
      .map((state) => {
        const policy = policyAt(state.place);
        const view = viewCase(policy, state, undefined, { today: '2026-11-25' });
        if (!view.ok) throw new Error(JSON.stringify(view.issues));
        return { state, policy, steps: view.value.openSteps };
      });
    const policy = policyAt(profile.region);
    const bodiesWithSteps = new Set(
      policy.flows.flatMap(({ steps }) =>
        steps.flatMap((step) => [...(step.actors ?? step.handledBy ?? []), ...(step.signatures ?? [])]),
      ),
    );
    const idle = files.cast.people
      .filter(({ id }) => (files.cast.switch ?? []).some(({ person }) => person === id))
      .filter((person) => {
        const bodies = person.assignments.map(({ role }) => policy.findRole(role)?.actsFor ?? '');
        if (!bodies.some((body) => bodiesWithSteps.has(body))) return false;
        return !open.some(({ state, policy, steps }) =>
          steps.some(
            (step) =>
              mayAct(
                policy,
                step.who.map(({ body }) => body),
                state,
                person as Person,
              ).ok,
          ),
        );
      });
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  test('somebody is there for every step that waits', async () => {
    for (const row of await valuesOf<CaseIndexRow>(store, CASES)) {
      for (const waiting of row.waiting) {
        if (!waiting.optional)
          expect(
            people.some((person) => mayAct(policyAt(row.place), waiting.bodies, row, person).ok),
            `${row.title} ${waiting.step}`,
          ).toBe(true);
      }
    }
  });

  test('nothing happens before the first day, out of order, on a later day or at a place that is not there', async () => {
    const places = new Set((await valuesOf<{ path: string }>(store, PLACES)).map(({ path }) => path));
    for (const state of states) {
      const times = state.timeline.map(({ at }) => at);
      expect(times).toEqual([...times].sort());
      expect(times.at(-1)?.slice(0, 10) ?? '').toMatch(/^202[56]-/);
      expect((times.at(-1) ?? '') < '2026-11-25').toBe(true);
      expect(state.governedOn >= (files.fields?.notBefore ?? '')).toBe(true);
      expect(places.has(state.place), state.place).toBe(true);
      expect(levelOf(state.place)).toBe('village-community');
    }
  });

  test('the chain is whole, and what was decided is kept with its revision', async () => {
    expect((await store.verifyChain()).ok).toBe(true);
    for (const state of states.slice(0, 5)) {
      const kept = await store.readDecisions(state.id);
      const asked = new Set(
        state.decisions.map(({ decision, facts, answer }) => JSON.stringify([decision, facts, answer])),
      );
      expect(kept).toHaveLength(asked.size);
      expect(await store.readRevision(state.revision)).toBeDefined();
    }
  });

  test('the same day gives the same content, another seed another', async () => {
    const again = await filled(readRules().rulebook, files);
    expect(await contentHash(again)).toBe(await contentHash(store));
    const other = await filled(rulebook, { ...files, profile: { ...profile, seed: profile.seed + 1 } });
    expect(await contentHash(other)).not.toBe(await contentHash(store));
  });

  test('further scenes come beside the first, and are named where one chooses whom to be', async () => {
    const other: DemoFiles = {
      cast: {
        title: 'Another scene',
        people: [{ id: 'other-1', name: 'Somebody', assignments: [] }],
        places: [{ path: 'nm/elsewhere', title: 'Elsewhere' }],
      },
    };
    const both = createMemoryStore({ cell: 'demo', demo: true });
    const done = await createDemo(both, rulebook, [files, other], clock);
    expect(done.ok).toBe(true);
    expect((await both.readDocument(PLACES, 'nm/elsewhere'))?.value).toMatchObject({ title: 'Elsewhere' });
    const choices = (await both.readDocument(INSTANCE, 'switch'))?.value as { person: string; scene: string }[];
    expect(choices.at(-1)).toEqual({ person: 'other-1', title: 'Somebody', scene: 'Another scene' });
    expect(choices[0]?.scene).toBe(files.cast.title);
    expect((await both.readDocument(INSTANCE, 'first-person'))?.value).toEqual({ person: files.cast.first });
    expect((await valuesOf(both, CASES)).length).toBe((await valuesOf(store, CASES)).length);
  });

  test('a recipe that points nowhere, or a step that cannot be reached, is told and nothing is written', async () => {
    const fields = files.fields as NonNullable<DemoFiles['fields']>;
    const broken = [
      {
        code: 'demoFileIncomplete',
        files: { ...files, fields: { ...fields, fields: { ...fields.fields, needTitle: { from: '/nowhere' } } } },
      },
      {
        code: 'demoCaseStuck',
        files: { ...files, profile: { ...profile, cases: [{ reached: 'procurement/recordResult', count: 1 }] } },
      },
    ];
    for (const { code, files } of broken) {
      const empty = createMemoryStore({ cell: 'demo', demo: true });
      const done = await createDemo(empty, rulebook, [files], clock);
      expect(done.ok ? '' : done.issues[0]?.code).toBe(code);
      expect(await empty.listDocuments(PLACES, { limit: 1 })).toEqual([]);
    }
  });

  test('is made in seconds of work', async () => {
    const start = process.cpuUsage();
    await filled(rulebook, files);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(6);
  });
});
