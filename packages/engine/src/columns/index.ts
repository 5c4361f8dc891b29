// Rules over many rows: the text of an ES module, and what links the imported module again.

export type { Column } from './columns-of.ts';
export { type ColumnLayout, type EmittedColumns, emitColumns } from './emit-columns.ts';
export {
  type ColumnsMaker,
  type ColumnValues,
  type LinkedColumns,
  linkColumns,
  type RowsAnswered,
  readColumns,
} from './link-columns.ts';
