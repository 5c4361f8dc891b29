import type { Issue, JsonValue, Result } from '@cebao/engine';
import { type FlowEvaluate, type Indicator, isWithin } from '@cebao/pack';
import { exactMedian, exactSum, percentOf } from './exact-numbers.ts';
import type { IndicatorLine } from './indicator-line.ts';

/** What an indicator counts and how. */
export type Measure = NonNullable<Indicator['over']>;

/** What is asked for: a place with all below it, as it stands on a day; only what happened since `from` when it is given. */
export interface MeasureScope {
  readonly place: string;
  readonly at: string;
  readonly from?: string | undefined;
}

/** A number with everything it rests on. */
export interface Measured {
  /** Undefined where there is nothing to work it out from. */
  readonly value?: number;
  /** The lines that make the number: count, sum, median take them all, a share those that meet its condition. */
  readonly counted: readonly IndicatorLine[];
  /** The lines looked at. */
  readonly base: readonly IndicatorLine[];
}

/**
 * Works out an indicator from lines: those at the place and below it that hold on the day and meet the condition. Pure: it
 * sees the lines it is given, so a number never counts what its reader may not see.
 *
 * @example
 * measureIndicator({ register: 'book', take: 'sum', column: 'amount' }, lines, { place: 'a', at: '2026-11-25' }, evaluate);
 */
export function measureIndicator(
  measure: Measure,
  lines: readonly IndicatorLine[],
  scope: MeasureScope,
  evaluate: FlowEvaluate,
): Result<Measured> {
  const issues: Issue[] = [];
  const meets = (condition: unknown, line: IndicatorLine): boolean => {
    const run = evaluate(condition as JsonValue, (name) =>
      name === '$on'
        ? line.on
        : name === '$place'
          ? line.place
          : Object.hasOwn(line.cells, name)
            ? line.cells[name]
            : undefined,
    );
    if (!run.ok) issues.push(...run.issues);
    return run.ok && run.value === true;
  };
  const base: IndicatorLine[] = [];
  for (const line of lines) {
    if (!isWithin(line.place, scope.place) || !holds(line, scope.at)) continue;
    const day = dayOfLine(measure, line);
    if (day === undefined || day > scope.at || (scope.from !== undefined && day < scope.from)) continue;
    if (measure.where === undefined || meets(measure.where, line)) base.push(line);
  }
  const taken = takeFrom(measure, base, meets);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: taken };
}

/** The number over lines that are already chosen. */
function takeFrom(
  measure: Measure,
  base: readonly IndicatorLine[],
  meets: (condition: unknown, line: IndicatorLine) => boolean,
): Measured {
  switch (measure.take) {
    case 'count':
      return { value: base.length, counted: base, base };
    case 'share': {
      const counted = base.filter((line) => meets(measure.of, line));
      return { ...valued(percentOf(counted.length, base.length)), counted, base };
    }
    case 'sum':
    case 'median': {
      const counted = base.filter((line) => numberIn(measure, line) !== undefined);
      const numbers = counted.map((line) => numberIn(measure, line) as number);
      const value = measure.take === 'median' ? exactMedian(numbers) : exactSum(numbers);
      return { ...valued(value), counted, base };
    }
  }
}

function valued(value: number | undefined): { readonly value?: number } {
  return value === undefined ? {} : { value };
}

function numberIn(measure: Measure, line: IndicatorLine): number | undefined {
  const cell = measure.column === undefined ? undefined : line.cells[measure.column];
  return typeof cell === 'number' ? cell : undefined;
}

/** What people keep counts while it holds; what happened stays. */
function holds({ record, on, until }: IndicatorLine, at: string): boolean {
  return record === undefined || (on <= at && (until === undefined || at <= until));
}

/** The day by which a line is put into a stretch of time; undefined where the column that says it is empty. */
export function dayOfLine({ day }: Pick<Measure, 'day'>, line: IndicatorLine): string | undefined {
  const on = day === undefined ? line.on : line.cells[day];
  return typeof on === 'string' && on !== '' ? on.slice(0, 10) : undefined;
}
