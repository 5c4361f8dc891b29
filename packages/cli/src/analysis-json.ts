import type { JsonValue } from '@cebao/engine';
import { type Bound, type Change, type Finding, rangesOf } from '@cebao/pack/analyse';

/** A finding as programs read it. */
export function findingInJson({ where, ...finding }: Finding) {
  return { ...finding, where: boundsInJson(where) };
}

/** A change as programs read it: regions as ranges, and both answers without their trace. */
export function changeInJson({ where, witness, before, after }: Change) {
  return { where: where.map(boundsInJson), witness, before: answerInJson(before), after: answerInJson(after) };
}

/** A region: what it asks of each fact, as values and ranges with both ends included. */
export function boundsInJson(bounds: readonly Bound[]): JsonValue {
  return bounds.map(rangesOf);
}

function answerInJson(answered: Change['before']) {
  if (!answered.ok) return { issues: answered.issues };
  const { trace: _trace, sources: _sources, params: _params, ...answer } = answered.value;
  return answer;
}
