import { type Issue, type JsonValue, nearestName } from '@cebao/engine';
import type { Form } from '@cebao/pack';
import { tableWords as words } from '../messages/tables.zh-CN.ts';
import { issue } from '../refusals.ts';
import { type ReadOptions, readCell, type SheetCell } from './read-cell.ts';

/** A row that was read: what it says, and what could not be read. */
export interface ReadRow {
  /** As people count the rows of the sheet: from one. */
  readonly row: number;
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly from?: string;
  readonly until?: string;
  readonly issues: readonly CellIssue[];
}

/** A problem of a row, with the column as its heading says and where it stands. */
export type CellIssue = Issue & { readonly column?: string };

/** A sheet that was read: which column stands for which field, and the rows below the headings. */
export interface ReadTable {
  readonly heading: number;
  readonly columns: readonly { readonly title: string; readonly letter: string; readonly field: string | null }[];
  readonly rows: readonly ReadRow[];
  /** Problems of the sheet as a whole. */
  readonly issues: readonly CellIssue[];
  /** Columns that stand for nothing and are left out. */
  readonly ignored: readonly string[];
}

const HEADING_WITHIN = 12;

/**
 * Reads a sheet as the data of a form: the row with most of the form's titles (or names) is that of the headings. Every
 * problem is told with its row and column; nothing is guessed.
 *
 * @example
 * readTable(form, [['Name', 'Since'], ['A', '2026-01-01']]).rows[0]; // { row: 2, data: { name: 'A' }, from: '2026-01-01', issues: [] }
 */
export function readTable(form: Form, cells: readonly (readonly SheetCell[])[], options: ReadOptions = {}): ReadTable {
  const fields = fieldsOf(form);
  const titles = new Map<string, string>();
  for (const [name, field] of Object.entries(fields)) {
    titles.set(plain(name), name);
    titles.set(plain(String(field['title'] ?? name)), name);
  }
  titles.set(plain(words.from), '$from');
  titles.set(plain(words.until), '$until');
  const score = (row: readonly SheetCell[]): number => row.filter((cell) => titles.has(plain(textOf(cell)))).length;
  let heading = -1;
  for (const [index, row] of cells.slice(0, HEADING_WITHIN).entries())
    if (score(row) > (heading < 0 ? 0 : score(cells[heading] ?? []))) heading = index;
  if (heading < 0)
    return {
      heading: 0,
      columns: [],
      rows: [],
      ignored: [],
      issues: [issue('noHeadings', '', { titles: Object.values(fields).map(({ title }) => String(title ?? '')) })],
    };
  const columns = (cells[heading] ?? []).map((cell, index) => ({
    title: textOf(cell).trim(),
    letter: letterOf(index),
    field: titles.get(plain(textOf(cell))) ?? null,
  }));
  const issues: CellIssue[] = [];
  for (const [index, { field, title, letter }] of columns.entries())
    if (field !== null && columns.findIndex((other) => other.field === field) !== index)
      issues.push({ ...issue('columnRepeated', '', { title }), column: `${letter} ${title}` });
  const given = new Set(columns.map(({ field }) => field));
  for (const name of (form.schema['required'] ?? []) as string[])
    if (!given.has(name)) {
      const title = String(fields[name]?.['title'] ?? name);
      const unknown = columns.filter(({ field }) => field === null).map((column) => column.title);
      issues.push(issue('columnMissing', '', { title, suggestion: nearestName(title, unknown) }));
    }
  const rows: ReadRow[] = [];
  for (const [offset, row] of cells.slice(heading + 1).entries()) {
    if (row.every((cell) => textOf(cell).trim() === '')) continue;
    rows.push(readRow(row, heading + 2 + offset, columns, fields, options));
  }
  if (rows.length === 0) issues.push(issue('noRows', ''));
  return {
    heading: heading + 1,
    columns,
    rows,
    issues,
    ignored: columns.filter(({ field, title }) => field === null && title !== '').map(({ title }) => title),
  };
}

function readRow(
  row: readonly SheetCell[],
  number: number,
  columns: ReadTable['columns'],
  fields: Fields,
  options: ReadOptions,
): ReadRow {
  const data: Record<string, JsonValue> = {};
  const days: { from?: string; until?: string } = {};
  const issues: CellIssue[] = [];
  for (const [index, { field, title, letter }] of columns.entries()) {
    const cell = row[index] ?? null;
    if (field === null || textOf(cell).trim() === '') continue;
    const schema = field.startsWith('$') ? DAY : (fields[field] as Field);
    const read = readCell(schema, cell, options);
    if (!read.ok) {
      issues.push({
        ...issue(read.code, `/${field}`, { title, found: textOf(cell), ...read.params }),
        column: `${letter} ${title}`,
      });
      continue;
    }
    if (field === '$from') days.from = String(read.value);
    else if (field === '$until') days.until = String(read.value);
    else data[field] = read.value;
  }
  return { row: number, data, ...days, issues };
}

/** The heading of the column for a field, where there is one: `B Name`. */
export function columnOf(table: ReadTable, field: string): string | undefined {
  const column = table.columns.find((one) => one.field === field);
  return column && `${column.letter} ${column.title}`;
}

type Field = Readonly<Record<string, JsonValue>>;
type Fields = Readonly<Record<string, Field>>;

const DAY: Field = { type: 'string', format: 'date' };

/** The fields of a form, by name. */
export function fieldsOf(form: Form): Fields {
  return (form.schema['properties'] ?? {}) as Fields;
}

/** A heading without what people add to it: spaces, marks for what is required, a unit or a hint in brackets. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\(.*\)$/, '')
    .replace(/[\s*:]/g, '')
    .toLowerCase();
}

function textOf(cell: SheetCell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/** `A` … `Z`, `AA` …: how sheets name columns. */
function letterOf(index: number): string {
  const high = Math.floor(index / 26);
  return `${high > 0 ? letterOf(high - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
