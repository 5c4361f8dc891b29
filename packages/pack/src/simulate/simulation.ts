import type { Issue, JsonValue, Result } from '@cebao/engine';
import canonicalize from 'canonicalize';
import type { ShortAnswer } from './short-answer.ts';

/** How often a question was answered one way before and another way after; `witness` is the id of the first of them. */
export interface Change {
  readonly decision: string;
  readonly before: ShortAnswer;
  readonly after: ShortAnswer;
  readonly count: number;
  readonly witness: JsonValue;
  /** Which question the witness was. */
  readonly position: number;
}

/** How many questions were refused for an issue, with the first of them. */
export interface RefusedQuestions {
  readonly issue: Issue;
  readonly count: number;
  readonly witness: JsonValue;
  readonly position: number;
}

/** What a simulation found. */
export interface SimulationReport {
  readonly asked: number;
  readonly same: number;
  readonly changes: readonly Change[];
  /** Questions that could not be answered, with the first issue of each kind. */
  readonly refused: number;
  readonly issues: readonly RefusedQuestions[];
}

/** Counts answers before and after; parts counted apart can be added up. */
export interface Simulation {
  /** One question: its place among all, its id, and its two answers. */
  add(
    asked: { readonly position: number; readonly id: JsonValue; readonly decision: string },
    before: Result<ShortAnswer>,
    after: Result<ShortAnswer>,
  ): void;
  merge(report: SimulationReport): void;
  report(): SimulationReport;
}

/**
 * Starts a count. Equal answers are equal in status, value, reason, warnings and assumptions.
 *
 * @example
 * const simulation = createSimulation();
 * simulation.add({ position: 0, id: 'a', decision: 'demo/route' }, before, after);
 * simulation.report(); // { asked: 1, same: 1, changes: [], refused: 0, issues: [] }
 */
export function createSimulation(): Simulation {
  const changes = new Map<string, Change>();
  const issues = new Map<string, RefusedQuestions>();
  let asked = 0;
  let same = 0;
  let refused = 0;
  const count = (change: Change): void =>
    addUp(changes, canonicalize([change.decision, change.before, change.after]) as string, change);
  const refuse = (one: RefusedQuestions): void => addUp(issues, `${one.issue.code}\n${one.issue.path}`, one);
  return {
    add({ position, id, decision }, before, after) {
      asked += 1;
      if (before.ok && after.ok) {
        if (isSame(before.value, after.value)) same += 1;
        else count({ decision, before: before.value, after: after.value, count: 1, witness: id, position });
        return;
      }
      refused += 1;
      const [issue] = [before, after].flatMap((answer) => (answer.ok ? [] : answer.issues));
      if (issue) refuse({ issue, count: 1, witness: id, position });
    },
    merge(report) {
      asked += report.asked;
      same += report.same;
      refused += report.refused;
      for (const change of report.changes) count(change);
      for (const one of report.issues) refuse(one);
    },
    report: () => ({
      asked,
      same,
      refused,
      changes: [...changes.values()].sort((a, b) => b.count - a.count || a.position - b.position),
      issues: [...issues.values()].sort((a, b) => a.position - b.position),
    }),
  };
}

/** Counts together what is alike; the witness is the earliest. */
function addUp<T extends { readonly count: number; readonly position: number }>(
  counted: Map<string, T>,
  key: string,
  one: T,
): void {
  const known = counted.get(key);
  const [first] = known && known.position < one.position ? [known] : [one];
  counted.set(key, { ...first, count: (known?.count ?? 0) + one.count });
}

/** Equal as data, whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
