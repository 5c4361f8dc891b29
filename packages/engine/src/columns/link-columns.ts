import type { JsonValue } from '../issue.ts';
import { createRuntime, type ModuleRuntime } from '../module/runtime.ts';
import { readOwn } from '../run-state.ts';
import type { ColumnLayout } from './emit-columns.ts';

/** Values of one column, by row; undefined for what is not there. */
export type ColumnValues = Float64Array | readonly (JsonValue | undefined)[];

/** The default export of a generated module over columns. */
export type ColumnsMaker = (
  runtime: ModuleRuntime,
) => (
  columns: readonly (ColumnValues | undefined)[],
  params: unknown,
  from: number,
  to: number,
  out: (JsonValue | undefined)[],
) => number;

/** Answers of some rows: `answers[(row - from) * width + rule]`. The list is used again for the next rows. */
export interface RowsAnswered {
  readonly from: number;
  readonly to: number;
  readonly answers: readonly (JsonValue | undefined)[];
  readonly width: number;
  /** How many answers are undefined: the closures have to give them. */
  readonly open: number;
}

/** Rules over columns, ready to run. */
export interface LinkedColumns {
  readonly layout: ColumnLayout;
  /**
   * Answers rows, some at a time, so that memory stays flat. Columns by slot, as `layout.columns` says.
   */
  run(
    columns: readonly (ColumnValues | undefined)[],
    rows: { readonly from?: number; readonly to: number },
    take: (answered: RowsAnswered) => void,
    params?: unknown,
  ): void;
}

/** Answers that are held at a time. */
const ANSWERS = 16_384;

/**
 * Joins a generated module over columns with what its code is given.
 *
 * @example
 * const linked = linkColumns((await import(file)).default, layout);
 * linked.run(readColumns(layout, records), { to: records.length }, ({ answers, width, from, to }) => { … });
 */
export function linkColumns(make: ColumnsMaker, layout: ColumnLayout): LinkedColumns {
  const all = make(createRuntime());
  return {
    layout,
    run(columns, { from: first = 0, to: last }, take, params) {
      const width = layout.rules.length;
      const rows = Math.min(last - first, Math.max(1, Math.floor(ANSWERS / width)));
      const answers = new Array<JsonValue | undefined>(rows * width).fill(null);
      for (let from = first; from < last; from += rows) {
        const to = Math.min(last, from + rows);
        const open = all(columns, params, from, to, answers);
        take({ from, to, answers, width, open });
      }
    },
  };
}

/**
 * The columns that some rules read, out of records. Making them costs more than one rule does: for many rules, or for
 * data that is kept in columns.
 */
export function readColumns(layout: ColumnLayout, records: readonly JsonValue[]): (ColumnValues | undefined)[] {
  const columns: (ColumnValues | undefined)[] = [];
  for (const { slot, segments, number } of layout.columns) {
    const read = (record: JsonValue): JsonValue | undefined => {
      let value: JsonValue | undefined = record;
      for (const segment of segments) {
        if (value === undefined || value === null) return undefined;
        value = typeof value === 'object' ? readOwn(value, segment, '') : undefined;
      }
      return value;
    };
    columns[slot] = number ? Float64Array.from(records, (record) => read(record) as number) : records.map(read);
  }
  return columns;
}
