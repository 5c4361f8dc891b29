import {
  type DecisionTable,
  foldTable,
  indexTable,
  type JsonValue,
  paramsOfTable,
  type Result,
  type TableIndex,
} from '@cebao/engine';
import type { Decision, Table } from '../format.ts';
import type { LayeredPack } from '../layered-pack.ts';
import { changesOfParam, readParam } from '../params.ts';
import { readTable } from './read-table.ts';

/** A table ready for one stretch of days on which its rows and params do not change. */
export interface TableOnDay {
  readonly index: TableIndex;
  /** The inputs that the index asks for, by their place; what is known beforehand has dropped out. */
  readonly inputs: readonly number[];
  /** The params that a reader of the table meets on the way down, each with the position of the row that names it first. */
  readonly params: readonly { readonly id: string; readonly position: number }[];
}

/** Stretches of days of one table kept ready; the oldest gives way. */
const KEPT = 32;

/** A decision's table at a region: folded and indexed once for every stretch of days. */
export class DatedTable {
  readonly #layered: LayeredPack;
  readonly #region: string;
  readonly #table: Result<DecisionTable>;
  readonly #starts: readonly string[];
  readonly #ends: readonly string[];
  readonly #ready = new Map<number, Result<TableOnDay>>();

  constructor(layered: LayeredPack, region: string, decision: Decision, table: Table) {
    this.#layered = layered;
    this.#region = region;
    this.#table = readTable(decision, table);
    const dated = this.#table.ok
      ? [...this.#table.value.rows, ...paramsOfTable(this.#table.value).flatMap((id) => changesOfParam(layered, id))]
      : [];
    this.#starts = dated.flatMap(({ from }) => (from === undefined ? [] : [from])).sort();
    this.#ends = dated.flatMap(({ until }) => (until === undefined ? [] : [until])).sort();
  }

  on(at: string): Result<TableOnDay> {
    // Both counts only grow with the days, so that their sum names a stretch on which nothing changes.
    const stretch = countOf(this.#starts, (day) => day <= at) + countOf(this.#ends, (day) => day < at);
    let ready = this.#ready.get(stretch);
    if (ready === undefined) {
      ready = this.#prepare(at);
      this.#ready.set(stretch, ready);
      const oldest = this.#ready.keys().next().value;
      if (this.#ready.size > KEPT && oldest !== undefined) this.#ready.delete(oldest);
    }
    return ready;
  }

  #prepare(at: string): Result<TableOnDay> {
    if (!this.#table.ok) return this.#table;
    const param = (id: string): JsonValue | undefined => readParam(this.#layered, id, at)?.value;
    const written = this.#table.value;
    const values = new Map<string, JsonValue>([['$region', this.#region]]);
    const folded = foldTable(written, { at, region: this.#region, param, values });
    if (!folded.ok) return folded;
    const inputs = [...written.columns.keys()].filter((place) => !values.has(written.columns[place]?.name ?? ''));
    const seen = new Set<string>();
    const params: { id: string; position: number }[] = [];
    for (const { position } of folded.value.rows) {
      for (const id of paramsOfTable({ ...written, rows: written.rows.slice(position, position + 1) })) {
        if (!seen.has(id)) params.push({ id, position });
        seen.add(id);
      }
    }
    return { ok: true, value: { index: indexTable(folded.value), inputs, params } };
  }
}

function countOf(sorted: readonly string[], isBefore: (day: string) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sorted[middle] as string)) low = middle + 1;
    else high = middle;
  }
  return low;
}
