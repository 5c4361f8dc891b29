import { childrenOf } from './children.ts';
import type { Ir, IrNode } from './ir.ts';

/** The slots a rule reads from outside, each once, in their order. The slots of its own loops are not among them. */
export function readsOf({ root, slots }: Ir): readonly number[] {
  const found = new Set<number>();
  const visit = (node: IrNode): void => {
    switch (node.op) {
      case 'var':
      case 'whole':
      case 'param':
      case 'present':
        found.add(node.slot);
        break;
      case 'missing':
        for (const { slot } of node.names) if (slot !== undefined) found.add(slot);
        break;
      case 'names':
        if ('scope' in node.from) found.add(node.from.scope);
        break;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return [...found].filter((slot) => slots.sources[slot]?.kind !== 'item').sort((a, b) => a - b);
}
