import type { Cell, Row } from 'write-excel-file/node';
import type { StatementReply } from './api/accounts.ts';
import { messages } from './messages/zh-CN.ts';

/** The monthly statement of an account as a workbook; texts stay texts, amounts are numbers. */
export async function statementWorkbook(statement: StatementReply, printedOn: string): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const { account: words, papers, demoMark } = messages;
  const span = 8;
  const text = (value: string, more: object = {}): Cell => ({ value, type: String, wrap: true, ...more }) as Cell;
  const money = (value: number | undefined, more: object = {}): Cell | null =>
    value === undefined ? null : ({ value, type: Number, format: '#,##0.00', ...more } as Cell);
  const banner = (value: string, more: object = {}): Row => [
    text(value, { columnSpan: span, ...more }),
    ...Array.from({ length: span - 1 }, () => null),
  ];
  const bold = { fontWeight: 'bold' };
  const total = (
    label: string,
    came: number | undefined,
    went: number | undefined,
    balance: number | undefined,
  ): Row => [text(label, bold), null, null, null, null, money(came, bold), money(went, bold), money(balance, bold)];
  const rows: Row[] = [
    banner(`${statement.placeTitle}${statement.title}`, { ...bold, fontSize: 14, align: 'center' }),
    banner(words.monthLine.replace('{month}', statement.month), { align: 'center' }),
    ...(statement.demo ? [banner(demoMark, { textColor: '#cf1322', align: 'center' })] : []),
    banner(papers.printedLine.replace('{date}', printedOn)),
    words.headings.map((heading) => text(heading, { ...bold, backgroundColor: '#f0f0f0' })),
    total(words.opening, undefined, undefined, statement.opening),
    ...statement.lines.map(
      (line): Row => [
        text(line.on),
        text(line.happened),
        text(line.title + (line.kind === 'booked' ? '' : words.kinds[line.kind])),
        text(line.purpose),
        text(line.party),
        money(line.direction === 'in' ? line.amount : undefined),
        money(line.direction === 'out' ? line.amount : undefined),
        money(line.balance),
      ],
    ),
    total(words.totals, statement.in, statement.out, statement.closing),
    banner(''),
    ...statement.purposes.map(
      ({ direction, purpose, amount, lines }): Row => [
        text(words.directions[direction]),
        null,
        text(purpose),
        text(words.count.replace('{n}', String(lines))),
        null,
        money(direction === 'in' ? amount : undefined),
        money(direction === 'out' ? amount : undefined),
        null,
      ],
    ),
    ...(statement.note === undefined ? [] : [banner(statement.note)]),
    ...statement.signatures.map(({ label, stamp }) =>
      banner([label, stamp ? papers.signAndStamp : papers.signHere, papers.date].join(words.gap)),
    ),
  ];
  return writeXlsxFile(rows, {
    sheet: statement.month,
    columns: [14, 14, 28, 18, 20, 14, 14, 16].map((width) => ({ width })),
  }).toBuffer();
}
