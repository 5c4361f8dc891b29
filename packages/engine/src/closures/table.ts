import type { IfNode } from '../ir/ir.ts';
import type { Slots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import { indexTable } from '../table/index-table.ts';
import { recogniseTable } from '../table/recognise-table.ts';
import type { Compiler, Step } from './step.ts';

/** Below so many branches asking one after the other is as quick. */
const FEW_BRANCHES = 8;

/**
 * An `if` of many branches that is a table in disguise: the branch that is taken is looked up. A value that is not there or
 * of another kind is handed over to the branches themselves, which know what to refuse. Undefined when it is no table,
 * and where slots are read one by one as they are needed.
 */
export function tableStep(node: IfNode, compiler: Compiler, byBranches: () => Step): Step | undefined {
  if (compiler.lazy || compiler.keep || node.branches.length < FEW_BRANCHES) return undefined;
  const recognised = recogniseTable(node);
  if (recognised === undefined) return undefined;
  const { slots: columns, table } = recognised;
  const index = indexTable(table);
  const answers = table.rows.map(({ position }) =>
    compiler.step((node.branches[position] as IfNode['branches'][number])[1]),
  );
  const otherwise: Step = node.otherwise ? compiler.step(node.otherwise) : () => null;
  const count = columns.length;
  const values: (JsonValue | undefined)[] = new Array(count).fill(null);
  let branches: Step | undefined;
  return (slots: Slots, run) => {
    for (let i = 0; i < count; i++) {
      const value = slots[columns[i] as number];
      if (value === undefined || value === null) return (branches ??= byBranches())(slots, run);
      values[i] = value;
    }
    const row = index.first(values);
    if (row >= 0) return (answers[row] as Step)(slots, run);
    return row === -1 ? otherwise(slots, run) : (branches ??= byBranches())(slots, run);
  };
}
