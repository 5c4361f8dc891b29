import { type Diagram, NO_VARIABLE } from './diagrams.ts';
import { ABSENT, before, FIRST } from './line.ts';
import type { Meaning } from './meaning.ts';
import type { Term } from './term.ts';
import type { Variable } from './variable.ts';

/** Positions from `least` to `most`, both included; `absent`: also, or only, not given. */
export interface Run {
  readonly least: number;
  readonly most: number;
}

/** What a region asks of one variable. */
export interface Bound {
  readonly variable: Variable;
  readonly absent: boolean;
  readonly runs: readonly Run[];
}

/** A part of the space of facts where a diagram has one leaf; variables that are not named may be anything. */
export interface Region {
  readonly bounds: readonly Bound[];
  readonly leaf: Term;
}

/**
 * The regions where a diagram's leaf is asked for, at most so many.
 *
 * @example
 * regionsOf(meaning, diagram, (leaf) => leaf.kind === 'refused', 20);
 */
export function regionsOf(
  meaning: Meaning,
  diagram: Diagram,
  wanted: (leaf: Term) => boolean,
  limit: number,
): { readonly regions: readonly Region[]; readonly more: boolean } {
  const { diagrams, space } = meaning;
  const holds = new Map<Diagram, boolean>();
  const has = (now: Diagram): boolean => {
    const before = holds.get(now);
    if (before !== undefined) return before;
    const leaf = diagrams.payload(now);
    const found = leaf ? wanted(leaf) : diagrams.kidsOf(now).some(has);
    holds.set(now, found);
    return found;
  };
  const regions: Region[] = [];
  let more = false;
  const go = (now: Diagram, bounds: readonly Bound[]) => {
    if (!has(now)) return;
    if (regions.length >= limit) {
      more = true;
      return;
    }
    if (diagrams.variableOf(now) === NO_VARIABLE) {
      regions.push({ bounds, leaf: diagrams.payload(now) as Term });
      return;
    }
    const variable = space.variables[diagrams.variableOf(now)] as Variable;
    const ends = diagrams.endsOf(now);
    const kids = diagrams.kidsOf(now);
    for (const kid of new Set(kids)) {
      if (!has(kid)) continue;
      go(kid, [...bounds, boundOf(variable, ends, (index) => kids[index] === kid)]);
    }
  };
  go(diagram, []);
  return { regions, more };
}

function boundOf(variable: Variable, ends: readonly number[], belongs: (index: number) => boolean): Bound {
  let absent = false;
  const runs: Run[] = [];
  let start = ABSENT;
  for (const [index, end] of ends.entries()) {
    if (belongs(index)) {
      if (start === ABSENT && variable.mayBeAbsent) absent = true;
      const least = Math.max(start, variable.least);
      const most =
        end === Number.POSITIVE_INFINITY ? variable.most : Math.min(variable.most, before(variable.line, end));
      if (most >= least && end > FIRST) runs.push({ least, most });
    }
    start = end;
  }
  return { variable, absent, runs };
}

/**
 * Whether no facts can lie in a region, though its bounds say nothing of it one by one: a list with more different
 * items than items, or with items of a closed list and none of its values.
 */
export function isImpossible(meaning: Meaning, bounds: readonly Bound[]): boolean {
  const lists = new Map<string, { inside: number; outside: number; least: number; most: number }>();
  const listAt = (path: string) => {
    let list = lists.get(path);
    if (!list) {
      list = { inside: 0, outside: 0, least: 0, most: Number.POSITIVE_INFINITY };
      lists.set(path, list);
    }
    return list;
  };
  for (const { variable, runs, absent } of bounds) {
    const { subject } = variable;
    if (subject.of === 'member') {
      const has = runs.some(({ most }) => most === 1);
      const hasNot = runs.some(({ least }) => least === 0);
      if (has && !hasNot) listAt(subject.path).inside += 1;
      else if (hasNot && !has) listAt(subject.path).outside += 1;
    } else if (subject.of === 'count') {
      const list = listAt(subject.path);
      list.least = absent ? 0 : (runs[0]?.least ?? 0);
      list.most = runs.at(-1)?.most ?? 0;
    }
  }
  for (const [path, { inside, outside, least, most }] of lists) {
    if (inside > most) return true;
    const items = meaning.space.domainAt(path)?.items;
    if (items?.values && !items.open && outside >= items.values.length && least > 0) return true;
  }
  return false;
}
