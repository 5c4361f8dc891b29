import type { Cell, Row } from 'write-excel-file/node';
import type { ReportReply } from './api/reports.ts';
import { messages } from './messages/zh-CN.ts';

const WIDTHS = [32, 24, 12, 44];

/** A report as a sheet: a line per field with its value, unit and where it comes from. Texts only; nothing is a formula. */
export async function reportWorkbook(report: ReportReply, printedOn: string): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const words = messages.reports;
  const text = (value: string, more: object = {}): Cell => ({ value, type: String, wrap: true, ...more }) as Cell;
  const wide = (value: string, more: object = {}): Row => [
    text(value, { columnSpan: WIDTHS.length, ...more }),
    ...WIDTHS.slice(1).map(() => null),
  ];
  const rows: Row[] = [
    wide(report.title, { fontWeight: 'bold', fontSize: 14, align: 'center' }),
    ...(report.demo ? [wide(messages.demoMark, { textColor: '#cf1322', align: 'center' })] : []),
    wide(
      words.head
        .replace('{place}', report.placeTitle)
        .replace('{period}', report.period)
        .replace('{by}', report.requestedBy),
    ),
    wide(messages.papers.printedLine.replace('{date}', printedOn)),
    [words.field, words.value, words.unit, words.from].map((title) =>
      text(title, { fontWeight: 'bold', backgroundColor: '#f0f0f0' }),
    ),
    ...report.lines.map(
      (line): Row => [
        text(line.title),
        text(line.withheld ? words.withheld : (line.text ?? words.missing)),
        text(line.unit ?? ''),
        text(
          [line.sourceTitle, line.source?.from === 'answer' ? line.source.at.slice(0, 10) : undefined]
            .filter((part) => part !== undefined)
            .join(' '),
        ),
      ],
    ),
  ];
  return writeXlsxFile(rows, {
    sheet: report.title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || '1',
    columns: WIDTHS.map((width) => ({ width })),
  }).toBuffer();
}
