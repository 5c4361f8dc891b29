import type { Issue, JsonValue } from '../issue.ts';
import { type Cell, cellHolds } from './cell.ts';
import { ColumnIndex } from './column-index.ts';
import { fitsColumn } from './scan-table.ts';
import type { DecisionTable, TableColumn, TableRow } from './table.ts';

/** Values of the columns in their order; undefined or null: nothing there. */
export type ColumnValues = readonly (JsonValue | undefined)[];

/** A table made ready for many questions. */
export interface TableIndex {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /**
   * The first row that holds, as its place in `rows`; -1 when none does; below that, a value has the wrong kind
   * (`-2 - column`). No objects are made.
   */
  first(values: ColumnValues): number;
  /** The first row that holds for a flat record of facts: its own properties by the columns' names. */
  firstIn(record: Readonly<Record<string, JsonValue>>): number;
  /** The first `most` rows that hold; a number as from `first` when a value has the wrong kind. */
  all(values: ColumnValues, most?: number): number[] | number;
  /** The rows that the table's hit policy answers with; two rows of a `unique` table are a conflict. */
  answer(values: ColumnValues): TableAnswer;
}

export type TableAnswer =
  | { readonly ok: true; readonly rows: readonly TableRow[] }
  | { readonly ok: false; readonly issue: Issue };

/** Bytes of all bitsets of one table; beyond, neighbouring segments share one and a hit is looked at again. */
const MEMORY = 8 * 1024 * 1024;
const MOST_SEGMENTS = 1_024;
/** Combinations of columns that are kept together. */
const MOST_COMBINATIONS = 65_536;
/** Words of bitsets that combinations may fill. */
const MOST_POOL = 262_144;

const UNKNOWN = -2;

/**
 * Makes a table ready: bitsets of rows for every value and every stretch between cut points, a summary bit per word,
 * the first hit by its lowest bit. Columns with few segments are answered together; their combinations are worked out
 * when they are first asked for. The table must have no params left (see `foldTable`).
 *
 * @example
 * const index = indexTable(table);
 * index.rows[index.first(['senior', 72])]?.id; // 'old'
 */
export function indexTable(table: DecisionTable): TableIndex {
  return new Index(table);
}

class Index implements TableIndex {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly #hit: DecisionTable['hit'];
  readonly #summaries: number;
  readonly #stride: number;
  /** Columns that are answered together, and those that follow one by one. */
  readonly #grouped: readonly ColumnIndex[];
  readonly #rest: readonly ColumnIndex[];
  readonly #coarse: readonly number[];
  /** All columns, when every bitset is one word. */
  readonly #small: readonly ColumnIndex[] | undefined;
  /** With no other columns: combination → first row. */
  readonly #hits: Int32Array | undefined;
  /** Combination → where its bitset stands in the pool; -1: not worked out. */
  readonly #places: Int32Array;
  #pool: Int32Array;
  #poolUsed = 0;
  /** Where the bitset of the question under way stands in the pool. */
  #place = 0;
  readonly #names: readonly string[];
  readonly #nested: boolean;
  readonly #values: (JsonValue | undefined)[];
  readonly #offsets: Int32Array;

