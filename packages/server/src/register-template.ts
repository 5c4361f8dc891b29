import { fieldsOf } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { Form } from '@cebao/pack';
import type { Cell, Row } from 'write-excel-file/node';
import { messages } from './messages/zh-CN.ts';

type Field = Readonly<Record<string, JsonValue>>;

/** An empty workbook with a heading for each field of a form; above it what is required and what may be chosen. */
export async function registerTemplate(title: string, form: Form): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const required = new Set((form.schema['required'] ?? []) as readonly string[]);
  const { template } = messages;
  const columns = [
    ...Object.entries(fieldsOf(form)).map(([name, field]) => ({
      title: `${String(field['title'] ?? name)}${required.has(name) ? template.required : ''}`,
      hint: hintOf(field),
    })),
    { title: template.from, hint: template.fromHint },
    { title: template.until, hint: template.untilHint },
  ];
  const text = (value: string, more: object = {}): Cell => ({ value, type: String, wrap: true, ...more }) as Cell;
  const span = columns.length;
  const rows: Row[] = [
    [
      text(`${title}${template.title}`, { columnSpan: span, fontWeight: 'bold', fontSize: 14 }),
      ...Array.from({ length: span - 1 }, () => null),
    ],
    columns.map(({ hint }) => text(hint, { textColor: '#666666' })),
    columns.map((column) => text(column.title, { fontWeight: 'bold', backgroundColor: '#f0f0f0' })),
  ];
  return writeXlsxFile(rows, {
    sheet: template.sheet,
    columns: columns.map(() => ({ width: 20 })),
    stickyRowsCount: 3,
  }).toBuffer();
}

function hintOf(field: Field): string {
  const { template } = messages;
  const item = (field['type'] === 'array' ? field['items'] : field) as Field | undefined;
  const choices = (item?.['oneOf'] ?? []) as readonly { readonly title?: string }[];
  const several = field['type'] === 'array' ? template.several : '';
  if (choices.length > 0) return `${choices.map(({ title }) => title ?? '').join(template.between)}${several}`;
  if (item?.['type'] === 'boolean') return template.yesNo;
  if (item?.['format'] === 'date') return template.date;
  if (item?.['format'] === 'month') return template.month;
  if (item?.['type'] === 'number' || item?.['type'] === 'integer') return template.number;
  return several;
}
