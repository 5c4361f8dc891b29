import type { JsonValue, Node } from '@cebao/engine';
import type { Decision, Flow } from '../../format.ts';
import { rulesOf } from '../../table/index.ts';
import { nameRead } from '../operands.ts';
import { treeOf } from '../scene.ts';

/** Every expression whose value may decide an answer: rules, `let`, checks, and those of the step's flow. */
export function decidingTrees(decision: Decision, flow: Flow | undefined): readonly Node[] {
  const step = [
    ...(flow?.preconditions ?? []).map(({ when }) => when),
    ...Object.values(flow?.let ?? {}),
    ...(flow?.steps ?? []).flatMap(({ blocks = [], checks = [], outcomes = [] }) =>
      [...blocks, ...checks, ...outcomes].map(({ when }) => when),
    ),
  ];
  const own = [
    ...rulesOf(decision).flatMap(({ when, then }) => [when, then.value]),
    ...(decision.check?.faults ?? []).map(({ when }) => when),
    decision.check?.missing,
    ...Object.values(decision.let ?? {}),
  ];
  return [...own, ...step]
    .filter((expression) => expression !== undefined && expression !== null && typeof expression === 'object')
    .map((expression) => treeOf(expression as JsonValue));
}

/** All nodes of some trees. */
export function* nodesOf(trees: readonly Node[]): Generator<Node> {
  for (const node of trees) {
    yield node;
    if (node.kind === 'call') yield* nodesOf(node.args);
    else if (node.kind === 'list') yield* nodesOf(node.items);
    else if (node.kind === 'object') yield* nodesOf(node.fields.map(([, value]) => value));
  }
}

const COMPARING = new Set(['>', '>=', '<', '<=', '==', '!=', '===', '!==', 'in', 'within']);

/** What a name is compared with, side by side. */
export function comparedWith(trees: readonly Node[], name: string): Node[] {
  const found: Node[] = [];
  for (const node of nodesOf(trees)) {
    if (node.kind !== 'call' || !COMPARING.has(node.operator)) continue;
    if (node.args.some((arg) => nameRead(arg) === name))
      found.push(...node.args.filter((arg) => nameRead(arg) !== name));
  }
  return found;
}

/** Whether a name takes part in something made, such as a sum or a day some months later. */
export function isMadeInto(trees: readonly Node[], name: string): boolean {
  for (const node of nodesOf(trees)) {
    if (node.kind !== 'call' || COMPARING.has(node.operator) || ['and', 'or', '!', '!!', 'if'].includes(node.operator))
      continue;
    if (node.args.some((arg) => nameRead(arg) === name)) return true;
  }
  return false;
}
