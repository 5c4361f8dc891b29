import type { JsonValue } from '../issue.ts';
import type { Cell, CellBound, CellValue, ColumnKind } from './cell.ts';
import { dayOf, monthOf } from './day-of.ts';
import type { TableColumn, TableRow } from './table.ts';
import { TextKeys } from './text-keys.ts';

/** A whole column of integers up to this span is looked up directly. */
const DIRECT = 16_384;

const MODE = { map: 0, number: 1, date: 2, month: 3, text: 4 } as const;

/**
 * One column cut into segments in which every row answers alike: one per value of a text or boolean column, one per
 * stretch between cut points of an ordered one, and one each for "another value" and "nothing there". Every segment has
 * a bitset of the rows that hold in it, with a summary bit per word in front.
 */
export class ColumnIndex {
  readonly name: string;
  /** Where the column's value stands among the values handed in. */
  readonly slot: number;
  readonly size: number;
  /** Per segment: `summaries` words, then `words` words. */
  readonly bits: Int32Array;
  /** Whether a segment may hold rows that do not hold for each of its values, so that a hit must be looked at again. */
  readonly coarse: boolean;
  readonly #mode: (typeof MODE)[keyof typeof MODE];
  readonly #keys: TextKeys | undefined;
  readonly #kind: ColumnKind;
  readonly #map: ReadonlyMap<JsonValue | undefined, number>;
  readonly #elsewhere: number;
  readonly #absent: number;
  readonly #cuts: Float64Array;
  readonly #direct: Uint16Array;
  readonly #low: number;

