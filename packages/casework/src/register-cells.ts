import type { Issue, JsonValue } from '@cebao/engine';
import type { ReadName, Register } from '@cebao/pack';
import type { evaluatorAt } from './case-policy.ts';

/**
 * The cells of one line of a register, by column: null where a column gives nothing. What a column refuses is added to
 * `issues`, with the pointer of the column.
 */
export function registerCells(
  register: Register,
  evaluate: ReturnType<typeof evaluatorAt>,
  read: ReadName,
  issues: Issue[],
): Readonly<Record<string, JsonValue>> {
  const cells: Record<string, JsonValue> = {};
  for (const [index, column] of register.columns.entries()) {
    const run = evaluate(column.value as JsonValue, read);
    if (!run.ok)
      issues.push(...run.issues.map((one) => ({ ...one, path: `${register.id}#/columns/${index}/value${one.path}` })));
    cells[column.id] = run.ok ? run.value : null;
  }
  return cells;
}
