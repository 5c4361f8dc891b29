import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../issue.ts';
import { type DecisionTable, foldTable, parseTable, scanTable, type TableSource } from './index.ts';
import { indexTable, type TableIndex } from './index-table.ts';

const DAYS = ['2024-02-28', '2024-02-29', '2024-03-01', '2025-12-31', '2026-01-01', '0001-01-01', '9999-12-31'];
const MONTHS = ['2024-02', '2024-12', '2025-01', '2026-11', '0001-01'];
const TEXTS = ['', 'senior', '中级', 'ᠮᠣᠩᠭᠣᠯ', '-', '__proto__', 'constructor', '2024-02-29'];
const money = fc.integer({ min: -300, max: 300 }).map((fen) => fen / 100);
const VALUES = {
  text: fc.constantFrom(...TEXTS),
  number: fc.oneof(money, fc.integer({ min: -3, max: 40 }), fc.constantFrom(0.1 + 0.2, 0.3, -0, 1e300, 5e-324)),
  boolean: fc.boolean(),
  date: fc.constantFrom(...DAYS),
  month: fc.constantFrom(...MONTHS),
} as const;
type Kind = keyof typeof VALUES;

function cellOf(kind: Kind): fc.Arbitrary<JsonValue> {
  const value = VALUES[kind] as fc.Arbitrary<JsonValue>;
  const several = fc.array(fc.oneof({ weight: 9, arbitrary: value }, fc.constant(null)), {
    minLength: 1,
    maxLength: 4,
  });
  // A text "-" alone would mean anything.
  const one = kind === 'text' ? value.filter((text) => text !== '-') : value;
  const ends = fc
    .record(
      { low: value, high: value, lowOp: fc.constantFrom('>', '>='), highOp: fc.constantFrom('<', '<=') },
      { requiredKeys: ['lowOp', 'highOp'] },
    )
    .map(({ low, high, lowOp, highOp }): JsonValue => {
      if (low === undefined && high === undefined) return '-';
      if (low === undefined || high === undefined)
        return low === undefined ? { [highOp]: high as JsonValue } : { [lowOp]: low };
      // The lesser end below; a range of one value has both ends.
      const [from, to] = (low as number) <= (high as number) ? [low, high] : [high, low];
      return from === to ? { '>=': from, '<=': to } : { [lowOp]: from, [highOp]: to };
    });
  const plain = kind === 'text' || kind === 'boolean' ? fc.oneof(one, several) : fc.oneof(one, several, ends);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<JsonValue>('-') },
    { weight: 5, arbitrary: plain },
    {
      weight: 1,
      arbitrary: plain.filter((cell) => cell !== '-').map((cell): JsonValue => ({ not: cell })),
    },
  );
}

interface Case {
  source: TableSource;
  questions: (JsonValue | undefined)[][];
}

const cases: fc.Arbitrary<Case> = fc
  .array(fc.constantFrom<Kind>('text', 'number', 'boolean', 'date', 'month'), { minLength: 0, maxLength: 6 })
  .chain((kinds) =>
    fc.record({
      source: fc.record({
        hit: fc.constantFrom('first' as const, 'unique' as const, 'collect' as const),
        columns: fc.constant(kinds.map((kind, at) => ({ name: `c${at}`, kind }))),
        rows: fc
          .array(fc.tuple(...kinds.map(cellOf)), { maxLength: 80 })
          .map((rows) => rows.map((when, at) => ({ id: `r${at}`, when: when as JsonValue[] }))),
      }),
      questions: fc.array(
        fc.tuple(
          ...kinds.map((kind) =>
            fc.oneof(
              { weight: 20, arbitrary: VALUES[kind] as fc.Arbitrary<JsonValue | undefined> },
              { weight: 2, arbitrary: fc.constantFrom(null, undefined) },
              { weight: 1, arbitrary: fc.constantFrom<JsonValue>('2024-02-30', '2024-13', [], {}, true, 3, 'x') },
            ),
          ),
        ),
        { minLength: 1, maxLength: 12 },
      ),
    }),
  ) as unknown as fc.Arbitrary<Case>;