  constructor(table: DecisionTable) {
    const { columns, rows, hit } = table;
    const words = (rows.length + 31) >>> 5;
    this.columns = columns;
    this.rows = rows;
    this.#hit = hit;
    this.#summaries = (words + 31) >>> 5;
    this.#stride = this.#summaries + words;
    const affordable = Math.floor(MEMORY / (4 * this.#stride * Math.max(1, columns.length)));
    const most = Math.max(16, Math.min(MOST_SEGMENTS, affordable));
    const indexes = columns.map((column, slot) => new ColumnIndex(slot, column, rows, most));
    this.#coarse = indexes.filter(({ coarse }) => coarse).map(({ slot }) => slot);
    this.#small = words === 1 && this.#coarse.length === 0 ? indexes : undefined;
    const grouped: ColumnIndex[] = [];
    let combinations = 1;
    for (const column of [...indexes].sort((a, b) => a.size - b.size)) {
      if (combinations * column.size > MOST_COMBINATIONS) break;
      combinations *= column.size;
      grouped.push(column);
    }
    this.#grouped = grouped;
    this.#rest = indexes.filter((column) => !grouped.includes(column));
    const whole = this.#rest.length === 0 && this.#coarse.length === 0;
    this.#hits = whole ? new Int32Array(combinations).fill(UNKNOWN) : undefined;
    this.#places = new Int32Array(combinations).fill(-1);
    this.#pool = new Int32Array(this.#stride * Math.min(combinations, 16));
    this.#names = columns.map(({ name }) => name);
    this.#nested = this.#names.some((name) => name.includes('.'));
    this.#values = new Array(columns.length).fill(null);
    this.#offsets = new Int32Array(columns.length);
  }

  first(values: ColumnValues): number {
    if (this.#small !== undefined) return this.#firstOfFew(this.#small, values);
    const grouped = this.#grouped;
    let combination = 0;
    for (let i = 0; i < grouped.length; i += 1) {
      const column = grouped[i] as ColumnIndex;
      const segment = column.segmentOf(values[column.slot]);
      if (segment < 0) return this.#strange(values);
      combination = combination * column.size + segment;
    }
    const hits = this.#hits;
    if (hits !== undefined) {
      const known = hits[combination] as number;
      if (known !== UNKNOWN) return known;
    }
    const place = this.#placeOf(combination, values);
    if (hits !== undefined) {
      const found = this.#firstOf1(place, this.#pool, place);
      hits[combination] = found;
      return found;
    }
    const rest = this.#rest;
    if (this.#coarse.length > 0 || rest.length > 2) return this.#firstOfMany(place, values);
    const a = rest[0] as ColumnIndex;
    const one = a.segmentOf(values[a.slot]);
    if (one < 0) return this.#strange(values);
    if (rest.length === 1) return this.#firstOf1(place, a.bits, one * this.#stride);
    const b = rest[1] as ColumnIndex;
    const two = b.segmentOf(values[b.slot]);
    if (two < 0) return this.#strange(values);
    return this.#firstOf2(place, a.bits, one * this.#stride, b.bits, two * this.#stride);
  }

  firstIn(record: Readonly<Record<string, JsonValue>>): number {
    if (this.#nested) return this.#firstOfRecord(record);
    const few = this.#small;
    if (few !== undefined) {
      let bits = -1;
      for (let i = 0; i < few.length; i += 1) {
        const column = few[i] as ColumnIndex;
        const segment = column.segmentOf(record[column.name]);
        if (segment < 0) return this.#firstOfRecord(record);
        bits &= column.bits[2 * segment + 1] as number;
      }
      return bits === 0 ? -1 : 31 - Math.clz32(bits & -bits);
    }
    const rest = this.#rest;
    if (this.#coarse.length > 0 || rest.length > 2) return this.#firstOfRecord(record);
    const grouped = this.#grouped;
    let combination = 0;
    for (let i = 0; i < grouped.length; i += 1) {
      const column = grouped[i] as ColumnIndex;
      const segment = column.segmentOf(record[column.name]);
      if (segment < 0) return this.#firstOfRecord(record);
      combination = combination * column.size + segment;
    }
    if (rest.length === 0) {
      const known = (this.#hits as Int32Array)[combination] as number;
      return known !== UNKNOWN ? known : this.#firstOfRecord(record);
    }
    const place = this.#places[combination] as number;
    if (place < 0) return this.#firstOfRecord(record);
    const a = rest[0] as ColumnIndex;
    const one = a.segmentOf(record[a.name]);
    if (one < 0) return this.#firstOfRecord(record);
    if (rest.length === 1) return this.#firstOf1(place, a.bits, one * this.#stride);
    const b = rest[1] as ColumnIndex;
    const two = b.segmentOf(record[b.name]);
    if (two < 0) return this.#firstOfRecord(record);
    return this.#firstOf2(place, a.bits, one * this.#stride, b.bits, two * this.#stride);
  }

  /** With the values put down first; what JavaScript itself puts into every object is not there. */
  #firstOfRecord(record: Readonly<Record<string, JsonValue>>): number {
    const values = this.#values;
    for (let i = 0; i < this.#names.length; i += 1) values[i] = readPath(record, this.#names[i] as string);
    return this.first(values);
  }

  all(values: ColumnValues, most = Number.POSITIVE_INFINITY): number[] | number {
    const strange = this.#offsetsOf(values);
    if (strange !== undefined) return strange;
    const found: number[] = [];
    for (let row = this.#next(0, values); row >= 0 && found.length < most; row = this.#next(row + 1, values))
      found.push(row);
    return found;
  }

  answer(values: ColumnValues): TableAnswer {
    const found = this.#hit === 'first' ? this.first(values) : this.all(values, this.#hit === 'unique' ? 2 : undefined);
    if (typeof found === 'number') {
      if (found >= 0) return { ok: true, rows: [this.rows[found] as TableRow] };
      if (found === -1) return { ok: true, rows: [] };
      const column = this.columns[-2 - found] as TableColumn;
      return {
        ok: false,
        issue: { code: 'tableValueKind', path: '', params: { column: column.name, kind: column.kind } },
      };
    }
    const rows = found.map((row) => this.rows[row] as TableRow);
    if (this.#hit === 'unique' && rows.length > 1)
      return { ok: false, issue: { code: 'tableConflict', path: '', params: { rows: rows.map(({ id }) => id) } } };
    return { ok: true, rows };
  }

  /** At most 32 rows: one word per column. */
  #firstOfFew(columns: readonly ColumnIndex[], values: ColumnValues): number {
    let bits = -1;
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i] as ColumnIndex;
      const segment = column.segmentOf(values[i]);
      if (segment < 0) return this.#strange(values);
      bits &= column.bits[2 * segment + 1] as number;
    }
    return bits === 0 ? -1 : 31 - Math.clz32(bits & -bits);
  }

  /** The first column whose value has the wrong kind, as `first` says it. */
  #strange(values: ColumnValues): number {
    return -2 - this.columns.findIndex(({ kind }, slot) => !fitsColumn(values[slot], kind));
  }

  /** Where a combination's bitset stands in the pool. */
  #placeOf(combination: number, values: ColumnValues): number {
    const known = this.#places[combination] as number;
    if (known >= 0) return known;
    const stride = this.#stride;
    // When the pool is full its last entry is written over, and not remembered.
    const full = this.#poolUsed + 2 * stride > MOST_POOL;
    const place = this.#poolUsed;
    if (!full) {
      this.#poolUsed += stride;
      this.#places[combination] = place;
    }
    if (place + stride > this.#pool.length) {
      const larger = new Int32Array(Math.max(place + stride, Math.min(MOST_POOL, this.#pool.length * 2)));
      larger.set(this.#pool);
      this.#pool = larger;
    }
    const pool = this.#pool;
    const summaries = this.#summaries;
    pool.fill(0, place, place + summaries);
    for (let word = summaries; word < stride; word += 1) {
      let bits = -1;
      for (const column of this.#grouped)
        bits &= column.bits[column.segmentOf(values[column.slot]) * stride + word] as number;
      if (this.#grouped.length === 0) bits = this.#rowsOfWord(word - summaries);
      pool[place + word] = bits;
      const at = place + ((word - summaries) >>> 5);
      if (bits !== 0) pool[at] = (pool[at] as number) | (1 << ((word - summaries) & 31));
    }
    return place;
  }

  #rowsOfWord(word: number): number {
    const left = this.rows.length - word * 32;
    return left >= 32 ? -1 : (1 << left) - 1;
  }

  #firstOf1(place: number, aBits: Int32Array, a: number): number {
    const pool = this.#pool;
    const summaries = this.#summaries;
    for (let s = 0; s < summaries; s += 1) {
      let candidates = (pool[place + s] as number) & (aBits[a + s] as number);
      while (candidates !== 0) {
        const low = candidates & -candidates;
        const word = (s << 5) + 31 - Math.clz32(low);
        candidates ^= low;
        const at = summaries + word;
        const bits = (pool[place + at] as number) & (aBits[a + at] as number);
        if (bits !== 0) return (word << 5) + 31 - Math.clz32(bits & -bits);
      }
    }
    return -1;
  }

  #firstOf2(place: number, aBits: Int32Array, a: number, bBits: Int32Array, b: number): number {
    const pool = this.#pool;
    const summaries = this.#summaries;
    for (let s = 0; s < summaries; s += 1) {
      let candidates = (pool[place + s] as number) & (aBits[a + s] as number) & (bBits[b + s] as number);
      while (candidates !== 0) {
        const low = candidates & -candidates;
        const word = (s << 5) + 31 - Math.clz32(low);
        candidates ^= low;
        const at = summaries + word;
        const bits = (pool[place + at] as number) & (aBits[a + at] as number) & (bBits[b + at] as number);
        if (bits !== 0) return (word << 5) + 31 - Math.clz32(bits & -bits);
      }
    }
    return -1;
  }

  /** Any number of columns, and columns whose hits must be looked at again. */
  #firstOfMany(place: number, values: ColumnValues): number {
    const strange = this.#offsetsOf(values, place);
    return strange ?? this.#next(0, values);
  }

  /** Puts down where each column's segment begins, the combination's first; answers as `first` when a value is strange. */
  #offsetsOf(values: ColumnValues, known?: number): number | undefined {
    let place = known;
    if (place === undefined) {
      let combination = 0;
      for (const column of this.#grouped) {
        const segment = column.segmentOf(values[column.slot]);
        if (segment < 0) return this.#strange(values);
        combination = combination * column.size + segment;
      }
      place = this.#placeOf(combination, values);
    }
    this.#place = place;
    for (let i = 0; i < this.#rest.length; i += 1) {
      const column = this.#rest[i] as ColumnIndex;
      const segment = column.segmentOf(values[column.slot]);
      if (segment < 0) return this.#strange(values);
      this.#offsets[i] = segment * this.#stride;
    }
    return undefined;
  }

  /** The next row from `from` on that holds, by the offsets put down; -1 when there is none. */
  #next(from: number, values: ColumnValues): number {
    const rest = this.#rest;
    const summaries = this.#summaries;
    for (let word = from >>> 5; word < this.#stride - summaries; word += 1) {
      let bits = this.#pool[this.#place + summaries + word] as number;
      for (let i = 0; i < rest.length && bits !== 0; i += 1)
        bits &= (rest[i] as ColumnIndex).bits[(this.#offsets[i] as number) + summaries + word] as number;
      if (word === from >>> 5) bits &= -1 << (from & 31);
      while (bits !== 0) {
        const low = bits & -bits;
        bits ^= low;
        const row = (word << 5) + 31 - Math.clz32(low);
        if (this.#holds(row, values)) return row;
      }
    }
    return -1;
  }

  /** Looks at a row again in the columns whose segments are coarse. */
  #holds(row: number, values: ColumnValues): boolean {
    for (const slot of this.#coarse)
      if (!cellHolds((this.rows[row] as TableRow).cells[slot] as Cell, values[slot])) return false;
    return true;
  }
}

function readPath(record: Readonly<Record<string, JsonValue>>, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = record as Record<string, JsonValue>;
  for (const segment of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, segment))
      return undefined;
    value = (value as Record<string, JsonValue>)[segment];
  }
  return value;
}
