import { type Issue, type JsonValue, LIMITS, parseExpression } from '@cebao/engine';
import type { Decision, Flow } from './format.ts';
import { measureNames } from './named-values.ts';
import { pointer } from './strict-json.ts';

/** How deep a file of a pack may be nested: as deep as JSON text that is read. */
const DEEPEST_FILE = 64;

/** Names of `let` that may stand one on the other. */
export const DEEPEST_LETS = 32;

/** Named values of one decision or flow. */
const MOST_LETS = 500;

/** Nodes of all expressions of one decision or flow, named values written out, and the cells of its table. */
const MOST_NODES = 500_000;

/** An expression at its place below an item. */
export type PlacedExpression = readonly [path: readonly (string | number)[], expression: JsonValue];

/** Whether a file is nested deeper than may be; looks no deeper than that. */
export function isTooDeep(json: unknown, depth = 0): boolean {
  if (json === null || typeof json !== 'object') return false;
  return depth >= DEEPEST_FILE || Object.values(json).some((child) => isTooDeep(child, depth + 1));
}

/** The issue of a file that is nested too deeply. */
export function tooDeep(path: string): Issue {
  return { code: 'tooDeep', path, params: { limit: DEEPEST_FILE } };
}

/**
 * Checks how much the expressions of a decision or a flow are when every `let` is written out where it is read: none
 * rests on itself, and each expression keeps the limits of one rule. So everything that writes them out ends soon.
 */
export function checkSize(
  item: Pick<Decision, 'let' | 'table'> | Pick<Flow, 'let'>,
  expressions: readonly PlacedExpression[],
  at: string,
  issues: Issue[],
): void {
  const lets = Object.entries(item.let ?? {}) as [string, JsonValue][];
  if (lets.length > MOST_LETS) {
    issues.push({ code: 'tooBig', path: `${at}/let`, params: { limit: MOST_LETS } });
    return;
  }
  const isNamed = (name: string) => Object.hasOwn(item.let ?? {}, name);
  const measured = measureNames(new Map(lets.map(([name, json]) => [name, measure(json, isNamed)])));
  let broken = false;
  for (const [name] of lets) {
    const { isCircular, depth } = measured.get(name) ?? { isCircular: false, depth: 0 };
    if (!isCircular && depth <= DEEPEST_LETS) continue;
    broken = true;
    issues.push(
      isCircular
        ? { code: 'circularLet', path: `${at}${pointer(['let', name])}`, params: { name } }
        : { code: 'letTooDeep', path: `${at}${pointer(['let', name])}`, params: { name, limit: DEEPEST_LETS } },
    );
  }
  if (broken) return;
  let total = 0;
  const sizeOf = (json: JsonValue, path: readonly (string | number)[]): number => {
    const { nodes, reads } = measure(json, isNamed);
    const size = reads.reduce((sum, name) => sum + (measured.get(name)?.size ?? 0), nodes);
    total += size;
    if (size > LIMITS.nodes)
      issues.push({ code: 'tooManyNodes', path: `${at}${pointer(path)}`, params: { limit: LIMITS.nodes } });
    return size;
  };
  for (const [path, json] of expressions) sizeOf(json, path);
  const table = 'table' in item ? item.table : undefined;
  if (table) {
    const inputs = table.inputs.map((input, i) =>
      sizeOf((input.expression as JsonValue | undefined) ?? { var: input.fact ?? '' }, ['table', 'inputs', i]),
    );
    for (const [i, { when, then }] of table.rows.entries()) {
      for (const [k, cell] of when.entries()) if (cell !== '-') total += inputs[k] ?? 0;
      const values = Array.isArray(then) ? then : then.value === undefined ? [] : [then.value];
      for (const value of values) sizeOf(value as JsonValue, ['table', 'rows', i, 'then']);
    }
  }
  if (total > MOST_NODES) issues.push({ code: 'tooManyNodes', path: at, params: { limit: MOST_NODES } });
}

/** The nodes of an expression, and the names it reads, each as often as it reads it. */
function measure(json: JsonValue, isNamed: (name: string) => boolean): { nodes: number; reads: string[] } {
  const parsed = parseExpression(json);
  if (!parsed.ok) return { nodes: 0, reads: [] };
  const asked = new Set(parsed.value.reads.vars.map(headOf).filter(isNamed));
  const reads: string[] = [];
  let nodes = 0;
  const visit = (value: JsonValue): void => {
    nodes += 1;
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value)) {
      const name = headOf(String([value['var'] ?? ''].flat()[0] ?? ''));
      if (asked.has(name)) reads.push(name);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(json);
  const written = new Set(reads);
  for (const name of asked) if (!written.has(name)) reads.push(name);
  return { nodes, reads };
}

function headOf(name: string): string {
  return name.split('.', 1)[0] as string;
}
