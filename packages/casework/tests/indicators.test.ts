import type { JsonValue } from '@cebao/engine';
import type { Indicator, IndicatorSplit } from '@cebao/pack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyRecordEvent,
  type IndicatorLine,
  type KeptRecord,
  keepRecord,
  keptLines,
  type Measure,
  measureIndicator,
  type RecordCommand,
  type RecordEvent,
  splitLines,
} from '../src/index.ts';
import { fundPolicy, HALL, membersOf, people } from './fund-policy.ts';

const SEED = Number(process.env['SEED'] ?? 20261125);
const RUNS = 400;
const policy = fundPolicy();
const members = membersOf(policy);
const evaluate = policy.evaluate;
const AT = '2026-11-25';

const line = (key: string, cells: Record<string, JsonValue>, more: Partial<IndicatorLine> = {}): IndicatorLine => ({
  key,
  place: 'a/b/c/d/e',
  on: '2026-03-01',
  cells,
  ...more,
});
const measure = (
  over: Measure,
  lines: readonly IndicatorLine[],
  scope: { place?: string; at?: string; from?: string } = {},
) => {
  const measured = measureIndicator(over, lines, { place: 'a', at: AT, ...scope }, evaluate);
  if (!measured.ok) throw new Error(JSON.stringify(measured.issues));
  return measured.value;
};

describe('an indicator', () => {
  const lines = [
    line('1', { amount: 0.1, kind: 'x', done: '2026-05-01' }),
    line('2', { amount: 0.2, kind: 'y', done: null }, { on: '2026-04-30', place: 'a/b/c/d/f' }),
    line('3', { amount: null, kind: 'x', done: '2026-06-01' }, { on: '2026-12-01' }),
    line('4', { amount: 5, kind: 'x' }, { record: 'r', until: '2026-10-01' }),
  ];

  test('counts what lies at the place and below, holds on the day and meets the condition', () => {
    const count: Measure = { register: 'r', take: 'count' };
    expect(measure(count, lines).value).toBe(2);
    expect(measure(count, lines, { at: '2026-09-30' }).value).toBe(3);
    expect(measure(count, lines, { place: 'a/b/c/d/f' }).value).toBe(1);
    expect(measure(count, lines, { place: 'a/b/c/d' }).value).toBe(2);
    expect(measure(count, lines, { place: 'a/b/c/d/e/f' }).value).toBe(0);
    expect(measure(count, lines, { from: '2026-04-01' }).value).toBe(1);
    expect(measure({ ...count, where: { '==': [{ var: 'kind' }, 'x'] } }, lines).value).toBe(1);
    expect(measure({ ...count, day: 'done' }, lines).value).toBe(2);
  });

  test('adds exactly, leaves blanks out of sum and median, and says what the number rests on', () => {
    const sum = measure({ register: 'r', take: 'sum', column: 'amount' }, lines, { at: '2026-12-31' });
    expect(sum.value).toBe(0.3);
    expect([sum.counted.length, sum.base.length]).toEqual([2, 3]);
    const median = (at: string) => measure({ register: 'r', take: 'median', column: 'amount' }, lines, { at }).value;
    expect(median('2026-12-31')).toBe(0.15);
    expect(median('2026-09-30')).toBe(0.2);
    expect(measure({ register: 'r', take: 'median', column: 'amount' }, [])).toMatchObject({ base: [] });
    expect(measure({ register: 'r', take: 'median', column: 'amount' }, []).value).toBeUndefined();
  });

  test('a share has a base, is rounded to one decimal and is not worked out from nothing', () => {
    const share: Measure = { register: 'r', take: 'share', of: { '==': [{ var: 'kind' }, 'x'] } };
    const measured = measure(share, [...lines, line('5', { kind: 'y' })]);
    expect(measured.value).toBe(33.3);
    expect([measured.counted.length, measured.base.length]).toEqual([1, 3]);
    expect(measure(share, []).value).toBeUndefined();
  });

  test('a condition that cannot be worked out is an issue, not a smaller number', () => {
    const over: Measure = { register: 'r', take: 'count', where: { '>': [{ '+': [{ var: 'kind' }, 1] }, 0] } };
    const measured = measureIndicator(over, lines, { place: 'a', at: AT }, evaluate);
    expect(measured.ok).toBe(false);
  });
});

