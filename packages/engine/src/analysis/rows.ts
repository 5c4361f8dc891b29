import { BudgetSpent } from './budget.ts';
import { type Diagram, NO_VARIABLE } from './diagrams.ts';
import type { Meaning } from './meaning.ts';

/** One rule or row as diagrams: where it hits (true, false or refused), and what it answers there. */
export interface Row {
  readonly when: Diagram;
  readonly then: Diagram;
}

/** What reading rows from the top found. */
export interface Reading {
  /** Whether everything was looked at; else the budget ended it. */
  readonly complete: boolean;
  /** The answer of the first row that hits, everywhere; undefined when not complete. */
  readonly answer: Diagram | undefined;
  /** Rows that are the first to hit somewhere. */
  readonly reached: ReadonlySet<number>;
}

interface State {
  /** Positions of the rows still possible, their conditions and answers under what is already known. */
  readonly rows: readonly number[];
  readonly whens: readonly Diagram[];
  readonly thens: readonly Diagram[];
  /** How many rows that surely hit are kept: what stands behind them does not matter. */
  readonly sure: 1 | 2;
}

/** Reads rows from the top, first hit wins: all conditions are cut along one variable at a time. */
export function readRows(meaning: Meaning, rows: readonly Row[]): Reading {
  const reached = new Set<number>();
  const known = new Map<string, Diagram>();
  const go = (state: State): Diagram => {
    const [first] = state.rows;
    if (first === undefined) throw new TypeError('the last row must always hit');
    const when = state.whens[0] as Diagram;
    if (when === meaning.yes) {
      reached.add(first);
      return state.thens[0] as Diagram;
    }
    if (meaning.diagrams.variableOf(when) === NO_VARIABLE) {
      reached.add(first);
      return when;
    }
    const key = keyOf(state);
    const before = known.get(key);
    if (before !== undefined) return before;
    const ends: number[] = [];
    const kids: Diagram[] = [];
    const top = expandState(meaning, state, (end, next) => {
      ends.push(end);
      kids.push(go(next));
    });
    const made = meaning.diagrams.choose(top, ends, kids);
    known.set(key, made);
    return made;
  };
  try {
    const answer = go(startOf(meaning, rows, 1));
    return { complete: true, answer, reached };
  } catch (thrown) {
    if (!(thrown instanceof BudgetSpent)) throw thrown;
    return { complete: false, answer: undefined, reached };
  }
}

/**
 * The rows that could be left out, each alone, without changing any answer: wherever one is the first to hit, the
 * next one that hits answers the same. Rows whose answers never hold are not among them.
 */
