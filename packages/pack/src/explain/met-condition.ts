import { isTruthy, type JsonValue } from '@cebao/engine';
import { type Scene, treeOf, watch } from './scene.ts';
import { clause } from './sentence.ts';

/** A condition as it was met, said so that it is true. */
export function conditionWords(expression: JsonValue, scene: Scene, holds?: boolean): string {
  const tree = treeOf(expression);
  const watched = watch(scene, expression);
  const met = watched.values[tree.path];
  return clause(tree, watched, holds ?? (met === undefined || isTruthy(met)));
}
