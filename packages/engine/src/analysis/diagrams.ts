import type { Budget } from './budget.ts';

/** A diagram: a leaf, or a variable whose line is cut into runs, each leading to a diagram over later variables. */
export type Diagram = number;

/** What stands as the variable of a leaf: later than all. */
export const NO_VARIABLE = 0x7fffffff;

/**
 * Ordered, shared decision diagrams with many kinds of leaves. A node cuts the line of one variable into runs
 * (`ends`, exclusive, the last one Infinity); equal neighbours are one run, a node with one run is none, and equal
 * nodes are the same number. So two functions are equal exactly when their diagrams are the same number.
 *
 * @example
 * const diagrams = new Diagrams<string>(new Budget(1000));
 * const cut = diagrams.node(0, [18, Infinity], [diagrams.leaf('child', 'child'), diagrams.leaf('adult', 'adult')]);
 */
export class Diagrams<Leaf> {
  readonly budget: Budget;
  readonly #variables: number[] = [];
  readonly #ends: (readonly number[])[] = [];
  readonly #kids: (readonly Diagram[])[] = [];
  readonly #leaves = new Map<string, Diagram>();
  readonly #payloads = new Map<Diagram, Leaf>();
  readonly #buckets = new Map<number, Diagram[]>();

  constructor(budget: Budget) {
    this.budget = budget;
  }

  get size(): number {
    return this.#variables.length;
  }

  leaf(key: string, payload: Leaf): Diagram {
    let id = this.#leaves.get(key);
    if (id === undefined) {
      // A leaf may hold as much as a table has rows: it is paid for by what it says.
      this.budget.spend(key.length >> 3);
      id = this.#add(NO_VARIABLE, [], []);
      this.#leaves.set(key, id);
      this.#payloads.set(id, payload);
    }
    return id;
  }

  /** What a leaf holds; undefined for a node. */
  payload(diagram: Diagram): Leaf | undefined {
    return this.#payloads.get(diagram);
  }

  variableOf(diagram: Diagram): number {
    return this.#variables[diagram] as number;
  }

  endsOf(diagram: Diagram): readonly number[] {
    return this.#ends[diagram] as readonly number[];
  }

  kidsOf(diagram: Diagram): readonly Diagram[] {
    return this.#kids[diagram] as readonly Diagram[];
  }

