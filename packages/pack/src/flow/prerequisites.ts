import type { Flow, Step } from '../format.ts';

/**
 * The steps that must be done before a step: its `after`, or else the nearest step before it in the list that the
 * flow may not go on without.
 *
 * @example
 * prerequisitesOf(flow, 'review'); // ['apply']
 */
export function prerequisitesOf(flow: Flow, id: string): readonly string[] {
  const index = flow.steps.findIndex((step) => step.id === id);
  const step = flow.steps[index];
  if (!step) return [];
  if (step.after) return step.after;
  for (let before = index - 1; before >= 0; before -= 1) {
    const previous = flow.steps[before] as Step;
    if (!previous.optional) return [previous.id];
  }
  return [];
}

/** The steps of a flow that rest on a step, directly or through others, in the order of the list. */
export function dependantsOf(flow: Flow, id: string): readonly string[] {
  const reached = new Set([id]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const step of flow.steps) {
      if (!reached.has(step.id) && prerequisitesOf(flow, step.id).some((before) => reached.has(before))) {
        reached.add(step.id);
        grew = true;
      }
    }
  }
  return flow.steps.map((step) => step.id).filter((step) => step !== id && reached.has(step));
}
