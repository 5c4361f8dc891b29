import type { List, ReadEntry } from '@cebao/pack';
import { describe, expect, it } from 'vitest';
import {
  applyListEvent,
  areIdentical,
  comparePlaceLists,
  foldPlaceLists,
  type Library,
  type ListEvent,
  libraryAbove,
  likeness,
  matchTitles,
  type PlaceLists,
  plainTitle,
  readPlaceList,
  weighMatter,
} from '../src/index.ts';
import { changeIssues } from '../src/lists/list-command.ts';

const SEED = Number(process.env['SEED'] ?? 20261125);
const KINDS = ['farming', 'pastoral', 'city'];
const LIST = 'duties';

/** Reproducible chance (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const actor = { person: 'p', role: 'r', body: 'b' };
let made = 0;
const head = (place: string) => ({
  id: `e${++made}`,
  schema: 1 as const,
  place,
  at: '2026-01-01T09:00:00+08:00',
  actor,
  sealed: null,
});
const kindSet = (place: string, kind: string, from = '2026-01-01'): ListEvent => ({
  ...head(place),
  type: 'kindSet',
  kind,
  from,
  reason: 'r',
});
const changed = (place: string, more: object): ListEvent =>
  ({
    ...head(place),
    type: 'itemChanged',
    list: LIST,
    change: 'add',
    reason: 'r',
    from: '2026-01-01',
    ...more,
  }) as ListEvent;
const entry = (id: string, kinds?: string[]): ReadEntry => ({
  id,
  title: `T ${id}`,
  layer: 0,
  ...(kinds ? { placeKinds: kinds } : {}),
});
const idsAt = (stated: ReadEntry[], above: PlaceLists[], place: string, own: PlaceLists | undefined, at: string) =>
  readPlaceList(libraryAbove(stated, LIST, above, at), LIST, place, own, at).entries.map(({ id }) => id);

describe('the list of a place', () => {
  const stated = [entry('all'), entry('farm', ['farming']), entry('herd', ['pastoral'])];

  it('has what is meant for its kind; of an unknown kind only what is meant for all', () => {
    const farm = foldPlaceLists([kindSet('b/t/v', 'farming')]);
    expect(idsAt(stated, [], 'b/t/v', farm, '2026-06-01')).toEqual(['all', 'farm']);
    expect(idsAt(stated, [], 'b/t/v', farm, '2025-12-31')).toEqual(['all']);
    expect(idsAt(stated, [], 'b/t/v', undefined, '2026-06-01')).toEqual(['all']);
  });

  it('changes its kind from a day on; of two settings of one day the later entered holds', () => {
    const place = foldPlaceLists([
      kindSet('b/t/v', 'farming'),
      kindSet('b/t/v', 'city', '2026-03-01'),
      kindSet('b/t/v', 'pastoral', '2026-03-01'),
    ]);
    expect(idsAt(stated, [], 'b/t/v', place, '2026-02-28')).toEqual(['all', 'farm']);
    expect(idsAt(stated, [], 'b/t/v', place, '2026-03-01')).toEqual(['all', 'herd']);
  });

  it('keeps its own deviations over what comes from above, and takes up an entry again when its end has passed', () => {
    const above = foldPlaceLists([changed('b', { item: 'fire', title: 'Fire', kinds: ['farming'] })]) as PlaceLists;
    const own = foldPlaceLists([
      kindSet('b/t/v', 'farming'),
      changed('b/t/v', { change: 'remove', item: 'all', from: '2026-02-01', until: '2026-02-28' }),
      changed('b/t/v', { change: 'amend', item: 'fire', title: 'Fire, weekly' }),
      changed('b/t/v', { item: 'ferry', title: 'Ferry', kinds: ['city'] }),
    ]) as PlaceLists;
    const read = (at: string) => readPlaceList(libraryAbove(stated, LIST, [above], at), LIST, 'b/t/v', own, at);
    expect(read('2026-02-01').entries.map(({ id }) => id)).toEqual(['farm', 'fire', 'ferry']);
    expect(read('2026-02-01').leftOut.find(({ entry: { id } }) => id === 'all')).toMatchObject({ why: 'removed' });
    expect(read('2026-03-01').entries.map(({ id }) => id)).toEqual(['all', 'farm', 'fire', 'ferry']);
    expect(read('2026-03-01').entries.find(({ id }) => id === 'fire')).toMatchObject({
      title: 'Fire, weekly',
      addedAt: 'b',
      amended: [{ place: 'b/t/v', reason: 'r' }],
    });
    expect(read('2026-02-01').deviations).toBe(3);
  });
});

describe('comparing', () => {
  const library = libraryAbove([entry('a'), entry('b', ['farming'])], LIST, [], '2026-06-01');
  const at = (place: string, ...events: ListEvent[]) =>
    readPlaceList(library, LIST, place, foldPlaceLists(events), '2026-06-01');

  it('tells what is only here, only there, and worded otherwise', () => {
    const one = at('v1', kindSet('v1', 'farming'));
    const other = at('v2', kindSet('v2', 'city'), changed('v2', { change: 'amend', item: 'a', title: 'A2' }));
    const { same, onlyFirst, onlySecond, differing } = comparePlaceLists(one, other);
    expect([same.length, onlyFirst.map(({ id }) => id), onlySecond.length]).toEqual([0, ['b'], 0]);
    expect(differing.map(({ first, second }) => [first.title, second.title])).toEqual([['T a', 'A2']]);
  });

  it('calls lists alike only when all are', () => {
    const city = (place: string) => at(place, kindSet(place, 'city'));
    expect(areIdentical([city('v1'), city('v2')])).toBe(true);
    expect(areIdentical([city('v1'), city('v2'), at('v3', kindSet('v3', 'farming'))])).toBe(false);
    expect(areIdentical([city('v1')])).toBe(false);
  });
});

describe('titles', () => {
  it.each([
    ['协助 动物防疫', '协助动物防疫。', 'same'],
    ['ＡＢ协助', 'ab协助', 'same'],
    ['协助动物防疫工作', '协助动物防疫', 'alike'],
    ['协助动物防疫', '小区议事协商', undefined],
    ['', '', undefined],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(matchTitles(a, b)).toBe(expected);
  });

  it('likeness is symmetric and between 0 and 1', () => {
    const next = chance(SEED);
    for (let round = 0; round < 500; round += 1) {
      const word = () => Array.from({ length: next(8) }, () => '协助防疫登记'[next(6)]).join('');
      const [a, b] = [word(), word()];
      expect(likeness(a, b)).toBe(likeness(b, a));
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
      expect(likeness(a, b)).toBeLessThanOrEqual(1);
      if (plainTitle(a) !== '') expect(likeness(a, a)).toBe(1);
    }
  });
});

/** Some towns with villages, of random kinds, with random changes at every level. */
function country(seed: number): { stated: ReadEntry[]; lists: Map<string, PlaceLists>; places: string[] } {
  const next = chance(seed);
  const some = <T>(from: readonly T[]): T => from[next(from.length)] as T;
  const stated = Array.from({ length: 6 }, (_, index) => ({
    ...entry(`i${index}`, next(2) ? KINDS.filter(() => next(2)) : undefined),
    title: `Task i${index}`,
  }));
  const day = () => `2026-0${1 + next(9)}-01`;
  const lists = new Map<string, PlaceLists>();
  const places: string[] = [];
  const change = (place: string): ListEvent => {
    const from = day();
    const what = some(['add', 'remove', 'amend'] as const);
    return changed(place, {
      change: what,
      item: `i${next(9)}`,
      ...(what === 'remove' ? {} : { title: `Task i${next(9)}` }),
      ...(next(3) ? {} : { kinds: [some(KINDS)] }),
      from,
      ...(next(4) ? {} : { until: `2026-09-${10 + next(20)}` }),
    });
  };
  for (const town of ['b/t1', 'b/t2', 'b/t3']) {
    const changes = Array.from({ length: next(3) }, () => change(town));
    if (changes.length > 0) lists.set(town, foldPlaceLists(changes) as PlaceLists);
    for (let village = 0; village < 6; village += 1) {
      const place = `${town}/v${village}`;
      places.push(place);
      const events = [
        ...(next(5) ? [kindSet(place, some(KINDS), day())] : []),
        ...Array.from({ length: next(2) ? 0 : next(4) }, () => change(place)),
      ];
      if (events.length > 0) lists.set(place, foldPlaceLists(events) as PlaceLists);
    }
  }
  return { stated, lists, places };
}

