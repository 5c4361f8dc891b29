// Decision tables: what a cell means, reading, folding, the index and the plain scan it must agree with

export { type Cell, type CellBound, type CellValue, type ColumnKind, cellHolds, readCell } from './cell.ts';
export { foldTable, type KnownOfTable } from './fold-table.ts';
export { type ColumnValues, indexTable, type TableAnswer, type TableIndex } from './index-table.ts';
export { firstMismatch, scanTable } from './scan-table.ts';
export {
  type DecisionTable,
  type HitPolicy,
  paramsOfTable,
  parseTable,
  type TableColumn,
  type TableRow,
  type TableSource,
} from './table.ts';