  /** A node whose kids are all over later variables. */
  node(variable: number, ends: readonly number[], kids: readonly Diagram[]): Diagram {
    const mergedEnds: number[] = [];
    const mergedKids: Diagram[] = [];
    for (let i = 0; i < kids.length; i++) {
      const kid = kids[i] as Diagram;
      if (mergedKids.length > 0 && mergedKids[mergedKids.length - 1] === kid)
        mergedEnds[mergedEnds.length - 1] = ends[i] as number;
      else {
        mergedEnds.push(ends[i] as number);
        mergedKids.push(kid);
      }
    }
    if (mergedKids.length === 1) return mergedKids[0] as Diagram;
    let hash = variable * 31 + mergedKids.length;
    for (let i = 0; i < mergedKids.length; i++) {
      hash = (Math.imul(hash, 0x01000193) ^ (mergedKids[i] as number)) | 0;
      hash = (Math.imul(hash, 0x01000193) ^ hashOf(mergedEnds[i] as number)) | 0;
    }
    const bucket = this.#buckets.get(hash);
    if (bucket)
      for (const id of bucket) {
        if (
          this.#variables[id] === variable &&
          isSame(this.#kids[id] as Diagram[], mergedKids) &&
          isSame(this.#ends[id] as number[], mergedEnds)
        )
          return id;
      }
    this.budget.spend(mergedKids.length);
    const id = this.#add(variable, mergedEnds, mergedKids);
    if (bucket) bucket.push(id);
    else this.#buckets.set(hash, [id]);
    return id;
  }

  /** The least variable of some diagrams. */
  top(diagrams: readonly Diagram[]): number {
    let top = NO_VARIABLE;
    for (const diagram of diagrams) {
      const variable = this.#variables[diagram] as number;
      if (variable < top) top = variable;
    }
    return top;
  }

  /** Walks the runs of a variable through several diagrams at once. */
  expand(variable: number, diagrams: readonly Diagram[], each: (end: number, cofactors: Diagram[]) => void): void {
    const count = diagrams.length;
    const places = new Int32Array(count);
    for (;;) {
      let end = Number.POSITIVE_INFINITY;
      const cofactors = new Array<Diagram>(count);
      for (let i = 0; i < count; i++) {
        const diagram = diagrams[i] as Diagram;
        if (this.#variables[diagram] !== variable) {
          cofactors[i] = diagram;
          continue;
        }
        const place = places[i] as number;
        cofactors[i] = (this.#kids[diagram] as Diagram[])[place] as Diagram;
        const own = (this.#ends[diagram] as number[])[place] as number;
        if (own < end) end = own;
      }
      this.budget.spend(1 + (count >> 3));
      each(end, cofactors);
      if (end === Number.POSITIVE_INFINITY) return;
      for (let i = 0; i < count; i++) {
        const diagram = diagrams[i] as Diagram;
        if (this.#variables[diagram] === variable && (this.#ends[diagram] as number[])[places[i] as number] === end)
          places[i] = (places[i] as number) + 1;
      }
    }
  }

  /** A choice by runs of a variable among diagrams that may be over any variables. */
  choose(variable: number, ends: readonly number[], kids: readonly Diagram[]): Diagram {
    const top = this.top(kids);
    if (top > variable) return this.node(variable, ends, kids);
    const madeEnds: number[] = [];
    const madeKids: Diagram[] = [];
    if (top < variable) {
      this.expand(top, kids, (end, cofactors) => {
        madeEnds.push(end);
        madeKids.push(this.choose(variable, ends, cofactors));
      });
      return this.node(top, madeEnds, madeKids);
    }
    let start = Number.NEGATIVE_INFINITY;
    let isFirst = true;
    for (let i = 0; i < kids.length; i++) {
      const kid = kids[i] as Diagram;
      const end = ends[i] as number;
      if (this.#variables[kid] !== variable) {
        madeEnds.push(end);
        madeKids.push(kid);
      } else {
        const own = this.#ends[kid] as number[];
        for (let j = 0; j < own.length; j++) {
          if ((own[j] as number) <= start && !isFirst) continue;
          madeEnds.push(Math.min(own[j] as number, end));
          madeKids.push((this.#kids[kid] as Diagram[])[j] as Diagram);
          if ((own[j] as number) >= end) break;
        }
      }
      start = end;
      isFirst = false;
    }
    return this.node(variable, madeEnds, madeKids);
  }

  /**
   * Combines diagrams: `settle` answers a diagram as soon as these suffice (at the latest when all are leaves), else
   * undefined and the walk goes on along the least variable.
   */
  apply(diagrams: readonly Diagram[], settle: (diagrams: readonly Diagram[]) => Diagram | undefined): Diagram {
    const known = new Map<string, Diagram>();
    const go = (now: readonly Diagram[]): Diagram => {
      const settled = settle(now);
      if (settled !== undefined) return settled;
      const key = now.join();
      const before = known.get(key);
      if (before !== undefined) return before;
      const top = this.top(now);
      const ends: number[] = [];
      const kids: Diagram[] = [];
      this.expand(top, now, (end, cofactors) => {
        ends.push(end);
        kids.push(go(cofactors));
      });
      const made = this.choose(top, ends, kids);
      known.set(key, made);
      return made;
    };
    return go(diagrams);
  }

  /** Combines the leaves of diagrams. */
  combine(diagrams: readonly Diagram[], leaves: (payloads: Leaf[]) => Diagram): Diagram {
    return this.apply(diagrams, (now) => {
      const payloads: Leaf[] = [];
      for (const diagram of now) {
        if (this.#variables[diagram] !== NO_VARIABLE) return undefined;
        payloads.push(this.#payloads.get(diagram) as Leaf);
      }
      return leaves(payloads);
    });
  }

  /** Every variable that a diagram asks about. */
  variablesOf(diagram: Diagram): Set<number> {
    const found = new Set<number>();
    const seen = new Set<Diagram>();
    const go = (now: Diagram) => {
      if (seen.has(now)) return;
      seen.add(now);
      const variable = this.#variables[now] as number;
      if (variable === NO_VARIABLE) return;
      found.add(variable);
      for (const kid of this.#kids[now] as Diagram[]) go(kid);
    };
    go(diagram);
    return found;
  }

  #add(variable: number, ends: readonly number[], kids: readonly Diagram[]): Diagram {
    this.#variables.push(variable);
    this.#ends.push(ends);
    this.#kids.push(kids);
    return this.#variables.length - 1;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

function hashOf(end: number): number {
  if ((end | 0) === end) return end;
  scratch.setFloat64(0, end);
  return scratch.getInt32(0) ^ scratch.getInt32(4);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
