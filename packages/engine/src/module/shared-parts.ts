import { childrenOf } from '../ir/children.ts';
import type { IrNode, SlotTable } from '../ir/ir.ts';

/** What two parts of rules have in common, if they can be computed once: their key. */
export type KeyOf = (node: IrNode) => string | undefined;

/** One part that occurs more than once. */
export interface SharedPart {
  readonly key: string;
  readonly node: IrNode;
}

/**
 * Keys for parts that always have a value and need no look at what they read, so that computing them early can neither
 * refuse nor hand over.
 */
export function createKeys(slots: SlotTable): KeyOf {
  const keys = new WeakMap<IrNode, string | null>();
  const find: KeyOf = (node) => {
    let key = keys.get(node);
    if (key === undefined) {
      key = write(node) ?? null;
      keys.set(node, key);
    }
    return key ?? undefined;
  };
  const all = (head: readonly unknown[], nodes: readonly IrNode[]): string | undefined => {
    const parts = nodes.map(find);
    return parts.includes(undefined) ? undefined : `${JSON.stringify(head)}(${parts.join(',')})`;
  };
  const write = (node: IrNode): string | undefined => {
    switch (node.op) {
      case 'const':
        return node.value !== null && typeof node.value === 'object' ? undefined : JSON.stringify(node.value);
      case 'var': {
        const sure = node.otherwise === undefined && node.type.kind !== 'unknown' && !node.type.nullable;
        return sure && slots.sources[node.slot]?.kind === 'var'
          ? JSON.stringify(['var', node.slot, node.steps])
          : undefined;
      }
      case 'order':
        return node.by === 'rank' ? undefined : all(['order', node.relation], node.args);
      case 'equal':
        return node.by === 'same' ? all(['equal', node.relation], node.args) : undefined;
      case 'in': {
        const { hay, needle } = node;
        const scalar = needle.type.kind !== 'list' && needle.type.kind !== 'record';
        return scalar && hay.op === 'const' && Array.isArray(hay.value) ? all(['in', hay.value], [needle]) : undefined;
      }
      case 'not':
        return all(['not', node.twice], [node.arg]);
      case 'and':
      case 'or':
        return node.args.every(({ type }) => type.kind === 'boolean' && !type.nullable)
          ? all([node.op], node.args)
          : undefined;
      case 'arithmetic':
        return node.by === 'number' && !divides(node.args[1], node.operator)
          ? all(['arithmetic', node.operator], node.args)
          : undefined;
      default:
        return undefined;
    }
  };
  return find;
}

/** Whether a division could be one by zero. */
function divides(divisor: IrNode | undefined, operator: string): boolean {
  return (operator === '/' || operator === '%') && !(divisor?.op === 'const' && divisor.value !== 0);
}

/** The parts that several places of some rules have in common, inner ones first. */
export function findShared(roots: readonly IrNode[], keyOf: KeyOf): SharedPart[] {
  const often = new Map<string, number>();
  visit(roots, (node) => {
    const key = worthy(node) ? keyOf(node) : undefined;
    if (key !== undefined) often.set(key, (often.get(key) ?? 0) + 1);
    return true;
  });
  // Inside a part that is shared, what it is made of counts once.
  const counts = new Map<string, number>();
  const order: SharedPart[] = [];
  visit(
    roots,
    (node) => {
      const key = worthy(node) ? keyOf(node) : undefined;
      if (key === undefined) return true;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count === 1 || (often.get(key) ?? 0) < 2;
    },
    (node) => {
      const key = worthy(node) ? keyOf(node) : undefined;
      if (key !== undefined && counts.get(key) === 1 && !order.some((part) => part.key === key))
        order.push({ key, node });
    },
  );
  return order.filter(({ key }) => (counts.get(key) ?? 0) > 1);
}

function worthy(node: IrNode): boolean {
  return node.op !== 'const';
}

/** Goes through nodes from the outside in; `enter` says whether to go on inside. */
function visit(nodes: readonly IrNode[], enter: (node: IrNode) => boolean, leave?: (node: IrNode) => void): void {
  for (const node of nodes) {
    if (!enter(node)) continue;
    visit(childrenOf(node), enter, leave);
    leave?.(node);
  }
}
