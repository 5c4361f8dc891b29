import type { Issue, JsonValue, Result } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import { type Cell, type CellValue, type ColumnKind, paramsOfCell, readCell, valuesOfCell } from './cell.ts';
import { dayOf, monthOf } from './day-of.ts';

/** `first`: the first row that holds; `unique`: the only row that may hold; `collect`: all rows that hold, in order. */
export type HitPolicy = 'first' | 'unique' | 'collect';

/** A decision table that has been read and found sound. */
export interface DecisionTable {
  readonly hit: HitPolicy;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

export interface TableColumn {
  /** The name of the fact, or of the value that is handed in; dotted for a fact within a fact. */
  readonly name: string;
  readonly kind: ColumnKind;
}

/** One row: a cell per column. It holds on days `from` to `until` and at or below `region`, where they are written. */
export interface TableRow {
  readonly id: string;
  readonly cells: readonly Cell[];
  /** Where the row stands in the table as it is written, from 0. */
  readonly position: number;
  readonly from?: string;
  readonly until?: string;
  readonly region?: string;
}

/** A table as it is written: `kind` of a column may be left out when the cells show it. */
export interface TableSource {
  readonly hit: HitPolicy;
  readonly columns: readonly { readonly name: string; readonly kind?: ColumnKind | undefined }[];
  readonly rows: readonly {
    readonly id: string;
    readonly when: readonly JsonValue[];
    readonly from?: string | undefined;
    readonly until?: string | undefined;
    readonly region?: string | undefined;
  }[];
}

/**
 * Reads a table: all problems at once, each pointing at its cell (`/rows/3/when/2`).
 *
 * @example
 * parseTable({
 *   hit: 'first',
 *   columns: [{ name: 'level' }, { name: 'age' }],
 *   rows: [
 *     { id: 'old', when: [['senior', 'intermediate'], { '>=': 60, '<': 80 }] },
 *     { id: 'other', when: ['-', '-'] },
 *   ],
 * });
 */
export function parseTable(source: TableSource): Result<DecisionTable> {
  const issues: Issue[] = [];
  const { tableRows: most, tableColumns: widest } = LIMITS;
  if (source.rows.length > most || source.columns.length > widest)
    issues.push({ code: 'tableTooLarge', path: '', params: { rows: most, columns: widest } });
  const rows = issues.length > 0 ? [] : source.rows.map((row, at) => readRow(source, row, at, issues));
  const columns = source.columns.map(({ name, kind }, at): TableColumn => {
    const found = kind ?? kindOfColumn(rows, at);
    for (const { cells, position } of rows) {
      const code = faultOfCell(cells[at], found);
      if (code) issues.push({ code, path: `/rows/${position}/when/${at}`, params: { column: name, kind: found } });
    }
    return { name, kind: found };
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: { hit: source.hit, columns, rows } };
}

/**
 * A first-hit table of cells that are made and not written; undefined when a column mixes kinds of values. Ranges
 * without any value are rows that never hold.
 */
export function parsedTable(names: readonly string[], rows: readonly TableRow[]): DecisionTable | undefined {
  const columns = names.map((name, at): TableColumn => ({ name, kind: kindOfColumn(rows, at) }));
  const fits = columns.every(({ kind }, at) =>
    rows.every(({ cells }) => {
      const code = faultOfCell(cells[at], kind);
      return code === undefined || code === 'tableCellEmpty';
    }),
  );
  const { tableRows, tableColumns } = LIMITS;
  return fits && rows.length <= tableRows && columns.length <= tableColumns
    ? { hit: 'first', columns, rows }
    : undefined;
}

function readRow(source: TableSource, row: TableSource['rows'][number], position: number, issues: Issue[]): TableRow {
  const { id, when, from, until, region } = row;
  if (when.length !== source.columns.length)
    issues.push({
      code: 'tableRowWidth',
      path: `/rows/${position}/when`,
      params: { row: id, given: when.length, expected: source.columns.length },
    });
  const cells = source.columns.map((_, at): Cell => {
    const json = when[at];
    const cell = json === undefined ? { kind: 'any' as const } : readCell(json);
    if (cell) return cell;
    issues.push({ code: 'tableCellShape', path: `/rows/${position}/when/${at}`, params: { row: id } });
    return { kind: 'any' };
  });
  return {
    id,
    cells,
    position,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(region === undefined ? {} : { region }),
  };
}

/** What kind a column is, by what its cells show. */
function kindOfColumn(rows: readonly TableRow[], at: number): ColumnKind {
  let text: ColumnKind | undefined;
  for (const { cells } of rows) {
    const cell = cells[at] as Cell;
    for (const value of valuesOfCell(cell)) {
      if (typeof value === 'number') return 'number';
      if (typeof value === 'boolean') return 'boolean';
      if (typeof value === 'string') {
        if (cell.kind === 'range') return dayOf(value) >= 0 ? 'date' : 'month';
        text = 'text';
      }
    }
    if (cell.kind === 'range') text ??= 'number';
  }
  return text ?? 'text';
}

/** Why a cell does not fit its column. */
export function faultOfCell(cell: Cell | undefined, kind: ColumnKind): string | undefined {
  if (cell === undefined || cell.kind === 'any') return undefined;
  if (cell.kind === 'range' && (kind === 'text' || kind === 'boolean')) return 'tableCellOrder';
  if (!valuesOfCell(cell).every((value) => isOfKind(value, kind))) return 'tableCellKind';
  return cell.kind === 'range' && isEmptyRange(cell) ? 'tableCellEmpty' : undefined;
}

function isOfKind(value: CellValue, kind: ColumnKind): boolean {
  // A param is judged when its value is known; `null` stands in a list of any column.
  if (value === null || typeof value === 'object') return true;
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && dayOf(value) >= 0;
    case 'month':
      return typeof value === 'string' && monthOf(value) >= 0;
  }
}

/** Whether no value lies between the ends as they are written. */
function isEmptyRange({ low, high }: Extract<Cell, { kind: 'range' }>): boolean {
  if (!low || !high || typeof low.value === 'object' || typeof high.value === 'object') return false;
  return low.value > high.value || (low.value === high.value && !(low.included && high.included));
}

/** The ids of all params that a table's cells name, in the order of the rows. */
export function paramsOfTable(table: DecisionTable): string[] {
  return [...new Set(table.rows.flatMap(({ cells }) => cells.flatMap(paramsOfCell)))];
}