  constructor(slot: number, { name, kind }: TableColumn, rows: readonly TableRow[], most: number) {
    const words = (rows.length + 31) >>> 5;
    const cells = rows.map((row) => row.cells[slot] as Cell);
    this.name = name;
    this.slot = slot;
    this.#kind = kind;
    if (kind === 'text' || kind === 'boolean') {
      const { map, segments } = segmentsOfValues(cells, most - 2);
      this.#keys = kind === 'text' ? TextKeys.of(map) : undefined;
      this.#mode = this.#keys ? MODE.text : MODE.map;
      this.#map = map;
      this.#elsewhere = segments;
      this.#absent = segments + 1;
      this.coarse = segments < map.size;
      this.#cuts = new Float64Array(0);
      this.size = segments + 2;
      this.bits = fillValues(cells, map, this.size, words);
    } else {
      const scale = scaleOf(kind);
      const stretches = cells.map((cell) => stretchesOf(cell, scale));
      const all = [...new Set(stretches.flat(2))].filter(Number.isFinite).sort((a, b) => a - b);
      const step = Math.ceil(all.length / (most - 2));
      this.coarse = step > 1;
      this.#cuts = Float64Array.from(this.coarse ? all.filter((_, at) => at % step === 0) : all);
      this.#keys = undefined;
      this.#mode = MODE[kind];
      this.#map = new Map();
      this.#elsewhere = -1;
      this.#absent = this.#cuts.length + 1;
      this.size = this.#absent + 1;
      this.bits = fillStretches(cells, stretches, this.#cuts, this.size, words);
    }
    const first = this.#cuts[0] ?? 0;
    const last = this.#cuts.at(-1) ?? 0;
    this.#low = Math.floor(first) - 1;
    const span = Math.ceil(last) - this.#low + 1;
    this.#direct = new Uint16Array(this.#cuts.length > 0 && span <= DIRECT ? span : 0);
    for (let at = 0; at < this.#direct.length; at += 1) this.#direct[at] = searchCuts(this.#cuts, this.#low + at);
  }

  /** The segment of a value; -1 when the column cannot compare it. */
  segmentOf(value: JsonValue | undefined): number {
    switch (this.#mode) {
      case MODE.text: {
        if (typeof value !== 'string') break;
        const segment = (this.#keys as TextKeys).find(value);
        return segment < 0 ? this.#elsewhere : segment;
      }
      case MODE.map: {
        const segment = this.#map.get(value);
        if (segment !== undefined) return segment;
        if (value === undefined || value === null) return this.#absent;
        return typeof value === (this.#kind === 'text' ? 'string' : 'boolean') ? this.#elsewhere : -1;
      }
      case MODE.number:
        if (typeof value === 'number') return this.#segmentOfNumber(value);
        break;
      case MODE.date:
      case MODE.month:
        if (typeof value === 'string') {
          const number = this.#mode === MODE.date ? dayOf(value) : monthOf(value);
          return number < 0 ? -1 : this.#segmentOfNumber(number);
        }
    }
    return value === undefined || value === null ? this.#absent : -1;
  }

  #segmentOfNumber(number: number): number {
    const whole = number | 0;
    if (whole === number) {
      const at = whole - this.#low;
      if (at >= 0 && at < this.#direct.length) return this.#direct[at] as number;
    }
    return Number.isFinite(number) ? searchCuts(this.#cuts, number) : -1;
  }
}

/** How many cuts are at or below a number: the stretch it lies in. */
function searchCuts(cuts: Float64Array, number: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cuts[middle] as number) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A segment for every value that a cell names; beyond `most` values share one. */
function segmentsOfValues(
  cells: readonly Cell[],
  most: number,
): { map: Map<JsonValue | undefined, number>; segments: number } {
  const map = new Map<JsonValue | undefined, number>();
  for (const cell of cells) {
    if (cell.kind !== 'values') continue;
    for (const value of cell.values)
      if (value !== null && !map.has(value as JsonValue)) map.set(value as JsonValue, map.size % most);
  }
  return { map, segments: Math.min(map.size, most) };
}

function fillValues(
  cells: readonly Cell[],
  map: ReadonlyMap<JsonValue | undefined, number>,
  size: number,
  words: number,
): Int32Array {
  const bits = new RowBits(size, words);
  const elsewhere = size - 2;
  const absent = size - 1;
  for (const [row, cell] of cells.entries()) {
    if (cell.kind === 'any') bits.setAll(row);
    else if (cell.kind === 'values' && cell.not) {
      const named = new Set(cell.values);
      for (const [value, segment] of map) if (!named.has(value as CellValue)) bits.set(segment, row);
      bits.set(elsewhere, row);
    } else if (cell.kind === 'values') {
      for (const value of cell.values) bits.set(value === null ? absent : (map.get(value as JsonValue) as number), row);
    }
  }
  return bits.done();
}

/** From the first number, up to but without the second. */
type Stretch = readonly [from: number, to: number];

interface Scale {
  readonly numberOf: (value: CellValue) => number;
  /** The next greater value there can be. */
  readonly after: (number: number) => number;
}

function scaleOf(kind: 'number' | 'date' | 'month'): Scale {
  if (kind === 'number') return { numberOf: (value) => value as number, after: nextDouble };
  return {
    numberOf: kind === 'date' ? (value) => dayOf(value as string) : (value) => monthOf(value as string),
    after: (number) => number + 1,
  };
}

/** What a cell admits, as stretches of the number line. */
function stretchesOf(cell: Cell, scale: Scale): Stretch[] {
  if (cell.kind === 'any') return [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];
  const admitted =
    cell.kind === 'range'
      ? rangeStretch(cell.low, cell.high, scale)
      : cell.values.flatMap((value): Stretch[] => {
          if (value === null) return [];
          const number = scale.numberOf(value);
          return [[number, scale.after(number)]];
        });
  return cell.not ? complementOf(admitted) : admitted;
}

function rangeStretch(low: CellBound | undefined, high: CellBound | undefined, scale: Scale): Stretch[] {
  const edge = (bound: CellBound, past: boolean): number => {
    const number = scale.numberOf(bound.value);
    return past ? scale.after(number) : number;
  };
  const from = low ? edge(low, !low.included) : Number.NEGATIVE_INFINITY;
  const to = high ? edge(high, high.included) : Number.POSITIVE_INFINITY;
  return from < to ? [[from, to]] : [];
}

function complementOf(stretches: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const [start, end] of [...stretches].sort((a, b) => a[0] - b[0])) {
    if (from < start) left.push([from, start]);
    from = Math.max(from, end);
  }
  if (from < Number.POSITIVE_INFINITY) left.push([from, Number.POSITIVE_INFINITY]);
  return left;
}

function fillStretches(
  cells: readonly Cell[],
  stretches: readonly (readonly Stretch[])[],
  cuts: Float64Array,
  size: number,
  words: number,
): Int32Array {
  const bits = new RowBits(size, words);
  const absent = size - 1;
  for (const [row, cell] of cells.entries()) {
    if (cell.kind === 'any') {
      bits.setAll(row);
      continue;
    }
    if (cell.kind === 'values' && !cell.not && cell.values.includes(null)) bits.set(absent, row);
    for (const [from, to] of stretches[row] as readonly Stretch[]) {
      const first = searchCuts(cuts, from);
      // The stretch that holds the last number before `to`: where `to` is no cut of its own, its stretch is shared.
      const end = searchCuts(cuts, to);
      const last = end > 0 && cuts[end - 1] === to ? end - 1 : end;
      for (let segment = first; segment <= last; segment += 1) bits.set(segment, row);
    }
  }
  return bits.done();
}

const DOUBLE = new Float64Array(1);
const DOUBLE_BITS = new BigInt64Array(DOUBLE.buffer);

/** The next greater double. */
function nextDouble(number: number): number {
  if (number === 0) return Number.MIN_VALUE;
  DOUBLE[0] = number;
  DOUBLE_BITS[0] = (DOUBLE_BITS[0] as bigint) + (number > 0 ? 1n : -1n);
  return DOUBLE[0] as number;
}

/** Bitsets of rows, one per segment, under way. */
class RowBits {
  readonly #words: number;
  readonly #summaries: number;
  readonly #size: number;
  readonly #bits: Int32Array;
  readonly #every: Int32Array;

  constructor(size: number, words: number) {
    this.#words = words;
    this.#summaries = (words + 31) >>> 5;
    this.#size = size;
    this.#bits = new Int32Array(size * (this.#summaries + words));
    this.#every = new Int32Array(words);
  }

  set(segment: number, row: number): void {
    const at = segment * (this.#summaries + this.#words) + this.#summaries + (row >>> 5);
    this.#bits[at] = (this.#bits[at] as number) | (1 << (row & 31));
  }

  /** The row holds whatever the value. */
  setAll(row: number): void {
    this.#every[row >>> 5] = (this.#every[row >>> 5] as number) | (1 << (row & 31));
  }

  done(): Int32Array {
    const stride = this.#summaries + this.#words;
    for (let segment = 0; segment < this.#size; segment += 1) {
      for (let word = 0; word < this.#words; word += 1) {
        const at = segment * stride + this.#summaries + word;
        const bits = (this.#bits[at] as number) | (this.#every[word] as number);
        this.#bits[at] = bits;
        const summary = segment * stride + (word >>> 5);
        if (bits !== 0) this.#bits[summary] = (this.#bits[summary] as number) | (1 << (word & 31));
      }
    }
    return this.#bits;
  }
}