export function findRedundant(meaning: Meaning, rows: readonly Row[], candidates: ReadonlySet<number>): Set<number> {
  const left = new Set(candidates);
  const seen = new Set<string>();
  /** Whether what the rest answers is the same as `then` everywhere. */
  const differs = (row: number, then: Diagram, state: State) => {
    const stack: { then: Diagram; state: State }[] = [{ then, state }];
    while (stack.length > 0 && left.has(row)) {
      const now = stack.pop() as { then: Diagram; state: State };
      const when = now.state.whens[0];
      if (when === undefined) {
        left.delete(row);
        return;
      }
      const isSettled = meaning.diagrams.variableOf(when) === NO_VARIABLE;
      if (isSettled && (when === meaning.yes ? now.state.thens[0] : when) === now.then) continue;
      const thenTop = meaning.diagrams.variableOf(now.then);
      const otherTop =
        isSettled && when === meaning.yes ? meaning.diagrams.variableOf(now.state.thens[0] as Diagram) : NO_VARIABLE;
      if (isSettled && Math.min(thenTop, otherTop) === NO_VARIABLE) {
        left.delete(row);
        return;
      }
      const key = `${row};${now.then};${keyOf(now.state)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      expandState(
        meaning,
        now.state,
        (_end, next, extra) => {
          stack.push({ then: extra as Diagram, state: next });
        },
        now.then,
      );
    }
  };
  const go = (state: State) => {
    const [first] = state.rows;
    const when = state.whens[0];
    if (first === undefined || when === undefined) return;
    if (!state.rows.some((row) => left.has(row))) return;
    if (meaning.diagrams.variableOf(when) === NO_VARIABLE) {
      if (left.has(first))
        differs(first, when === meaning.yes ? (state.thens[0] as Diagram) : when, {
          rows: state.rows.slice(1),
          whens: state.whens.slice(1),
          thens: state.thens.slice(1),
          sure: 1,
        });
      return;
    }
    const key = keyOf(state);
    if (seen.has(key)) return;
    seen.add(key);
    expandState(meaning, state, (_end, next) => go(next));
  };
  go(startOf(meaning, rows, 2));
  return left;
}

/** Says of two conditions whether they can hold together; remembers what cannot. */
export class Meeting {
  readonly #meaning: Meaning;
  readonly #apart = new Set<string>();

  constructor(meaning: Meaning) {
    this.#meaning = meaning;
  }

  meets(a: Diagram, b: Diagram): boolean {
    const { diagrams, no } = this.#meaning;
    if (a === no || b === no) return false;
    const left = diagrams.variableOf(a);
    const right = diagrams.variableOf(b);
    if (left === NO_VARIABLE && right === NO_VARIABLE) return true;
    const key = `${a},${b}`;
    if (this.#apart.has(key)) return false;
    const found = left === right ? this.#meetsAlong(a, b) : this.#meetsBelow(a, b, left < right);
    if (!found) this.#apart.add(key);
    return found;
  }

  #meetsBelow(a: Diagram, b: Diagram, isFirst: boolean): boolean {
    const [own, other] = isFirst ? [a, b] : [b, a];
    for (const kid of this.#meaning.diagrams.kidsOf(own)) if (this.meets(kid, other)) return true;
    return false;
  }

  #meetsAlong(a: Diagram, b: Diagram): boolean {
    const { diagrams, no } = this.#meaning;
    const ends = [diagrams.endsOf(a), diagrams.endsOf(b)] as const;
    const kids = [diagrams.kidsOf(a), diagrams.kidsOf(b)] as const;
    for (let i = 0, j = 0; i < kids[0].length && j < kids[1].length; ) {
      const one = kids[0][i] as Diagram;
      const other = kids[1][j] as Diagram;
      if (one !== no && other !== no && this.meets(one, other)) return true;
      const end = ends[0][i] as number;
      const otherEnd = ends[1][j] as number;
      if (end <= otherEnd) i += 1;
      if (otherEnd <= end) j += 1;
    }
    return false;
  }
}

/**
 * The pairs of conditions that can hold together, at most so many.
 *
 * @example
 * findOverlaps(meaning, rows.map(({ when }) => when), 20); // [[0, 3]]
 */
export function findOverlaps(meaning: Meaning, whens: readonly Diagram[], most: number): [number, number][] {
  const meeting = new Meeting(meaning);
  const pairs: [number, number][] = [];
  for (let i = 0; i < whens.length; i++) {
    meaning.diagrams.budget.spend(whens.length - i);
    for (let j = i + 1; j < whens.length; j++) {
      if (!meeting.meets(whens[i] as Diagram, whens[j] as Diagram)) continue;
      pairs.push([i, j]);
      if (pairs.length >= most) return pairs;
    }
  }
  return pairs;
}

function keyOf(state: State): string {
  return `${state.rows.join()};${state.whens.join()};${state.thens.join()}`;
}

function startOf(meaning: Meaning, rows: readonly Row[], sure: 1 | 2): State {
  return pruned(
    meaning,
    rows.map((_, index) => index),
    rows.map(({ when }) => when),
    rows.map(({ then }) => then),
    sure,
  );
}

/** Drops rows that cannot hit, and those behind the last that matters. */
function pruned(
  meaning: Meaning,
  rows: readonly number[],
  whens: readonly Diagram[],
  thens: readonly Diagram[],
  most: 1 | 2,
): State {
  const kept = { rows: [] as number[], whens: [] as Diagram[], thens: [] as Diagram[], sure: most };
  let sure = 0;
  for (let i = 0; i < rows.length; i++) {
    const when = whens[i] as Diagram;
    if (when === meaning.no) continue;
    kept.rows.push(rows[i] as number);
    kept.whens.push(when);
    kept.thens.push(thens[i] as Diagram);
    if (meaning.diagrams.variableOf(when) === NO_VARIABLE) {
      sure += 1;
      if (sure === most) break;
    }
  }
  return kept;
}

/** Cuts everything in a state along its least variable; answers the variable. */
function expandState(
  meaning: Meaning,
  state: State,
  each: (end: number, next: State, extra: Diagram | undefined) => void,
  extra?: Diagram,
): number {
  const { diagrams } = meaning;
  const count = state.rows.length;
  const all = [...state.whens, ...state.thens, ...(extra === undefined ? [] : [extra])];
  const top = diagrams.top(all);
  diagrams.expand(top, all, (end, cofactors) => {
    const next = pruned(meaning, state.rows, cofactors.slice(0, count), cofactors.slice(count, 2 * count), state.sure);
    each(end, next, cofactors[2 * count]);
  });
  return top;
}