type Build = typeof measureIndicator;
const OVER: readonly Measure[] = [
  { register: 'members', take: 'count' },
  { register: 'members', take: 'count', where: { '>': [{ var: 'fee' }, 50] } },
  { register: 'members', take: 'sum', column: 'fee' },
  { register: 'members', take: 'median', column: 'fee' },
  { register: 'members', take: 'share', of: { '>': [{ var: 'fee' }, 50] } },
];

const day = fc.integer({ min: 0, max: 500 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const command = fc.oneof(
  fc.record({ type: fc.constant('change' as const), from: day, fee: fc.nat(100) }),
  fc.record({ type: fc.constant('correct' as const), from: day, fee: fc.nat(100) }),
  fc.record({ type: fc.constant('end' as const), until: day }),
  fc.record({ type: fc.constant('resume' as const) }),
);
const stream = fc.record({ from: day, fee: fc.nat(100), commands: fc.array(command, { maxLength: 8 }) });

/** The events of one record, whatever of the commands is taken. */
function eventsOf({ from, fee, commands }: { from: string; fee: number; commands: readonly unknown[] }, key: number) {
  let ids = 0;
  let record: KeptRecord | undefined;
  const events: RecordEvent[] = [];
  const take = (one: RecordCommand) => {
    const newId = () => `r${key}-${String(++ids).padStart(3, '0')}`;
    const decided = keepRecord(policy, members, record, one, {
      now: `${AT}T09:00:00+08:00`,
      actor: people.keeper,
      newId,
      others: [],
    });
    if (!decided.ok) return;
    events.push(decided.value);
    record = applyRecordEvent(record, decided.value);
  };
  take({ type: 'add', place: HALL, data: { name: `N${key}`, rank: 'plain', fee }, from });
  for (const one of commands as { type: 'change'; from: string; fee: number }[])
    take(
      one.type === 'change' || one.type === 'correct'
        ? { type: one.type, data: { fee: one.fee }, from: one.from, reason: 'r' }
        : ({ ...(one as object), reason: 'r' } as RecordCommand),
    );
  return { events, record };
}

/** What a record's fee is on a day, read from its events without projections: the newest word for the day wins. */
function feeOn(events: readonly RecordEvent[], at: string): number | undefined {
  let spans: { from: string; fee: number }[] = [];
  let until = '9999-12-31';
  for (const event of events) {
    if (event.type === 'recordAdded') spans = [{ from: event.from, fee: Number(event.data['fee']) }];
    if (event.type === 'recordChanged') spans.push({ from: event.from, fee: Number(event.data['fee']) });
    if (event.type === 'recordCorrected') {
      const last = spans.pop();
      spans.push({ from: event.from ?? last?.from ?? '', fee: Number(event.data['fee']) });
    }
    if (event.type === 'recordEnded') until = event.until;
    if (event.type === 'recordResumed') until = '9999-12-31';
  }
  const first = spans[0]?.from ?? '';
  return at < first || at > until ? undefined : spans.filter(({ from }) => from <= at).at(-1)?.fee;
}

function recount(over: Measure, fees: readonly number[]): number | undefined {
  const high = fees.filter((fee) => fee > 50);
  switch (over.take) {
    case 'count':
      return over.where === undefined ? fees.length : high.length;
    case 'sum':
      return fees.reduce((sum, fee) => sum + fee, 0);
    case 'share':
      return fees.length === 0 ? undefined : Math.round((high.length * 1000) / fees.length + 1e-9) / 10;
    case 'median': {
      const ordered = [...fees].sort((a, b) => a - b);
      const half = ordered.length / 2;
      return ordered.length === 0
        ? undefined
        : ordered.length % 2 === 1
          ? ordered[Math.floor(half)]
          : ((ordered[half - 1] as number) + (ordered[half] as number)) / 2;
    }
  }
}

const recounted = (build: Build) =>
  fc.property(fc.array(stream, { maxLength: 8 }), day, (streams, at) => {
    const made = streams.map(eventsOf);
    const lines = made.flatMap(({ record }) => {
      const found = record ? keptLines(policy, members, record) : undefined;
      return found?.ok ? found.value : [];
    });
    const fees = made.map(({ events }) => feeOn(events, at)).filter((fee) => fee !== undefined);
    return OVER.every((over) => {
      const measured = build(over, lines, { place: HALL, at }, evaluate);
      return measured.ok && measured.value.value === recount(over, fees);
    });
  });

const PLACES = ['a/b/c', 'a/b/c/d', 'a/b/c/d/e', 'a/b/c/d/f', 'a/b/c/g/h', 'a/x'];
const SPLITS: readonly IndicatorSplit[] = [
  { by: 'place', level: 'township-street' },
  { by: 'place', level: 'village-community' },
  { by: 'period', period: 'month' },
  { by: 'period', period: 'quarter' },
  { by: 'column', column: 'kind' },
];
const anyLine = fc.record({
  key: fc.uuid(),
  place: fc.constantFrom(...PLACES),
  on: day,
  cells: fc.record({
    fee: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }).map((fen) => fen / 100)),
    kind: fc.option(fc.constantFrom('x', 'y', 'z')),
  }),
});

