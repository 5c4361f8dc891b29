import type { Result } from '@cebao/engine';
import type { ReadName } from '../evaluate.ts';
import type { Flow, Step } from '../format.ts';
import { type FlowEvaluate, Judging } from './judging.ts';
import { dependantsOf } from './prerequisites.ts';
import { completionOf, doneThisRound, type FlowEnd, progressOf } from './progress.ts';

/**
 * Where a case stands: the steps taken, as paths (`review` in a plain flow, `procurement/review` in a flow of stages),
 * its facts, and the flows its stages may carry.
 */
export interface Situation {
  readonly done: readonly string[];
  readonly read: ReadName;
  readonly findFlow: (id: string) => Flow | undefined;
}

/** One stage of a case: the flow it carries, and the steps of that flow that are done (`doneBy` counted). */
export interface Stage {
  readonly step: Step;
  readonly flow?: Flow;
  readonly done: readonly string[];
  readonly ended?: FlowEnd;
}

/** The way of a case through its stages. A plain flow has one stage without a name, itself. */
export interface Course {
  readonly staged: boolean;
  readonly stages: readonly Stage[];
  /** Stages (of a flow of stages) or steps (of a plain flow) that are done. */
  readonly done: readonly string[];
  /** The case is over: by which step (a path), at which end, why. */
  readonly ended?: FlowEnd;
}

/** Whether the steps of a flow are stages that carry flows of their own. */
export function isStaged(flow: Flow): boolean {
  return flow.steps.some((step) => step.flows !== undefined);
}

/** Splits `procurement/review` into stage and step; a plain step has no stage. */
export function splitPath(path: string): { readonly stage?: string; readonly step: string } {
  const slash = path.indexOf('/');
  return slash < 0 ? { step: path } : { stage: path.slice(0, slash), step: path.slice(slash + 1) };
}

/** Judges how far a case has come through its stages. */
export function courseOf(flow: Flow, situation: Situation, evaluate: FlowEvaluate): Result<Course> {
  const { done } = situation;
  if (!isStaged(flow)) {
    const judging = new Judging(flow, { done }, situation.read, evaluate);
    const counted = doneThisRound(flow, done, judging);
    const { ended } = progressOf(flow, counted, judging);
    return judging.finish({ staged: false, stages: [], done: counted, ...(ended ? { ended } : {}) });
  }
  const stages: Stage[] = [];
  const stagesDone: string[] = [];
  let stopped: FlowEnd | undefined;
  const judging = new Judging(flow, { done: stagesDone }, situation.read, evaluate);
  for (const step of flow.steps) {
    if (!step.flows) {
      const isDone = done.includes(step.id);
      if (isDone) stagesDone.push(step.id);
      stages.push({ step, done: isDone ? [step.id] : [] });
      continue;
    }
    const chosen = step.flows.find(
      ({ when }, index) => when === undefined || judging.isTrue(when, `/steps/${step.id}/flows/${index}/when`),
    );
    const carried = chosen && situation.findFlow(chosen.flow);
    if (!carried) {
      stages.push({ step, done: [] });
      continue;
    }
    const taken = carried.steps
      .filter(({ id, doneBy }) => done.includes(`${step.id}/${id}`) || (doneBy !== undefined && done.includes(doneBy)))
      .map(({ id }) => id);
    const within = new Judging(carried, { done: taken }, situation.read, evaluate);
    const inside = doneThisRound(carried, taken, within);
    const { ended } = progressOf(carried, inside, within);
    judging.issues.push(...within.issues);
    stages.push({ step, flow: carried, done: inside, ...(ended ? { ended } : {}) });
    if (ended?.end === completionOf(carried)) stagesDone.push(step.id);
    else if (ended) stopped ??= { ...ended, step: `${step.id}/${ended.step}` };
  }
  const last = stopped ?? progressOf(flow, stagesDone, judging).ended;
  return judging.finish({ staged: true, stages, done: stagesDone, ...(last ? { ended: last } : {}) });
}

/** The step behind a path, with the flow it belongs to; undefined where the case has no such step. */
export function findStep(
  flow: Flow,
  course: Course,
  path: string,
): { readonly step: Step; readonly flow: Flow; readonly stage?: Stage } | undefined {
  const { stage: stageId, step: id } = splitPath(path);
  const stage = stageId === undefined ? undefined : course.stages.find(({ step }) => step.id === stageId);
  const owner = stageId === undefined ? flow : stage?.flow;
  const step = owner?.steps.find((one) => one.id === id);
  if (!owner || !step || step.flows) return undefined;
  return { step, flow: owner, ...(stage ? { stage } : {}) };
}

/** The done steps of a case (paths) that rest on a step: what reopens when the case is returned to it. */
export function caseDependantsOf(flow: Flow, course: Course, done: readonly string[], path: string): readonly string[] {
  const found = findStep(flow, course, path);
  if (!found) return [];
  const { stage: stageId, step } = splitPath(path);
  if (stageId === undefined && !course.staged) return dependantsOf(flow, step).filter((id) => done.includes(id));
  const inside = found.stage ? dependantsOf(found.flow, step).map((id) => `${stageId}/${id}`) : [];
  const later = new Set(dependantsOf(flow, stageId ?? step));
  return done.filter((taken) => inside.includes(taken) || later.has(splitPath(taken).stage ?? taken));
}
