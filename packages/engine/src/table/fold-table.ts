import type { Issue, JsonValue, Result } from '../issue.ts';
import { type Cell, type CellValue, cellHolds, mapCell } from './cell.ts';
import { type DecisionTable, faultOfCell, type TableRow } from './table.ts';

/** What is known before facts come. */
export interface KnownOfTable {
  /** The day the rules are read for: rows that are not in force drop out. */
  readonly at?: string;
  /** The region path that asks: rows of other regions drop out. */
  readonly region?: string;
  /** Values of params. */
  readonly param?: (id: string) => JsonValue | undefined;
  /** Values of columns by name: rows that they rule out drop out, and so do the columns. */
  readonly values?: ReadonlyMap<string, JsonValue>;
}

/**
 * A table for what is known of a region and a date: params become their values, rows that cannot hold and columns that
 * are decided drop out. The rows keep their `position`.
 *
 * @example
 * foldTable(table, { at: '2026-01-01', region: 'nm/ordos', param: (id) => policy.findParam(id, at)?.value });
 */
export function foldTable(table: DecisionTable, known: KnownOfTable): Result<DecisionTable> {
  const issues: Issue[] = [];
  const { values } = known;
  const kept = table.columns.map(({ name }) => !values?.has(name));
  const rows: TableRow[] = [];
  for (const row of table.rows) {
    if (!isInForce(row, known)) continue;
    const cells = row.cells.map((cell, at) => resolveCell(cell, known, issues, `/rows/${row.position}/when/${at}`));
    for (const [at, cell] of cells.entries()) {
      const column = table.columns[at];
      const code = column && faultOfCell(cell, column.kind);
      // An empty range may follow from params; such a row never holds.
      if (code && code !== 'tableCellEmpty')
        issues.push({
          code,
          path: `/rows/${row.position}/when/${at}`,
          params: { column: column.name, kind: column.kind },
        });
    }
    if (table.columns.some(({ name }, at) => values?.has(name) && !cellHolds(cells[at] as Cell, values.get(name))))
      continue;
    const left = cells.filter((_, at) => kept[at]);
    rows.push({ id: row.id, position: row.position, cells: left });
    // No row below one that always holds can be the first.
    if (table.hit === 'first' && left.every(({ kind }) => kind === 'any')) break;
  }
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { hit: table.hit, columns: table.columns.filter((_, at) => kept[at]), rows } };
}

/** Whether a row holds on a day and at a place, as far as they are known. */
function isInForce(row: TableRow, { at, region }: KnownOfTable): boolean {
  if (at !== undefined && ((row.from !== undefined && at < row.from) || (row.until !== undefined && at > row.until)))
    return false;
  return (
    region === undefined || row.region === undefined || region === row.region || region.startsWith(`${row.region}/`)
  );
}

function resolveCell(cell: Cell, { param }: KnownOfTable, issues: Issue[], path: string): Cell {
  if (!param || cell.kind === 'any') return cell;
  return mapCell(cell, (value) => {
    if (value === null || typeof value !== 'object') return value;
    const found = param(value.param);
    if (found === undefined || found === null || typeof found === 'object') {
      issues.push({ code: 'missingParam', path, params: { id: value.param } });
      return value;
    }
    return found as CellValue;
  });
}