function read(source: TableSource): DecisionTable {
  const parsed = parseTable(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

/** Every way in which the index differs from reading the table row by row. */
function differences(table: DecisionTable, index: TableIndex, questions: Case['questions']): string[] {
  const found: string[] = [];
  for (const values of questions) {
    const rows = scanTable(table, values);
    const say = (what: string, is: unknown, be: unknown) => {
      if (JSON.stringify(is) !== JSON.stringify(be))
        found.push(`${what} of ${JSON.stringify(values)}: ${JSON.stringify(is)}, not ${JSON.stringify(be)}`);
    };
    const first = typeof rows === 'number' ? -2 - rows : rows[0] ? rows[0].position : -1;
    say('first', index.first(values), first);
    say(
      'first in a record',
      index.firstIn(Object.fromEntries(values.map((v, at) => [`c${at}`, v as JsonValue]))),
      first,
    );
    say('all', index.all(values), typeof rows === 'number' ? -2 - rows : rows.map(({ position }) => position));
    const answer = index.answer(values);
    if (typeof rows === 'number') say('answer', answer.ok, false);
    else if (table.hit === 'unique' && rows.length > 1)
      say('conflict', answer.ok ? '' : answer.issue.params, { rows: rows.slice(0, 2).map(({ id }) => id) });
    else
      say(
        'answer',
        answer.ok && answer.rows.map(({ id }) => id),
        (table.hit === 'first' ? rows.slice(0, 1) : rows).map(({ id }) => id),
      );
  }
  return found;
}

describe('the index of a table', () => {
  it('answers as reading row by row does: first hits, all hits, conflicts, strange values', () => {
    fc.assert(
      fc.property(cases, ({ source, questions }) => {
        const table = read(source);
        expect(differences(table, indexTable(table), questions)).toEqual([]);
      }),
      { numRuns: Number(process.env.CEBAO_FUZZ ?? 500) },
    );
  });

  it('answers alike where segments are shared for want of memory', () => {
    const random = lcg(7);
    const rows = Array.from({ length: 3_000 }, (_, at) => ({
      id: `r${at}`,
      when: [
        random() < 0.1
          ? '-'
          : random() < 0.5
            ? `t${Math.floor(random() * 2_500)}`
            : { not: `t${Math.floor(random() * 2_500)}` },
        random() < 0.1 ? '-' : { '>=': Math.floor(random() * 100_000) / 100, '<': 1_000 },
        random() < 0.5 ? [Math.floor(random() * 5_000), null] : { not: { '>': Math.floor(random() * 5_000) } },
      ] as JsonValue[],
    }));
    const columns = [{ name: 'c0' }, { name: 'c1' }, { name: 'c2' }];
    for (const hit of ['first', 'collect'] as const) {
      const table = read({ hit, columns, rows });
      const questions = Array.from({ length: 120 }, () => [
        `t${Math.floor(random() * 2_600)}`,
        Math.floor(random() * 120_000) / 100,
        random() < 0.1 ? null : Math.floor(random() * 6_000),
      ]);
      expect(differences(table, indexTable(table), questions)).toEqual([]);
    }
  });

  it('answers alike when the combinations it remembers fill its memory', () => {
    const random = lcg(11);
    const some = (most: number) => Math.floor(random() * most);
    const rows = Array.from({ length: 3_000 }, (_, at) => ({
      id: `r${at}`,
      when: [`a${some(60)}`, `b${some(60)}`, { '>=': some(900), '<': 1_000 }, { not: some(1_000) }] as JsonValue[],
    }));
    const table = read({ hit: 'first', columns: ['c0', 'c1', 'c2', 'c3'].map((name) => ({ name })), rows });
    const index = indexTable(table);
    const questions: Case['questions'] = [];
    for (let a = 0; a < 62; a += 1)
      for (let b = 0; b < 62; b += 1) questions.push([`a${a}`, `b${b}`, some(1_100), some(1_000)]);
    for (const values of questions) index.first(values);
    expect(differences(table, index, [...questions.slice(0, 60), ...questions.slice(-60)])).toEqual([]);
  });

  it('would be caught if it were wrong', () => {
    const table = read({
      hit: 'first',
      columns: [{ name: 'c0' }],
      rows: [
        { id: 'r0', when: [{ '<': 10 }] },
        { id: 'r1', when: [{ '>=': 10 }] },
      ],
    });
    const right = indexTable(table);
    const offByOne = {
      ...broken(right),
      first: (values: Case['questions'][number]) => right.first([(values[0] as number) + 1]),
    };
    expect(differences(table, broken(right), [[9], [10]])).toEqual([]);
    expect(differences(table, offByOne, [[9], [10]]).length).toBeGreaterThan(0);
    const wrongTable = read({
      ...sourceOf(table),
      rows: [
        { id: 'r0', when: [{ '<=': 10 }] },
        { id: 'r1', when: [{ '>': 10 }] },
      ],
    });
    expect(differences(table, indexTable(wrongTable), [[9], [10]]).length).toBeGreaterThan(0);
  });

  it('keeps money to the cent: neighbours of a limit fall on their own sides', () => {
    const table = read({
      hit: 'first',
      columns: [{ name: 'amount' }],
      rows: [
        { id: 'below', when: [{ '<': 200_000 }] },
        { id: 'exactly', when: [200_000] },
        { id: 'upTo', when: [{ '>': 200_000, '<=': 200_000.01 }] },
      ],
    });
    const index = indexTable(table);
    const idOf = (amount: number) => index.rows[index.first([amount])]?.id;
    expect([199_999.99, 200_000, 200_000.01, 200_000.02].map(idOf)).toEqual(['below', 'exactly', 'upTo', undefined]);
  });
});

describe('folding', () => {
  it('leaves the rows in force, puts params in, and drops known columns', () => {
    const table = read({
      hit: 'first',
      columns: [{ name: 'level' }, { name: 'amount' }],
      rows: [
        { id: 'old', when: ['senior', '-'], until: '2025-12-31' },
        { id: 'elsewhere', when: ['senior', '-'], region: 'nm/ordos/dalad' },
        { id: 'junior', when: ['assistant', '-'] },
        { id: 'small', when: ['senior', { '<=': { param: 'limit' } }], from: '2026-01-01' },
        { id: 'other', when: ['-', '-'] },
        { id: 'never', when: ['-', 1] },
      ],
    });
    const folded = foldTable(table, {
      at: '2026-01-01',
      region: 'nm/ordos/ejin-horo',
      param: (id) => (id === 'limit' ? 10 : undefined),
      values: new Map([['level', 'senior']]),
    });
    if (!folded.ok) throw new Error(JSON.stringify(folded.issues));
    expect(folded.value.columns.map(({ name }) => name)).toEqual(['amount']);
    expect(folded.value.rows.map(({ id, position }) => [id, position])).toEqual([
      ['small', 3],
      ['other', 4],
    ]);
    const index = indexTable(folded.value);
    expect([index.first([10]), index.first([10.01])]).toEqual([0, 1]);
    expect(foldTable(table, { at: '2026-01-01', param: () => undefined })).toMatchObject({
      ok: false,
      issues: [{ code: 'missingParam', path: '/rows/3/when/1' }],
    });
  });

  it('changes no answer', () => {
    fc.assert(
      fc.property(cases, ({ source, questions }) => {
        fc.pre(source.columns.length > 0);
        const table = read(source);
        for (const values of questions) {
          if (typeof scanTable(table, values) === 'number') continue;
          const folded = foldTable(table, { values: new Map([['c0', values[0] ?? null]]) });
          if (!folded.ok) throw new Error(JSON.stringify(folded.issues));
          const whole = indexTable(table).answer(values);
          const part = indexTable(folded.value).answer(values.slice(1));
          expect(part.ok ? part.rows.map(({ id }) => id) : part.issue).toEqual(
            whole.ok ? whole.rows.map(({ id }) => id) : whole.issue,
          );
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('reading a table', () => {
  it('finds all problems at once, each at its cell', () => {
    const parsed = parseTable({
      hit: 'first',
      columns: [{ name: 'level', kind: 'text' }, { name: 'age' }, { name: 'born', kind: 'date' }],
      rows: [
        { id: 'a', when: ['senior', { '>=': 60, '<': 60 }, '2024-02-30'] },
        { id: 'b', when: [{ '>': 3 }, 3] },
        { id: 'c', when: [7, '-', { not: '-' }] },
        { id: 'd', when: ['-', { '>=': 1, '>': 2 }, []] },
      ],
    });
    expect(parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'tableCellEmpty /rows/0/when/1',
      'tableCellKind /rows/0/when/2',
      'tableCellKind /rows/2/when/0',
      'tableCellOrder /rows/1/when/0',
      'tableCellShape /rows/2/when/2',
      'tableCellShape /rows/3/when/1',
      'tableCellShape /rows/3/when/2',
      'tableRowWidth /rows/1/when',
    ]);
  });
});

function broken(right: TableIndex): TableIndex {
  return {
    columns: right.columns,
    rows: right.rows,
    first: (values) => right.first(values),
    firstIn: (record) => right.firstIn(record),
    all: (values, most) => right.all(values, most),
    answer: (values) => right.answer(values),
  };
}

function sourceOf(table: DecisionTable): TableSource {
  return { hit: table.hit, columns: table.columns, rows: [] };
}

function lcg(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}
