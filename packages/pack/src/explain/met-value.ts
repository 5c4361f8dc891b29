import { compileExpression, type JsonValue, type Node } from '@cebao/engine';
import type { Scene } from './scene.ts';

/** The value of a node outside any loop, as the question's facts and params make it; undefined when there is none. */
export function treeValue(node: Node, scene: Scene): JsonValue | undefined {
  if (node.kind === 'literal') return node.value;
  const program = compileExpression({ json: null, reads: { vars: [], params: [] }, node });
  const run = program.run({ get: scene.read, param: (id) => scene.param(id)?.value });
  return run.ok ? run.value : undefined;
}
