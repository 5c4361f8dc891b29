import type { JsonValue } from '@cebao/engine';
import { createRulebook, type Match, type PackSource, type Person, type Policy, validatePacks } from '@cebao/pack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyMatchEvent,
  confirmMatch,
  findCandidates,
  foldMatchBook,
  indexResources,
  type MatchBook,
  type MatchEvent,
  type MatchNeed,
  type MatchResource,
  type MatchSource,
  matchRound,
  metOf,
  readNeeds,
  readResources,
  undoMatch,
  usedOf,
} from '../src/index.ts';

const SEED = Number(process.env['SEED'] ?? 20261125);
const AT = '2026-11-25';
const HALL = 'nm/city/banner/town/hall';
const NEXT = 'nm/city/banner/town/next';
const ACROSS = 'nm/city/banner/vale/hall';
const ABROAD = 'nm/city/other/town/hall';

const text = (title: string) => ({ type: 'string', title });
const form = (id: string, properties: Record<string, JsonValue>): JsonValue => ({
  kind: 'form',
  id,
  title: id,
  schema: { type: 'object', additionalProperties: false, properties },
});
const book = (id: string, change: Record<string, JsonValue> = {}): JsonValue => ({
  kind: 'register',
  id: `${id}s`,
  title: `${id}s`,
  form: id,
  level: 'village-community',
  keepers: ['hall'],
  columns: [{ id: 'name', title: 'Name', value: { var: 'name' } }],
  ...change,
});

