import { type Node, parseExpression } from '@cebao/engine';

const read = new WeakMap<object, Node>();

/** The tree of an expression that validation has passed; written values are trees too. */
export function readExpression(json: unknown): Node {
  const known = json !== null && typeof json === 'object' ? read.get(json) : undefined;
  if (known) return known;
  const parsed = parseExpression(json);
  const node: Node = parsed.ok ? parsed.value.node : { kind: 'literal', path: '', value: null };
  if (json !== null && typeof json === 'object') read.set(json, node);
  return node;
}

/** Every call of a tree, itself included. */
export function callsIn(node: Node): Extract<Node, { kind: 'call' }>[] {
  switch (node.kind) {
    case 'literal':
      return [];
    case 'list':
      return node.items.flatMap(callsIn);
    case 'object':
      return node.fields.flatMap(([, value]) => callsIn(value));
    case 'call':
      return [node, ...node.args.flatMap(callsIn)];
  }
}

/** Every written value of a tree, with its pointer; names of `var`, `param` and the like are none. */
export function writtenIn(node: Node): { readonly path: string; readonly value: unknown }[] {
  switch (node.kind) {
    case 'literal':
      return [{ path: node.path, value: node.value }];
    case 'list':
      return node.items.flatMap(writtenIn);
    case 'object':
      return node.fields.flatMap(([, value]) => writtenIn(value));
    case 'call':
      return ['var', 'param', 'isPresent', 'missing', 'missing_some'].includes(node.operator)
        ? []
        : node.args.flatMap(writtenIn);
  }
}