/** A matter weighed place by place, without anything shared. */
function weighOneByOne(seed: number, share = false) {
  const { stated, lists, places } = country(seed);
  const next = chance(seed + 1);
  const at = `2026-0${1 + next(9)}-15`;
  const matter = { title: `Task i${next(9)}`, ...(next(2) ? { kinds: [KINDS[next(3)] as string] } : {}) };
  const libraries = new Map<string, Library>();
  const libraryOf = (place: string): Library => {
    const town = place.slice(0, place.lastIndexOf('/'));
    const known = libraries.get(town);
    if (known) return known;
    const above = lists.get(town);
    const library = libraryAbove(stated, LIST, above ? [above] : [], at);
    libraries.set(town, library);
    return library;
  };
  const weighing = { at, list: LIST, matter, libraryOf };
  const withLists = places.map((place) => ({ place, lists: lists.get(place) }));
  // The broken way: places of one kind are taken for alike, whatever they changed themselves.
  const blind = withLists.map(({ place, lists: own }) => ({ place, lists: own && { ...own, lists: {} } }));
  return {
    together: weighMatter(share ? blind : withLists, weighing),
    single: withLists.flatMap((one) => weighMatter([one], { ...weighing, libraryOf: (place) => freshOf(place) })),
  };
  function freshOf(place: string): Library {
    const above = lists.get(place.slice(0, place.lastIndexOf('/')));
    return libraryAbove(stated, LIST, above ? [above] : [], at);
  }
}

