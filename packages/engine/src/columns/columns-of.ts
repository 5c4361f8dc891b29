import { childrenOf } from '../ir/children.ts';
import type { Ir, IrNode } from '../ir/ir.ts';

/** One column: the slot it fills, where its values stand in a record, and whether they are numbers for certain. */
export interface Column {
  readonly slot: number;
  readonly segments: readonly string[];
  readonly number: boolean;
}

/** The columns that some rules read. */
export function columnsOf(irs: readonly Ir[]): Column[] {
  const numbers = new Map<number, boolean>();
  const note = (slot: number | undefined, number: boolean): void => {
    if (slot !== undefined) numbers.set(slot, number && numbers.get(slot) !== false);
  };
  const visit = (node: IrNode): void => {
    if (node.op === 'missing') for (const { slot } of node.names) note(slot, false);
    else if ('slot' in node) note(node.slot, node.op === 'var' && isNumber(node));
    for (const child of childrenOf(node)) visit(child);
  };
  for (const { root } of irs) visit(root);
  return [...numbers].flatMap(([slot, number]) => {
    const source = irs[0]?.slots.sources[slot];
    return source?.kind === 'var' ? [{ slot, segments: source.segments, number }] : [];
  });
}

function isNumber(node: IrNode & { op: 'var' }): boolean {
  return node.type.kind === 'number' && !node.type.nullable && node.steps.length === 0 && node.otherwise === undefined;
}
