import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { RegisterReply } from './api/registers.ts';
import { printDocument } from './docx.ts';
import { registerWorkbook } from './xlsx.ts';

/** A file inside a zip (xlsx and docx are zips), unpacked by Node's own inflate. */
async function partOf(bytes: Buffer, name: string): Promise<string> {
  let at = bytes.readUInt32LE(bytes.length - 22 + 16);
  for (;;) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error(`no ${name}`);
    const [size, nameLength, extra, comment, local] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ];
    const found = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (found === name) {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const data = bytes.subarray(start, start + size);
      return (bytes.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString('utf8');
    }
    at += 46 + nameLength + extra + comment;
  }
}

const register: RegisterReply = {
  id: 'tiny/book',
  title: '办件台账',
  demo: true,
  columns: [
    { id: 'name', title: '名称', format: 'text' },
    { id: 'amount', title: '金额', format: 'money' },
  ],
  rows: ['=1+1', '+86', '-2', '@SUM(A1)', '=HYPERLINK("http://x","y")', '普通'].map((name) => ({
    caseId: 'c',
    place: 'zz',
    placeTitle: '演示社区',
    cells: { name, amount: 199_999.99 },
    texts: { name, amount: '199,999.99' },
  })),
};

test('a register becomes a workbook in which nothing is a formula', async () => {
  const bytes = await registerWorkbook(register, '2026-11-25');
  const sheet = await partOf(bytes, 'xl/worksheets/sheet1.xml');
  const strings = await partOf(bytes, 'xl/sharedStrings.xml').catch(() => sheet);
  expect(sheet).not.toMatch(/<f[ >]/);
  expect(strings).toContain('=1+1');
  expect(strings).toContain('@SUM(A1)');
  expect(strings).toContain('演示数据·人员虚构');
  expect(sheet).toContain('199999.99');
});

test('without demo there is no demo row', async () => {
  const bytes = await registerWorkbook({ ...register, demo: false }, '2026-11-25');
  const strings = await partOf(bytes, 'xl/sharedStrings.xml').catch(() => partOf(bytes, 'xl/worksheets/sheet1.xml'));
  expect(strings).not.toContain('演示数据');
});

test('a print becomes a Word file with its rows, boxes and the demo mark', async () => {
  const bytes = await printDocument({
    id: 'sheet',
    title: '审批表',
    place: '演示社区甲',
    caseTitle: '小办件',
    rows: [
      { label: '金额', text: '1,000.00' },
      { label: '名称', text: '' },
    ],
    signatures: [{ label: '负责人', stamp: true }],
    printedOn: '2026-11-25',
    demo: true,
  });
  const body = await partOf(bytes, 'word/document.xml');
  for (const words of ['审批表', '1,000.00', '（未填）', '负责人', '（盖章）']) expect(body).toContain(words);
  expect(await partOf(bytes, 'word/header1.xml')).toContain('演示数据·人员虚构');
});