describe('one matter against many places', () => {
  const ROUNDS = 300;

  it(`is the same as place by place (${ROUNDS} countries of 18 places, SEED=${SEED})`, () => {
    const verdicts = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const { together, single } = weighOneByOne(SEED + round * 7);
      expect(together, `seed ${SEED + round * 7}`).toEqual(single);
      for (const { verdict } of together) verdicts.add(verdict);
    }
    expect([...verdicts].sort()).toEqual(['alike', 'kindUnknown', 'listed', 'new', 'otherKind', 'removed']);
  });

  it('would notice a build that forgets what places changed themselves', () => {
    let noticed = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { together, single } = weighOneByOne(SEED + round * 7, true);
      if (JSON.stringify(together) !== JSON.stringify(single)) noticed += 1;
    }
    expect(noticed).toBeGreaterThan(0);
  });
});

describe('a synthetic load', () => {
  it('weighs one matter against 13 927 places within a second', () => {
    const stated = Array.from({ length: 60 }, (_, index) =>
      entry(`i${index}`, index % 3 ? [KINDS[index % 3] as string] : undefined),
    );
    const library = libraryAbove(stated, LIST, [], '2026-06-01');
    const places = Array.from({ length: 13_927 }, (_, index) => {
      const place = `b/t${Math.floor(index / 15)}/v${index}`;
      const own = index % 10 === 0 ? [changed(place, { change: 'remove', item: `i${index % 60}` })] : [];
      return { place, lists: foldPlaceLists([kindSet(place, KINDS[index % 3] as string), ...own]) };
    });
    const start = performance.now();
    const weighed = weighMatter(places, {
      at: '2026-06-01',
      list: LIST,
      matter: { title: 'T i0' },
      libraryOf: () => library,
    });
    const took = performance.now() - start;
    expect(weighed.length).toBe(13_927);
    // Every sixtieth place took the entry out itself: those whose number is a multiple of 60.
    expect(weighed.filter(({ verdict }) => verdict === 'removed').length).toBe(Math.ceil(13_927 / 60));
    expect(took).toBeLessThan(1000);
  });
});

describe('events', () => {
  it('fold the same one by one and at once, and never lose a change', () => {
    for (let round = 0; round < 100; round += 1) {
      const { lists } = country(SEED + round);
      for (const state of lists.values()) {
        const changes = Object.values(state.lists).flatMap((list) => list.changes);
        expect(state.version).toBe(state.kinds.length + changes.length);
      }
    }
    const events = [kindSet('v', 'city'), changed('v', { item: 'a', title: 'A' })];
    expect(foldPlaceLists(events)).toEqual(events.reduce<PlaceLists | undefined>(applyListEvent, undefined));
  });
});

describe('a change as it is written', () => {
  const list = {
    kind: 'list',
    id: LIST,
    title: 'Duties',
    basis: 'seed',
    merge: 'append',
    entries: [],
    perPlace: {
      level: 'village-community',
      kinds: [{ id: 'city', title: 'City' }],
      parts: [{ id: 'p', title: 'P' }],
      maintainers: [],
    },
  } as List;
  const fine = { change: 'add' as const, item: 'x', title: 'X', part: 'p', reason: 'r', from: '2026-01-01' };
  it.each([
    [{}, []],
    [{ reason: ' ' }, ['reasonMissing']],
    [{ from: '2026-02-30' }, ['notADate']],
    [{ until: '2025-12-31' }, ['endsBeforeStart']],
    [{ title: '' }, ['titleMissing']],
    [{ change: 'remove' as const, item: 'y' }, ['notInList']],
    [{ change: 'remove' as const, item: 'known' }, []],
    [{ part: 'q' }, ['unknownPart']],
    [{ kinds: ['sea'] }, ['unknownPlaceKind']],
  ])('%j: %j', (more, codes) => {
    const issues = changeIssues(list, 'a/b/c/d/e', { ...fine, ...more }, ['known']);
    expect(issues.map(({ code }) => code)).toEqual(codes);
  });
  it('below the places that have lists there is none', () => {
    expect(changeIssues(list, 'a/b/c/d/e/f', fine, []).map(({ code }) => code)).toEqual(['noListAtPlace']);
    expect(changeIssues(list, 'a/b/c', fine, [])).toEqual([]);
  });
});
