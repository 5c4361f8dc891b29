import type { JsonValue } from '../issue.ts';
import { type ColumnKind, cellHolds } from './cell.ts';
import { dayOf, monthOf } from './day-of.ts';
import type { DecisionTable, TableRow } from './table.ts';

/** Whether a column can compare a value at all; a value that is not there it can. */
export function fitsColumn(value: JsonValue | undefined, kind: ColumnKind): boolean {
  if (value === undefined || value === null) return true;
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && dayOf(value) >= 0;
    case 'month':
      return typeof value === 'string' && monthOf(value) >= 0;
  }
}

/**
 * The rows that hold, one after the other as a person reads a table: what the index must answer, and what it is
 * compared with. A number instead of rows is the column whose value has the wrong kind.
 */
export function scanTable(table: DecisionTable, values: readonly (JsonValue | undefined)[]): TableRow[] | number {
  const strange = table.columns.findIndex(({ kind }, at) => !fitsColumn(values[at], kind));
  if (strange >= 0) return strange;
  return table.rows.filter(({ cells }) => cells.every((cell, at) => cellHolds(cell, values[at])));
}

/** The first column of a row whose cell a value does not satisfy; undefined when the row holds. */
export function firstMismatch(row: TableRow, values: readonly (JsonValue | undefined)[]): number | undefined {
  const at = row.cells.findIndex((cell, column) => !cellHolds(cell, values[column]));
  return at < 0 ? undefined : at;
}