type Split = typeof splitLines;
const partitioned = (split: Split) =>
  fc.property(fc.array(anyLine, { maxLength: 30 }), day, (lines, at) =>
    [OVER[0], OVER[2]].every((over) => {
      const whole = measureIndicator(over as Measure, lines, { place: 'a', at }, evaluate);
      if (!whole.ok) return false;
      if (over?.take === 'count' && whole.value.counted.length !== whole.value.value) return false;
      return SPLITS.every((by) => {
        const groups = split(by, over as Measure, whole.value.base);
        const parts = groups.map((group) =>
          measureIndicator(over as Measure, group.lines, { place: 'a', at }, evaluate),
        );
        const fen = parts.reduce(
          (sum, part) => sum + Math.round((part.ok ? (part.value.value ?? 0) : Number.NaN) * 100),
          0,
        );
        const keys = groups.flatMap((group) => group.lines.map(({ key }) => key));
        return (
          fen === Math.round((whole.value.value ?? 0) * 100) &&
          new Set(keys).size === keys.length &&
          keys.length === whole.value.base.length
        );
      });
    }),
  );

describe('for any history', () => {
  test('an indicator is what counting again from the events gives', () => {
    fc.assert(recounted(measureIndicator), { seed: SEED, numRuns: RUNS });
    console.log(`indicators: ${RUNS} histories recounted, seed ${SEED}`);
    // Builds that would count wrongly are noticed: what has ended, what has not begun, every version of a record.
    const broken: Build[] = [
      (over, lines, scope, read) =>
        measureIndicator(
          over,
          lines.map(({ until: _, ...rest }) => rest),
          scope,
          read,
        ),
      (over, lines, scope, read) =>
        measureIndicator(
          over,
          lines.map((one) => ({ ...one, on: '2026-01-01' })),
          scope,
          read,
        ),
      (over, lines, scope, read) =>
        measureIndicator(
          over,
          lines.map(({ record: _, ...rest }) => rest),
          scope,
          read,
        ),
    ];
    for (const build of broken) expect(fc.check(recounted(build), { seed: SEED, numRuns: RUNS }).failed).toBe(true);
  });

  test('its parts make the whole, and every line counted stands in one of them', () => {
    fc.assert(partitioned(splitLines), { seed: SEED, numRuns: RUNS });
    console.log(`indicators: ${RUNS} times ${SPLITS.length} divisions added up, seed ${SEED}`);
    // A build that forgets lines which have no value there, and one that counts a place below its parent too.
    const forgets: Split = (...args) => splitLines(...args).filter(({ key }) => key !== '');
    const twice: Split = (by, ...rest) => [...splitLines(by, ...rest), ...splitLines(by, ...rest).slice(0, 1)];
    for (const split of [forgets, twice])
      expect(fc.check(partitioned(split), { seed: SEED, numRuns: RUNS }).failed).toBe(true);
  });

  test('parts stand in their own order, whatever they hold', () => {
    const lines = ['y', 'x', 'x', null].map((kind, index) => line(String(index), { kind }));
    const over: Measure = { register: 'r', take: 'count' } satisfies NonNullable<Indicator['over']>;
    expect(splitLines({ by: 'column', column: 'kind' }, over, lines, ['y', 'x']).map(({ key }) => key)).toEqual([
      'y',
      'x',
      '',
    ]);
    const moved = [
      line('1', {}, { place: 'a/b/c/e' }),
      line('2', {}, { place: 'a/b/c/e' }),
      line('3', {}, { place: 'a/b/c/d' }),
    ];
    expect(splitLines({ by: 'place', level: 'township-street' }, over, moved).map(({ key }) => key)).toEqual([
      'a/b/c/d',
      'a/b/c/e',
    ]);
  });
});
