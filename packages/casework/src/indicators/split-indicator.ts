import { type IndicatorSplit, LEVELS } from '@cebao/pack';
import { periodOf } from '../reports/period.ts';
import type { IndicatorLine } from './indicator-line.ts';
import { dayOfLine, type Measure } from './measure-indicator.ts';

/** Lines that have something in common: a place, a period, a value of a column. */
export interface LineGroup {
  /** The path, the period's id, or the value; empty for lines that have none. */
  readonly key: string;
  readonly lines: readonly IndicatorLine[];
}

/**
 * Divides lines so that each stands in exactly one group. Places and periods come in their own order, values in that of
 * `order`: never by how much a group holds.
 *
 * @example
 * splitLines({ by: 'period', period: 'month' }, measure, lines); // [{ key: '2026-10', lines }, { key: '2026-11', lines }]
 */
export function splitLines(
  split: IndicatorSplit,
  measure: Measure,
  lines: readonly IndicatorLine[],
  order: readonly string[] = [],
): LineGroup[] {
  const groups = new Map<string, IndicatorLine[]>();
  for (const line of lines) {
    const key = keyOf(split, measure, line);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const rank = (key: string) => {
    const at = order.indexOf(key);
    return key === '' ? order.length + 1 : at < 0 ? order.length : at;
  };
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, held]) => ({ key, lines: held }));
}

function keyOf(split: IndicatorSplit, measure: Measure, line: IndicatorLine): string {
  switch (split.by) {
    case 'place': {
      const depth = LEVELS.indexOf(split.level) + 1;
      const parts = line.place.split('/');
      return parts.length < depth ? '' : parts.slice(0, depth).join('/');
    }
    case 'period': {
      const day = dayOfLine(measure, line);
      return day === undefined ? '' : periodOf(split.period, day).id;
    }
    case 'column': {
      const cell = line.cells[split.column] ?? '';
      return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
    }
  }
}
