import type { JsonValue } from '@cebao/engine';
import type { Answer } from '../../answer.ts';
import { comesToTheSame } from '../outcome.ts';
import type { Candidate } from './candidate.ts';
import type { Leaf } from './candidates.ts';
import { type Grid, isRounder } from './grid.ts';

type Ask = (path: string, value: JsonValue) => Answer | undefined;

/**
 * The nearest value above and below at which the answer is another one, where a fact takes part in something made
 * (a weighted sum, a day some months later), so that no rule names its boundary. Assumes one turn on each side.
 */
export function turningPoints(leaf: Leaf, grid: Grid, now: Answer, ask: Ask): Candidate[] {
  if (typeof leaf.stated !== (grid.ordered === 'number' ? 'number' : 'string')) return [];
  const from = grid.at(leaf.stated as number | string);
  if (!Number.isFinite(from)) return [];
  const isOther = (index: number) => {
    const answer = ask(leaf.path, grid.value(index));
    return answer !== undefined && !comesToTheSame(now, answer);
  };
  const ends = [grid.highest ?? from + grid.reach, Math.max(grid.lowest ?? from - grid.reach, from - grid.reach)];
  const found: Candidate[] = [];
  for (const end of ends) {
    if (end === from || !isOther(end)) continue;
    let same = from;
    let other = end;
    while (Math.abs(other - same) > 1) {
      const middle = Math.trunc((other + same) / 2);
      if (isOther(middle)) other = middle;
      else same = middle;
    }
    const up = other > from;
    const beyond = same !== from && isRounder(grid, same, other);
    found.push({
      path: leaf.path,
      value: grid.value(other),
      manner: {
        kind: 'bound',
        side: up ? (beyond ? 'exceeds' : 'reaches') : beyond ? 'below' : 'atMost',
        bound: grid.value(beyond ? same : other),
      },
      distance: Math.abs(other - from),
    });
  }
  return found;
}
