import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { Evaluate, HeldIn } from '@cebao/pack';
import type { Period } from './period.ts';

/** A line of a register, whatever keeps it. */
export interface SourceLine {
  readonly register: string;
  readonly place: string;
  readonly key: string;
  /** The day it belongs to; for what people keep, the first and the last day on which it says this. */
  readonly on: string;
  readonly until?: string;
  readonly caseId?: string;
  readonly record?: string;
  readonly cells: Readonly<Record<string, JsonValue>>;
}

/** A value taken from lines; undefined when none of them has one. The lines that took part, oldest first. */
export interface Taken {
  readonly value?: JsonValue;
  readonly lines: readonly SourceLine[];
}

const SUM: JsonValue = { reduce: [{ var: 'values' }, { sum: [{ var: 'accumulator' }, { var: 'current' }] }, 0] };

/**
 * Takes a value from the lines of a register: those of the period, of the year so far or all, as the element says.
 * Amounts are added as exact decimals.
 *
 * @example
 * takeFromLines({ register: 'book', take: 'count', over: 'year' }, lines, period, '2026-11-25', evaluate);
 */
export function takeFromLines(
  held: HeldIn,
  lines: readonly SourceLine[],
  period: Period,
  day: string,
  evaluate: Evaluate,
): Result<Taken> {
  const first = held.over === 'period' ? period.from : held.over === 'year' ? `${day.slice(0, 4)}-01-01` : '';
  const issues: Issue[] = [];
  const dated: { on: string; line: SourceLine }[] = [];
  for (const line of lines) {
    if (line.register !== held.register) continue;
    if (line.record !== undefined && line.until !== undefined && line.until < day) continue;
    const on = held.day === undefined ? line.on : line.cells[held.day];
    if (typeof on !== 'string' || on.slice(0, 10) < first || on.slice(0, 10) > day) continue;
    if (held.where !== undefined) {
      const run = evaluate(held.where as JsonValue, (name) =>
        Object.hasOwn(line.cells, name) ? line.cells[name] : undefined,
      );
      if (!run.ok) issues.push(...run.issues);
      if (!run.ok || run.value !== true) continue;
    }
    dated.push({ on: on.slice(0, 10), line });
  }
  if (issues.length > 0) return { ok: false, issues };
  dated.sort((a, b) => (a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.line.key < b.line.key ? -1 : 1));
  const cell = (line: SourceLine): JsonValue =>
    (held.column !== undefined && Object.hasOwn(line.cells, held.column) ? line.cells[held.column] : null) ?? null;
  const taken = dated.map(({ line }) => line);
  const filled = taken.filter((line) => cell(line) !== null && cell(line) !== '');
  switch (held.take) {
    case 'count':
      return { ok: true, value: { value: taken.length, lines: taken } };
    case 'distinct':
      return {
        ok: true,
        value: { value: new Set(filled.map((line) => JSON.stringify(cell(line)))).size, lines: filled },
      };
    case 'latest': {
      const newest = filled.at(-1);
      return { ok: true, value: newest === undefined ? { lines: [] } : { value: cell(newest), lines: [newest] } };
    }
    case 'sum': {
      const run = evaluate(SUM, (name) => (name === 'values' ? filled.map(cell) : undefined));
      return run.ok ? { ok: true, value: { value: run.value, lines: filled } } : run;
    }
  }
}
