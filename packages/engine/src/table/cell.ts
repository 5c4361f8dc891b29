import type { JsonValue } from '../issue.ts';

/** A value in a cell: written, or the value of a param on the day the table is read for. `null`: nothing is there. */
export type CellValue = string | number | boolean | null | { readonly param: string };

/** One end of a range. */
export interface CellBound {
  readonly value: Exclude<CellValue, null | boolean>;
  /** Whether the end itself belongs to the range. */
  readonly included: boolean;
}

/**
 * What a cell demands of its column's value. A value that is not there satisfies `any` and a list with `null`, and
 * nothing else: no range, and no `not`.
 */
export type Cell =
  | { readonly kind: 'any' }
  | { readonly kind: 'values'; readonly values: readonly CellValue[]; readonly not: boolean }
  | { readonly kind: 'range'; readonly low?: CellBound; readonly high?: CellBound; readonly not: boolean };

/** What kind of values a column compares; days and months are texts with an order. */
export type ColumnKind = 'text' | 'number' | 'boolean' | 'date' | 'month';

const ANY: Cell = { kind: 'any' };
const LOW: Readonly<Record<string, boolean>> = { '>': false, '>=': true };
const HIGH: Readonly<Record<string, boolean>> = { '<': false, '<=': true };

/**
 * Reads a cell as it is written: `"-"`, a value, a list of values, `{ ">=": 60, "<": 80 }`, `{ "not": … }`; undefined
 * when it is none of these.
 *
 * @example
 * readCell({ '>=': 60, '<': { param: 'upperAge' } });
 */
export function readCell(json: JsonValue): Cell | undefined {
  if (json === '-') return ANY;
  if (isObject(json) && Object.keys(json).length === 1 && 'not' in json) {
    const inner = json.not as JsonValue;
    if (inner === '-' || (isObject(inner) && 'not' in inner)) return undefined;
    const cell = readCell(inner);
    return cell === undefined || cell.kind === 'any' ? undefined : { ...cell, not: true };
  }
  if (Array.isArray(json)) {
    if (json.length === 0 || !json.every(isCellValue)) return undefined;
    return { kind: 'values', values: json as CellValue[], not: false };
  }
  if (isCellValue(json)) return { kind: 'values', values: [json], not: false };
  return isObject(json) ? readRange(json) : undefined;
}

function readRange(json: Readonly<Record<string, JsonValue>>): Cell | undefined {
  let low: CellBound | undefined;
  let high: CellBound | undefined;
  for (const [name, value] of Object.entries(json)) {
    if (!isCellValue(value) || value === null || typeof value === 'boolean') return undefined;
    if (Object.hasOwn(LOW, name) && low === undefined) low = { value, included: LOW[name] as boolean };
    else if (Object.hasOwn(HIGH, name) && high === undefined) high = { value, included: HIGH[name] as boolean };
    else return undefined;
  }
  if (low === undefined && high === undefined) return undefined;
  return { kind: 'range', ...(low ? { low } : {}), ...(high ? { high } : {}), not: false };
}

function isCellValue(json: JsonValue): json is CellValue & JsonValue {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return true;
  if (typeof json === 'number') return Number.isFinite(json);
  return isObject(json) && Object.keys(json).length === 1 && typeof json.param === 'string';
}

function isObject(json: JsonValue): json is Record<string, JsonValue> {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}

/** Every value that a cell names. */
export function valuesOfCell(cell: Cell): readonly CellValue[] {
  if (cell.kind === 'any') return [];
  if (cell.kind === 'values') return cell.values;
  return [cell.low, cell.high].flatMap((bound) => (bound ? [bound.value] : []));
}

/** The ids of the params that a cell names. */
export function paramsOfCell(cell: Cell): string[] {
  return valuesOfCell(cell).flatMap((value) => (value !== null && typeof value === 'object' ? [value.param] : []));
}

/** A cell with other values in the same places. */
export function mapCell(cell: Cell, change: (value: CellValue) => CellValue): Cell {
  if (cell.kind === 'any') return cell;
  if (cell.kind === 'values') return { ...cell, values: cell.values.map(change) };
  const bound = (of: CellBound | undefined): CellBound | undefined =>
    of && { value: change(of.value) as CellBound['value'], included: of.included };
  const low = bound(cell.low);
  const high = bound(cell.high);
  return { kind: 'range', ...(low ? { low } : {}), ...(high ? { high } : {}), not: cell.not };
}

/**
 * Whether a value satisfies a cell: the meaning of a cell, which the index must share. Value and cell are of one kind
 * (texts of days and months compare as they are written), and no param is left in the cell.
 */
export function cellHolds(cell: Cell, value: JsonValue | undefined): boolean {
  if (cell.kind === 'any') return true;
  if (value === undefined || value === null) return cell.kind === 'values' && !cell.not && cell.values.includes(null);
  if (cell.kind === 'values') return cell.values.includes(value as CellValue) !== cell.not;
  return isInRange(cell, value as string | number) !== cell.not;
}

function isInRange(
  { low, high }: { readonly low?: CellBound; readonly high?: CellBound },
  value: string | number,
): boolean {
  if (low && !(low.included ? value >= (low.value as typeof value) : value > (low.value as typeof value))) return false;
  return !high || (high.included ? value <= (high.value as typeof value) : value < (high.value as typeof value));
}