/** An invented pack: needs, resources, and the plans that they become. */
function policyWith(change: Record<string, JsonValue> = {}): Policy {
  const fields = { name: text('Name'), kind: text('Kind'), size: { type: 'integer', title: 'Size', minimum: 0 } };
  const files: Record<string, JsonValue> = {
    'pack.json': { id: 'nm', format: 1, title: 'NM', region: 'nm' },
    'sources.json': { sources: [] },
    'roles.json': {
      bodies: [{ id: 'hall', title: 'the hall' }],
      roles: [
        { id: 'hallClerk', title: 'hall clerk', actsFor: 'hall', level: 'village-community' },
        { id: 'watcher', title: 'watcher', actsFor: 'watch', may: ['oversee'] },
      ],
    },
    'forms/need.json': form('need', { ...fields, on: { type: 'string', title: 'On', format: 'date' } }),
    'forms/resource.json': form('resource', {
      name: text('Name'),
      kinds: { type: 'array', title: 'Kinds', maxItems: 9, items: { type: 'string' } },
      size: { type: 'integer', title: 'Size', minimum: 0 },
      wheelchair: { type: 'boolean', title: 'Wheelchair' },
    }),
    'forms/plan.json': form('plan', { name: text('Name'), size: { type: 'integer', title: 'Size' } }),
    'registers/needs.json': book('need'),
    'registers/resources.json': book('resource'),
    'registers/plans.json': book('plan'),
    'matches/match.json': {
      kind: 'match',
      id: 'match',
      title: 'Match',
      basis: 'assumption',
      need: { register: 'needs', title: { var: 'name' }, amount: { var: 'size' }, on: { var: 'on' } },
      resource: { register: 'resources', title: { var: 'name' }, capacity: { var: 'size' } },
      equal: [
        { id: 'kind', title: 'Kind', need: { var: 'kind' }, resource: { var: 'kinds' }, labels: { a: 'Apples' } },
      ],
      within: 'banner-county',
      order: ['nearest', 'capacity'],
      parts: true,
      by: ['hall'],
      confirm: {
        becomes: { register: 'plans', data: { name: { var: 'need.name' }, size: { var: '$amount' } } },
      },
      ...change,
    },
  };
  const sources: PackSource[] = [
    { folder: 'nm', files: Object.entries(files).map(([path, json]) => ({ path, json })) },
  ];
  const packs = validatePacks(sources);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
  const policy = createRulebook(packs.value).policy(HALL);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

const policy = policyWith();
const matchOf = (from: Policy): Match => from.matches[0] as Match;
const match = matchOf(policy);
const clerk: Person = {
  id: 'clerk',
  name: 'Clerk',
  assignments: [HALL, NEXT, ACROSS, ABROAD].map((place) => ({ role: 'hallClerk', place })),
};
const watcher: Person = { id: 'w', name: 'W', assignments: [{ role: 'watcher', place: 'nm' }] };

const line = (
  id: string,
  place: string,
  data: Record<string, JsonValue>,
  from = '2026-01-01',
  until?: string,
): MatchSource => ({
  id,
  place,
  versions: [{ from, ...(until === undefined ? {} : { until }), data }],
});
const good = <T>(result: { ok: true; value: T } | { ok: false; issues: readonly unknown[] }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
};
const needsOf = (lines: MatchSource[], at = AT, from = policy) => good(readNeeds(from, matchOf(from), lines, at));
const resourcesOf = (lines: MatchSource[], at = AT, from = policy) =>
  good(readResources(from, matchOf(from), lines, at));
const nothing = { used: () => 0, met: () => 0 };
const one = <T>(found: readonly T[]): T => {
  if (found.length !== 1) throw new Error(`${found.length} found`);
  return found[0] as T;
};

let ids = 0;
const context = (book?: MatchBook, met = 0, actor = clerk) => ({
  now: `${AT}T09:00:00+08:00`,
  actor,
  newId: () => `id-${String(++ids).padStart(6, '0')}`,
  book,
  met,
  others: [],
});

describe('what fits a need', () => {
  const need = one(needsOf([line('n', HALL, { name: 'N', kind: 'a', size: 5 })]));
  const found = (resources: MatchSource[], wanted: MatchNeed = need, used = (_: string) => 0, from = policy) =>
    good(
      findCandidates(
        from,
        { match: matchOf(from), resources: resourcesOf(resources, AT, from) },
        wanted,
        { used, met: () => 0 },
        AT,
      ),
    );

  test('agrees in kind, serves the place, holds on the day, has something left: nearest first, then what is left', () => {
    const all = found([
      line('across', ACROSS, { name: 'R1', kinds: ['a'], size: 90 }),
      line('next', NEXT, { name: 'R2', kinds: ['b', 'a'], size: 9 }),
      line('next-more', NEXT, { name: 'R3', kinds: ['a'], size: 10 }),
      line('here', HALL, { name: 'R4', kinds: ['a'] }),
      line('town', 'nm/city/banner/town', { name: 'R5', kinds: ['a'], size: 3 }),
      line('city', 'nm/city', { name: 'R6', kinds: ['a'], size: 3 }),
    ]);
    expect(all.candidates.map(({ resource, amount, left }) => [resource.id, amount, left])).toEqual([
      ['here', 5, null],
      ['next-more', 5, 10],
      ['next', 5, 9],
      ['town', 3, 3],
      ['across', 5, 90],
      ['city', 3, 3],
    ]);
    expect(all.candidates[0]?.agrees).toEqual([{ title: 'Kind', value: 'Apples' }]);
  });

  test('what does not fit says every reason, and on which side', () => {
    const all = found(
      [
        line('other', HALL, { name: 'R', kinds: ['b'], size: 5 }),
        line('abroad', ABROAD, { name: 'R', kinds: ['a'], size: 5 }),
        line('later', HALL, { name: 'R', kinds: ['a'], size: 5 }, '2026-12-01'),
        line('empty', HALL, { name: 'R', kinds: ['a'], size: 4 }),
        line('both', ABROAD, { name: 'R', kinds: ['b'], size: 5 }),
      ],
      need,
      (id) => (id === 'empty' ? 4 : 0),
    );
    expect(all.candidates).toEqual([]);
    const because = Object.fromEntries(all.others.map(({ resource, because: why }) => [resource.id, why]));
    expect(because).toEqual({
      other: [{ code: 'fieldDiffers', title: 'Kind', need: 'Apples', resource: 'b' }],
      abroad: [{ code: 'otherPlace' }],
      later: [{ code: 'notThen', on: AT, from: '2026-12-01' }],
      empty: [{ code: 'noCapacity', left: 0, amount: 5 }],
      both: [{ code: 'fieldDiffers', title: 'Kind', need: 'Apples', resource: 'b' }, { code: 'otherPlace' }],
    });
  });

  test('a condition of the pack is a reason with its own sentence; without parts all must come from one', () => {
    const strict = policyWith({
      parts: false,
      conditions: [{ id: 'ramp', title: 'has a ramp', when: { '==': [{ var: 'resource.wheelchair' }, true] } }],
    });
    const all = found(
      [
        line('ramp', HALL, { name: 'R', kinds: ['a'], size: 5, wheelchair: true }),
        line('small', HALL, { name: 'R', kinds: ['a'], size: 4, wheelchair: true }),
        line('stairs', HALL, { name: 'R', kinds: ['a'], size: 5 }),
      ],
      need,
      () => 0,
      strict,
    );
    expect(all.candidates.map(({ resource, holds }) => [resource.id, holds])).toEqual([['ramp', ['has a ramp']]]);
    expect(all.others.map(({ because }) => because)).toEqual([
      [{ code: 'noCapacity', left: 4, amount: 5 }],
      [{ code: 'conditionFails', id: 'ramp', title: 'has a ramp' }],
    ]);
  });

  test('lines are read as on a day: what does not hold is not there, what is not filled in is told', () => {
    expect(needsOf([line('n', HALL, { name: 'N', kind: 'a' }, '2026-12-01')])).toEqual([]);
    expect(needsOf([line('n', HALL, { name: 'N' })])[0]).toMatchObject({ keys: [null], amount: 1, on: AT });
    expect(resourcesOf([line('r', HALL, { name: 'R', kinds: ['a'] }, '2026-01-01', '2026-11-24')])).toEqual([]);
    const half = one(needsOf([line('n', HALL, { name: 'N' })]));
    expect(found([line('r', HALL, { name: 'R', kinds: ['a'] })], half).others[0]?.because).toEqual([
      { code: 'keyMissing', title: 'Kind' },
    ]);
  });
});

describe('to confirm and to take back', () => {
  const need = one(needsOf([line('n', HALL, { name: 'N', kind: 'a', size: 5 })]));
  const resource = one(resourcesOf([line('r', HALL, { name: 'R', kinds: ['a'], size: 7 })]));
  const codes = (result: ReturnType<typeof confirmMatch>) => (result.ok ? [] : result.issues.map(({ code }) => code));

  test('only those who bring them together there, no more than fits, and it becomes a record', () => {
    expect(codes(confirmMatch(policy, match, { need, resource }, context(undefined, 0, watcher)))).toEqual([
      'notYoursToMatch',
    ]);
    expect(codes(confirmMatch(policy, match, { need, resource, amount: 6 }, context()))).toEqual(['amountAbove']);
    expect(codes(confirmMatch(policy, match, { need, resource, amount: 0 }, context()))).toEqual(['amountNotWhole']);
    expect(codes(confirmMatch(policy, match, { need, resource, amount: 1.5 }, context()))).toEqual(['amountNotWhole']);
    expect(codes(confirmMatch(policy, match, { need, resource }, context(undefined, 5)))).toEqual(['needMet']);
    const { event, record } = good(
      confirmMatch(policy, match, { need, resource, note: ' ok ' }, context(undefined, 2)),
    );
    expect(event).toMatchObject({ amount: 3, note: 'ok', became: { register: 'plans' }, actor: { body: 'hall' } });
    expect(record).toMatchObject({ type: 'recordAdded', place: HALL, data: { name: 'N', size: 3 } });
    const ended = policyWith({ until: '2026-11-24' });
    expect(codes(confirmMatch(ended, matchOf(ended), { need, resource }, context()))).toEqual(['matchNotInForce']);
    const shown = policyWith();
    const { confirm: _, ...only } = matchOf(shown);
    expect(codes(confirmMatch(shown, only, { need, resource }, context()))).toEqual(['matchNotConfirmed']);
  });

  test('taken back once, with a reason, and what was used is free again', () => {
    const { event } = good(confirmMatch(policy, match, { need, resource }, context()));
    const after = applyMatchEvent(undefined, event);
    expect(usedOf(after)).toBe(5);
    const again = undoMatch(policy, match, { pair: event.pair, reason: '' }, context(after));
    expect(!again.ok && again.issues[0]?.code).toBe('reasonMissing');
    const undone = good(undoMatch(policy, match, { pair: event.pair, reason: 'r' }, context(after)));
    const free = applyMatchEvent(after, undone.event);
    expect(usedOf(free)).toBe(0);
    expect(free?.pairs[0]).toMatchObject({ amount: 5, undone: { reason: 'r' } });
    const twice = undoMatch(policy, match, { pair: event.pair, reason: 'r' }, context(free));
    expect(!twice.ok && twice.issues[0]?.code).toBe('undoneAlready');
  });
});

interface World {
  readonly events: readonly MatchEvent[];
  readonly most: number;
}
type Kernel = Pick<{ confirm: typeof confirmMatch; undo: typeof undoMatch }, 'confirm' | 'undo'>;

/** Random confirms and undos over a few needs and resources; every step looks whether more is used than there is. */
function play(
  orders: readonly { what: number; need: number; resource: number; amount: number }[],
  kernel: Kernel,
): World {
  const sizes = [3, 5, 8];
  const needs = needsOf(
    [4, 2, 9, 6].map((size, i) => line(`n${i}`, i % 2 ? NEXT : HALL, { name: `N${i}`, kind: 'a', size })),
  );
  const resources = resourcesOf(sizes.map((size, i) => line(`r${i}`, HALL, { name: `R${i}`, kinds: ['a'], size })));
  const books = new Map<string, MatchBook>();
  const events: MatchEvent[] = [];
  let most = -Infinity;
  for (const { what, need: n, resource: r, amount } of orders) {
    const need = needs[n % needs.length] as MatchNeed;
    const resource = resources[r % resources.length] as MatchResource;
    const known = books.get(resource.id);
    const given = context(known, metOf(need.id, books.values()));
    const pair = known?.pairs[amount % Math.max(1, known.pairs.length)]?.id ?? '';
    const decided =
      what < 6
        ? kernel.confirm(policy, match, { need, resource, ...(amount === 0 ? {} : { amount }) }, given)
        : kernel.undo(policy, match, { pair, reason: 'r' }, given);
    if (!decided.ok) continue;
    events.push(decided.value.event);
    const after = applyMatchEvent(known, decided.value.event);
    if (after) books.set(resource.id, after);
    for (const [i, size] of sizes.entries()) most = Math.max(most, usedOf(books.get(`r${i}`)) - size);
    for (const one of needs) most = Math.max(most, metOf(one.id, books.values()) - one.amount);
  }
  for (const [id, kept] of books) expect(foldMatchBook(events.filter((event) => event.resource === id))).toEqual(kept);
  return { events, most };
}

const orders = fc.array(fc.record({ what: fc.nat(9), need: fc.nat(3), resource: fc.nat(2), amount: fc.nat(9) }), {
  minLength: 1,
  maxLength: 60,
});

describe('under random confirms and undos', () => {
  test('neither a resource nor a need is ever used beyond what it has', () => {
    let confirmed = 0;
    let undone = 0;
    fc.assert(
      fc.property(orders, (given) => {
        const { events, most } = play(given, { confirm: confirmMatch, undo: undoMatch });
        confirmed += events.filter(({ type }) => type === 'matchConfirmed').length;
        undone += events.filter(({ type }) => type === 'matchUndone').length;
        return most <= 0;
      }),
      { seed: SEED, numRuns: 1000 },
    );
    console.log(`matching: seed ${SEED}, ${confirmed} confirmed, ${undone} taken back, never beyond`);
    expect(confirmed).toBeGreaterThan(1000);
    expect(undone).toBeGreaterThan(200);
  });

  test('broken builds are caught: one that forgets what is used, one that forgets what is met', () => {
    const forgets: Kernel = {
      confirm: (a, b, c, d) => confirmMatch(a, b, c, { ...d, book: d.book && { ...d.book, pairs: [] } }),
      undo: undoMatch,
    };
    const forgetsNeeds: Kernel = { confirm: (a, b, c, d) => confirmMatch(a, b, c, { ...d, met: 0 }), undo: undoMatch };
    for (const kernel of [forgets, forgetsNeeds]) {
      const run = fc.check(
        fc.property(orders, (given) => play(given, kernel).most <= 0),
        { seed: SEED, numRuns: 400 },
      );
      expect(run.failed).toBe(true);
    }
  });
});

describe('a round', () => {
  test('the oldest need first; what a need without a candidate lacks is told; what nobody can use, too', () => {
    const needs = needsOf([
      line('young', HALL, { name: 'young', kind: 'a', size: 2 }, '2026-11-01'),
      line('old', HALL, { name: 'old', kind: 'a', size: 2 }, '2026-02-01'),
      line('none', HALL, { name: 'none', kind: 'z', size: 1 }, '2026-03-01'),
      line('abroad', ABROAD, { name: 'abroad', kind: 'a', size: 1 }, '2026-03-02'),
      line('blank', HALL, { name: 'blank', size: 1 }, '2026-03-03'),
      line('late', HALL, { name: 'late', kind: 'b', size: 1, on: '2027-01-01' }, '2026-03-04'),
      line('full', HALL, { name: 'full', kind: 'c', size: 1 }, '2026-03-05'),
      line('met', HALL, { name: 'met', kind: 'a', size: 1 }, '2026-03-06'),
    ]);
    const resources = resourcesOf([
      line('r', NEXT, { name: 'R', kinds: ['a'], size: 9 }),
      line('b', HALL, { name: 'B', kinds: ['b'] }, '2026-01-01', '2026-12-31'),
      line('c', HALL, { name: 'C', kinds: ['c'], size: 3 }),
      line('d', HALL, { name: 'D', kinds: ['d'], size: 3 }),
    ]);
    const used = (id: string) => (id === 'c' ? 3 : 0);
    const met = (id: string) => (id === 'met' ? 1 : 0);
    const round = good(matchRound(policy, indexResources(match, resources, used), needs, { used, met }, { at: AT }));
    expect(
      round.needs.map(({ need, candidates, lacking }) => [
        need.id,
        candidates.map(({ resource }) => resource.id),
        lacking,
      ]),
    ).toEqual([
      ['old', ['r'], undefined],
      ['none', [], { code: 'noneOfKind', values: [{ title: 'Kind', value: 'z' }] }],
      ['abroad', [], { code: 'noneNearby', elsewhere: 1 }],
      ['blank', [], { code: 'keyMissing', titles: ['Kind'] }],
      [
        'late',
        [],
        {
          code: 'noneFits',
          reasons: [
            { reason: { code: 'notThen', on: '2027-01-01', from: '2026-01-01', until: '2026-12-31' }, times: 1 },
          ],
        },
      ],
      ['full', [], { code: 'noneFits', reasons: [{ reason: { code: 'noCapacity', left: 0, amount: 1 }, times: 1 }] }],
      ['young', ['r'], undefined],
    ]);
    expect(round.idle.map(({ id }) => id)).toEqual(['b', 'd']);
  });

  test('agrees with the full look at every pair, whatever the lines', () => {
    const kinds = fc.constantFrom('a', 'b', 'c');
    const places = fc.constantFrom(HALL, NEXT, ACROSS, ABROAD);
    let pairs = 0;
    for (const order of [['nearest', 'capacity'], ['nearest'], ['capacity', 'nearest']]) {
      const ordered = policyWith({ order });
      fc.assert(
        fc.property(
          fc.array(fc.tuple(places, kinds, fc.integer({ min: 1, max: 5 })), { maxLength: 8 }),
          fc.array(fc.tuple(places, fc.uniqueArray(kinds, { minLength: 1, maxLength: 3 }), fc.nat(6), fc.nat(3)), {
            maxLength: 12,
          }),
          (given, offered) => {
            const needs = needsOf(
              given.map(([place, kind, size], i) => line(`n${i}`, place, { name: 'N', kind, size })),
              AT,
              ordered,
            );
            const resources = resourcesOf(
              offered.map(([place, has, size], i) =>
                line(`r${String(i).padStart(2, '0')}`, place, { name: 'R', kinds: has, size }),
              ),
              AT,
              ordered,
            );
            const used = (id: string) => offered[Number(id.slice(1))]?.[3] ?? 0;
            const standing = { used, met: () => 0 };
            const index = indexResources(matchOf(ordered), resources, used);
            const round = good(matchRound(ordered, index, needs, standing, { at: AT, most: 3 }));
            for (const row of round.needs) {
              const full = good(findCandidates(ordered, index, row.need, standing, AT));
              pairs += resources.length;
              expect(row.candidates.map(({ resource }) => resource.id)).toEqual(
                full.candidates.slice(0, 3).map(({ resource }) => resource.id),
              );
              expect(row.lacking === undefined).toBe(full.candidates.length > 0);
            }
          },
        ),
        { seed: SEED, numRuns: 150 },
      );
    }
    console.log(`matching: seed ${SEED}, ${pairs} pairs looked at twice`);
    expect(pairs).toBeGreaterThan(5000);
  });

  test('10 000 needs and 10 000 resources: no more pairs are looked at than a few per need', () => {
    let state = SEED;
    const draw = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const place = () => `nm/city/banner-${draw(5)}/town-${draw(10)}/hall-${draw(4)}`;
    const kind = () => `k${draw(20)}`;
    const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 10_000 }, (_, i) => make(i));
    const needs = needsOf(many((i) => line(`n${i}`, place(), { name: 'N', kind: kind(), size: 1 })));
    const resources = resourcesOf(many((i) => line(`r${i}`, place(), { name: 'R', kinds: [kind()], size: draw(4) })));
    const began = performance.now();
    const index = indexResources(match, resources, () => 0);
    const round = good(matchRound(policy, index, needs, nothing, { at: AT }));
    console.log(
      `matching: 10 000 x 10 000, ${round.weighed} pairs looked at of 100 000 000, ${Math.round(performance.now() - began)} ms`,
    );
    expect(round.needs).toHaveLength(10_000);
    expect(round.needs.filter(({ candidates }) => candidates.length === 3).length).toBeGreaterThan(9_000);
    expect(round.weighed).toBeLessThanOrEqual(3 * 10_000);
  });
});
