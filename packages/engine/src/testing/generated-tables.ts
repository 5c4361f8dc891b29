import fc from 'fast-check';
import type { JsonValue } from '../issue.ts';
import { type DecisionTable, parseTable, scanTable, type TableSource } from '../table/index.ts';
import type { TableIndex } from '../table/index-table.ts';

// Generated decision tables and questions, for comparing the index with reading row by row.

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

/** A table and what is asked of it, a value for each column. */
export interface TableCase {
  source: TableSource;
  questions: (JsonValue | undefined)[][];
}

/** Tables of all kinds of columns, right and strange questions. */
export const tableCases: fc.Arbitrary<TableCase> = fc
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
  ) as unknown as fc.Arbitrary<TableCase>;

/** A table that is read. */
export function readSource(source: TableSource): DecisionTable {
  const parsed = parseTable(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

/** Every way in which the index differs from reading the table row by row. */
export function differences(table: DecisionTable, index: TableIndex, questions: TableCase['questions']): string[] {
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
