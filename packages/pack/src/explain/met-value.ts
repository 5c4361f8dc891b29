import { compileExpression, type JsonValue, type Node, type Program } from '@cebao/engine';
import type { Scene } from './scene.ts';

const programs = new WeakMap<Node, Program>();

/** The value of a node outside any loop, as the question's facts and params make it; undefined when there is none. */
export function treeValue(node: Node, scene: Scene): JsonValue | undefined {
  if (node.kind === 'literal') return node.value;
  let program = programs.get(node);
  if (program === undefined) {
    program = compileExpression({ json: null, reads: { vars: [], params: [] }, node });
    programs.set(node, program);
  }
  const run = program.run({ get: scene.read, param: (id) => scene.param(id)?.value });
  return run.ok ? run.value : undefined;
}
