import type { Flow, Step } from '../format.ts';
import type { Judging } from './judging.ts';
import { dependantsOf } from './prerequisites.ts';

/** The name of the end of a flow that names none. */
export const COMPLETED = 'completed';

/** The end a flow comes to after its last step. */
export function completionOf(flow: Flow): string {
  return flow.completed ?? COMPLETED;
}

/** Where a flow ended. `stated`: an outcome of the pack ended it; otherwise no step was left that it may not go on without. */
export interface FlowEnd {
  readonly end: string;
  readonly step: string;
  readonly reason?: string;
  readonly stated: boolean;
}

/** How far a flow has come, judged from its done steps and their outcomes. */
export interface Progress {
  /** The flow is over: at which end, why, by which step, and whether an outcome said so (then nothing may follow). */
  readonly ended?: FlowEnd;
  /** Steps that an outcome jumped over. */
  readonly skipped: ReadonlySet<string>;
  /** Steps that an outcome pointed at and that are not done. */
  readonly pending: ReadonlySet<string>;
}

/** Where a step leads, once it is done. */
export interface Consequence {
  readonly ends?: string;
  readonly next?: string;
  readonly reason?: string;
  /** `next` begins a new round: it and what rests on it are taken again. */
  readonly again?: boolean;
  /** An outcome or `next` of the pack says so, not the order of the list. */
  readonly stated: boolean;
}

/**
 * Judges the outcomes of a step: the first true one decides, else `next`, else the list's next step that is needed
 * (`settled`: steps done or jumped over).
 */
export function consequenceOf(flow: Flow, step: Step, settled: readonly string[], judging: Judging): Consequence {
  const at = `/steps/${step.id}/outcomes`;
  const outcome = (step.outcomes ?? []).find(({ when }, index) => judging.isTrue(when, `${at}/${index}/when`));
  const reason = outcome?.reason === undefined ? {} : { reason: outcome.reason };
  if (outcome?.again !== undefined) return { next: outcome.again, again: true, ...reason, stated: true };
  if (outcome?.ends !== undefined) return { ends: outcome.ends, ...reason, stated: true };
  const next = outcome?.next ?? step.next;
  if (next !== undefined)
    return { ...(flow.steps.some(({ id }) => id === next) ? { next } : { ends: next }), ...reason, stated: true };
  const position = flow.steps.indexOf(step);
  const isOpen = ({ id, optional }: Step) => !optional && !settled.includes(id);
  const open = flow.steps.slice(position + 1).find(isOpen) ?? flow.steps.slice(0, position).find(isOpen);
  return { ...(open ? { next: open.id } : { ends: completionOf(flow) }), ...reason, stated: false };
}

/**
 * The steps that count as done: a done step that leads back to an earlier one has begun a new round, in which that step
 * and all that rest on it are not done yet.
 */
export function doneThisRound(flow: Flow, done: readonly string[], judging: Judging): readonly string[] {
  let counted = done;
  for (const step of flow.steps) {
    if (!step.outcomes?.some(({ again }) => again !== undefined) || !counted.includes(step.id)) continue;
    if ((step.needs ?? []).some((name) => judging.isMissing(name))) continue;
    const { again, next } = consequenceOf(flow, step, counted, judging);
    if (!again || next === undefined) continue;
    const open = new Set([step.id, next, ...dependantsOf(flow, next)]);
    counted = counted.filter((id) => !open.has(id));
  }
  return counted;
}

/**
 * How far a flow has come. A done step whose outcome ends the flow closes it; a stated next step pends and what lies
 * between is skipped; a flow is completed when no step is left that it may not go on without.
 */
export function progressOf(flow: Flow, done: readonly string[], judging: Judging): Progress {
  const skipped = new Set<string>();
  const pending = new Set<string>();
  let last: string | undefined;
  for (const [position, step] of flow.steps.entries()) {
    if (!done.includes(step.id)) continue;
    last = step.id;
    if (!step.outcomes && step.next === undefined) continue;
    if ((step.needs ?? []).some((name) => judging.isMissing(name))) continue;
    const { ends, next, reason, again, stated } = consequenceOf(flow, step, done, judging);
    if (!stated || again) continue;
    if (ends !== undefined)
      return {
        ended: { end: ends, step: step.id, ...(reason === undefined ? {} : { reason }), stated: true },
        skipped,
        pending,
      };
    const target = flow.steps.findIndex(({ id }) => id === next);
    if (target < 0) continue;
    for (const { id } of flow.steps.slice(position + 1, target)) if (!done.includes(id)) skipped.add(id);
    if (next !== undefined && !done.includes(next)) pending.add(next);
  }
  const left = flow.steps.some(
    ({ id, optional }) => !done.includes(id) && !skipped.has(id) && (!optional || pending.has(id)),
  );
  return left || last === undefined
    ? { skipped, pending }
    : { ended: { end: completionOf(flow), step: last, stated: false }, skipped, pending };
}
