import { type Course, type Flow, findStep, prerequisitesOf, splitPath } from '@cebao/pack';
import type { CaseState, StepRecord } from './state.ts';

/**
 * When a case came to an open step: the last of what it waited for, a return or a new round, or the content that is to
 * be signed. Steps that go on beside it do not move it.
 */
export function arrivalAt(flow: Flow, course: Course, state: CaseState, path: string): string {
  const record = Object.hasOwn(state.steps, path) ? state.steps[path] : undefined;
  if (record?.status === 'signing') return lastTime(record) ?? state.movedOn;
  const before = waitedFor(flow, course, state, path).flatMap((done) => lastTime(state.steps[done]) ?? []);
  return [state.openedOn, ...before, ...(record?.reopenedOn === undefined ? [] : [record.reopenedOn])].reduce(later);
}

/** The done steps a step waited for: its own prerequisites, or, where it is the first of its stage, everything in the stages before. */
function waitedFor(flow: Flow, course: Course, state: CaseState, path: string): readonly string[] {
  const { stage, step } = splitPath(path);
  const found = findStep(flow, course, path);
  if (!found) return [];
  const own = prerequisitesOf(found.flow, step).map((id) => {
    const at = stage === undefined ? id : `${stage}/${id}`;
    return state.done.includes(at) ? at : (findStep(flow, course, at)?.step.doneBy ?? at);
  });
  if (stage === undefined) return own;
  const stages = prerequisitesOf(flow, stage);
  return [...own, ...state.done.filter((done) => stages.includes(splitPath(done).stage ?? done))];
}

/** When a step was done: the last submission that counts, its last signature, or its settling. */
function lastTime(record: StepRecord | undefined): string | undefined {
  const submission = record?.submissions.filter(({ superseded }) => !superseded).at(-1);
  if (!record || !submission) return undefined;
  const times = [
    submission.at,
    ...(record.status === 'signing' ? submission.corrections.map(({ at }) => at) : []),
    ...(record.status === 'done' ? record.signatures.map(({ at }) => at) : []),
    ...(record.settled ? [record.settled.at] : []),
  ];
  return times.reduce(later);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
