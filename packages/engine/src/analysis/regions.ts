import { type Diagram, NO_VARIABLE } from './diagrams.ts';
import { ABSENT, before, FIRST } from './line.ts';
import type { Meaning } from './meaning.ts';
import type { Variable } from './space.ts';
import type { Term } from './term.ts';

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
