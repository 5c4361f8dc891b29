import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../issue.ts';
import { differences, readSource, type TableCase, tableCases } from '../testing/generated-tables.ts';
import { type DecisionTable, foldTable, parseTable, scanTable, type TableSource } from './index.ts';
import { indexTable, type TableIndex } from './index-table.ts';

const seed = Number(process.env['SEED'] ?? 20_261_125);
const runs = Math.ceil(Number(process.env['RUNS'] ?? 20_000) / 40);
console.log(`tables: SEED=${seed} RUNS=${runs}`);

describe('the index of a table', () => {
  it('answers as reading row by row does: first hits, all hits, conflicts, strange values', () => {
    fc.assert(
      fc.property(tableCases, ({ source, questions }) => {
        const table = readSource(source);
        expect(differences(table, indexTable(table), questions)).toEqual([]);
      }),
      { seed, numRuns: runs },
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
      const table = readSource({ hit, columns, rows });
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
    const table = readSource({ hit: 'first', columns: ['c0', 'c1', 'c2', 'c3'].map((name) => ({ name })), rows });
    const index = indexTable(table);
    const questions: TableCase['questions'] = [];
    for (let a = 0; a < 62; a += 1)
      for (let b = 0; b < 62; b += 1) questions.push([`a${a}`, `b${b}`, some(1_100), some(1_000)]);
    for (const values of questions) index.first(values);
    expect(differences(table, index, [...questions.slice(0, 60), ...questions.slice(-60)])).toEqual([]);
  });

  it('would be caught if it were wrong', () => {
    const table = readSource({
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
      first: (values: TableCase['questions'][number]) => right.first([(values[0] as number) + 1]),
    };
    expect(differences(table, broken(right), [[9], [10]])).toEqual([]);
    expect(differences(table, offByOne, [[9], [10]]).length).toBeGreaterThan(0);
    const wrongTable = readSource({
      ...sourceOf(table),
      rows: [
        { id: 'r0', when: [{ '<=': 10 }] },
        { id: 'r1', when: [{ '>': 10 }] },
      ],
    });
    expect(differences(table, indexTable(wrongTable), [[9], [10]]).length).toBeGreaterThan(0);
  });

  it('keeps money to the cent: neighbours of a limit fall on their own sides', () => {
    const table = readSource({
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
    const table = readSource({
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
      fc.property(tableCases, ({ source, questions }) => {
        fc.pre(source.columns.length > 0);
        const table = readSource(source);
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
      { seed, numRuns: Math.ceil(runs / 3) },
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
