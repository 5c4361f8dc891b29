import type { IrNode } from './ir.ts';

/** The nodes below a node, in the order of writing; the bodies of loops are among them. */
export function childrenOf(node: IrNode): readonly IrNode[] {
  switch (node.op) {
    case 'const':
    case 'whole':
    case 'pair':
    case 'param':
    case 'present':
      return [];
    case 'var':
      return node.otherwise ? [node.otherwise] : [];
    case 'missing':
      return node.need ? [node.need] : [];
    case 'list':
      return node.items;
    case 'record':
      return node.fields.map(([, value]) => value);
    case 'if':
      return [...node.branches.flat(), ...(node.otherwise ? [node.otherwise] : [])];
    case 'and':
    case 'or':
    case 'order':
    case 'equal':
    case 'arithmetic':
    case 'names':
    case 'call':
      return node.args;
    case 'not':
      return [node.arg];
    case 'in':
      return [node.needle, node.hay];
    case 'loop':
      return [node.list, node.body];
    case 'reduce':
      return [node.list, node.body, ...(node.start ? [node.start] : [])];
    case 'paid':
      return [node.of];
  }
}
