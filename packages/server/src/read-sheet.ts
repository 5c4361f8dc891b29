import type { SheetCell } from '@cebao/casework';
import { MOST_ROWS } from '@cebao/casework';
import { Refusal } from './problem.ts';

/** Largest file of records, in bytes; and what its parts may come to when unpacked. */
export const LARGEST_SHEET = 5 * 1024 * 1024;
const LARGEST_UNPACKED = 100 * 1024 * 1024;

/**
 * The cells of the first sheet of an xlsx file, or of a csv file in UTF-8 or GB 18030. Values only: formulas give what was
 * last worked out.
 *
 * @example
 * await readSheet(bytes); // [['Name', 'Since'], ['A', '2026-01-01']]
 */
export async function readSheet(bytes: Uint8Array<ArrayBuffer>): Promise<SheetCell[][]> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new Refusal(422, 'sheetNotReadable');
  const { parseCsv } = await import('hucre/csv');
  try {
    return parseCsv(textOf(bytes)).map((row) => row.map(cellOf));
  } catch {
    throw new Refusal(422, 'sheetNotReadable');
  }
}

async function readWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<SheetCell[][]> {
  if (unpackedSize(bytes) > LARGEST_UNPACKED) throw new Refusal(422, 'sheetNotReadable');
  const { readXlsx } = await import('hucre/xlsx');
  try {
    const workbook = await readXlsx(bytes, { sheets: [0], maxRows: MOST_ROWS + 50 });
    return (workbook.sheets[0]?.rows ?? []).map((row) => row.map(cellOf));
  } catch {
    throw new Refusal(422, 'sheetNotReadable');
  }
}

/** What the parts of a zip file say they unpack to, from its directory. */
function unpackedSize(bytes: Uint8Array<ArrayBuffer>): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size = 0;
  for (let at = 0; at + 46 <= bytes.byteLength; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) size += view.getUint32(at + 24, true);
  return size;
}

function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function cellOf(value: unknown): SheetCell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}
