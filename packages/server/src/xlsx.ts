import type { Cell, Row } from 'write-excel-file/node';
import type { RegisterReply } from './api/registers.ts';
import { messages } from './messages/zh-CN.ts';

/** A sheet is a table of texts and numbers; formulas never leave the house. */
export async function registerWorkbook(register: RegisterReply, printedOn: string): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const { columns } = register;
  const span = Math.max(1, columns.length);
  const banner = (value: string, more: object = {}): Row => [
    { value, type: String, columnSpan: span, ...more } as Cell,
    ...Array.from({ length: span - 1 }, () => null),
  ];
  const rows: Row[] = [
    banner(register.title, { fontWeight: 'bold', fontSize: 14, align: 'center' }),
    ...(register.demo ? [banner(messages.demoMark, { textColor: '#cf1322', align: 'center' })] : []),
    banner(messages.papers.printedLine.replace('{date}', printedOn)),
    columns
      .map(({ title }) => title)
      .map((value) => ({ value, type: String, fontWeight: 'bold', backgroundColor: '#f0f0f0', wrap: true }) as Cell),
    ...register.rows.map(
      (row): Row => columns.map(({ id, format }) => cellOf(row.cells[id], row.texts[id] ?? '', format)),
    ),
    ...(register.note === undefined ? [] : [banner(register.note)]),
  ];
  return writeXlsxFile(rows, {
    sheet: sheetName(register.title),
    columns: columns.map(({ format }) => ({
      width: format === 'money' || format === 'date' || format === 'number' ? 16 : 24,
    })),
    stickyRowsCount: register.demo ? 4 : 3,
  }).toBuffer();
}

function cellOf(value: unknown, words: string, format: RegisterReply['columns'][number]['format']): Cell {
  if (typeof value === 'number' && (format === 'money' || format === 'number'))
    return { value, type: Number, format: format === 'money' ? '#,##0.00' : 'General' };
  return text(words);
}

/** Always a text cell: what begins with `=`, `+`, `-` or `@` stays what it says. */
function text(value: string): Cell {
  return { value, type: String, wrap: true };
}

/** Excel's rules for a sheet's name: at most 31 characters, none of `\ / ? * [ ] :`. */
function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || '1';
}
