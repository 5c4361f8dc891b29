import { fill } from '@cebao/pack';
import type { PrintReply } from './api/prints.ts';
import { messages } from './messages/zh-CN.ts';

type Part = new (options: object) => object;

/**
 * What is used of `docx`. Its own declarations import each other without file endings, which Node's resolution does
 * not follow, so the few names are declared here.
 */
interface DocxModule {
  readonly Document: Part;
  readonly Footer: Part;
  readonly Header: Part;
  readonly Paragraph: Part;
  readonly Table: Part;
  readonly TableCell: Part;
  readonly TableRow: Part;
  readonly TextRun: Part;
  readonly Packer: { toBuffer(document: object): Promise<Buffer> };
  readonly AlignmentType: { readonly CENTER: string; readonly RIGHT: string };
  readonly BorderStyle: { readonly SINGLE: string };
  readonly WidthType: { readonly PERCENTAGE: string };
}

const FONT = { ascii: 'Times New Roman', eastAsia: 'SimSun', hAnsi: 'Times New Roman' };
const BODY = 24;

/** A print as a Word file, to be signed and stamped on paper. */
export async function printDocument(print: PrintReply): Promise<Buffer> {
  const { papers, demoMark } = messages;
  // Loaded with the first print: it is large, and most of the time nobody prints.
  const {
    AlignmentType,
    BorderStyle,
    Document,
    Footer,
    Header,
    Packer,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    TextRun,
    WidthType,
  } = (await import('docx')) as unknown as DocxModule;
  const run = (text: string, more: object = {}) => new TextRun({ text, font: FONT, size: BODY, ...more });
  const paragraph = (text: string, more: object = {}) =>
    new Paragraph({
      children: text.split('\n').flatMap((line, index) => [run(line, index > 0 ? { break: 1 } : {})]),
      spacing: { before: 60, after: 60 },
      ...more,
    });
  const cell = (children: object[], width: number) =>
    new TableCell({
      children,
      width: { size: width, type: WidthType.PERCENTAGE },
      margins: { left: 100, right: 100, top: 60, bottom: 60 },
    });
  const mark = print.demo
    ? [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(demoMark, { color: 'CF1322', bold: true })] })]
    : [];

  const rows = print.rows.map(
    ({ label, text }) =>
      new TableRow({
        cantSplit: true,
        children: [cell([paragraph(label)], 28), cell([paragraph(text === '' ? papers.empty : text)], 72)],
      }),
  );
  const signatures = print.signatures.map(
    ({ label, stamp }) =>
      new TableRow({
        cantSplit: true,
        height: { value: 1500, rule: 'atLeast' },
        children: [
          cell([paragraph(label)], 28),
          cell(
            [
              paragraph(''),
              paragraph(stamp ? papers.signAndStamp : papers.signHere),
              paragraph(papers.date, { alignment: AlignmentType.RIGHT }),
            ],
            72,
          ),
        ],
      }),
  );
  const border = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
  const document = new Document({
    creator: 'Cebao',
    title: print.title,
    sections: [
      {
        headers: { default: new Header({ children: mark }) },
        footers: { default: new Footer({ children: mark }) },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [run(print.title, { bold: true, size: 36 })],
          }),
          paragraph(fill(papers.caseLine, { title: print.caseTitle })),
          paragraph(fill(papers.placeLine, { place: print.place })),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            borders: {
              top: border,
              bottom: border,
              left: border,
              right: border,
              insideHorizontal: border,
              insideVertical: border,
            },
            rows: [...rows, ...signatures],
          }),
          ...(print.note === undefined ? [] : [paragraph(print.note)]),
          paragraph(fill(papers.printedLine, { date: print.printedOn }), { alignment: AlignmentType.RIGHT }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
