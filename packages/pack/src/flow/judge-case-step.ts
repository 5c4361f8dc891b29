import type { Result } from '@cebao/engine';
import type { Flow, Step } from '../format.ts';
import { type Course, courseOf, findStep, type Situation, splitPath } from './course.ts';
import { type JudgeOptions, judgeStep, type Onward, type StepJudgement } from './judge-step.ts';
import type { FlowEvaluate } from './judging.ts';
import { completionOf } from './progress.ts';

/** A step of a case, as a path, and the body that wants to take it. */
export interface CaseStepQuestion {
  readonly action: string;
  readonly actor?: string;
}

/**
 * Judges one step of a case: in a flow of stages first whether the stage is open, then the step in the flow that the
 * stage carries. `next` is a path; when a stage is completed it is the first step of the next stage.
 *
 * @example
 * judgeCaseStep(flow, { done: ['demand/apply'], read, findFlow }, { action: 'procurement/review', actor: 'committee' }, evaluate);
 */
export function judgeCaseStep(
  flow: Flow,
  situation: Situation,
  question: CaseStepQuestion,
  evaluate: FlowEvaluate,
  options: JudgeOptions = {},
): Result<StepJudgement> {
  const { stage: stageId, step } = splitPath(question.action);
  const course = courseOf(flow, situation, evaluate);
  if (!course.ok) return course;
  const { staged, stages, done, ended } = course.value;
  const asked = { done, action: stageId ?? step, read: situation.read };
  if (!staged) {
    const plain = judgeStep(flow, { ...asked, action: question.action, ...actorOf(question) }, evaluate, options);
    return plain.ok && plain.value.kind === 'allowed' && plain.value.onward
      ? { ok: true, value: leadingTo(plain.value, plain.value.onward) }
      : plain;
  }
  if (ended) return { ok: true, value: outOfOrder(flow) };
  const stage = stages.find((one) => one.step.id === stageId);
  if (!stage) {
    const own = findStep(flow, course.value, question.action);
    return own
      ? judgeStep(flow, { ...asked, ...actorOf(question) }, evaluate, options)
      : { ok: true, value: outOfOrder(flow, 'step') };
  }
  if (!stage.flow) return { ok: true, value: outOfOrder(flow) };
  if (!done.includes(stage.step.id)) {
    const gate = judgeStep(flow, asked, evaluate, { upTo: 'order' });
    if (!gate.ok || gate.value.kind !== 'allowed') return gate;
  }
  const inner = judgeStep(
    stage.flow,
    { done: stage.done, action: step, read: situation.read, ...actorOf(question) },
    evaluate,
    options,
  );
  if (!inner.ok || inner.value.kind !== 'allowed' || !inner.value.onward) return inner;
  const { next: _next, nextActor: _actor, onward, ...rest } = inner.value;
  if (!onward.ends) {
    const to = onward.to.includes('/') ? onward.to : `${stage.step.id}/${onward.to}`;
    const actor = onward.actor ?? findStep(flow, course.value, to)?.step.actors?.[0];
    return { ok: true, value: leadingTo(rest, { ...onward, to, ...(actor === undefined ? {} : { actor }) }) };
  }
  if (onward.to !== completionOf(stage.flow)) return { ok: true, value: leadingTo(rest, onward) };
  const after = courseOf(flow, { ...situation, done: [...situation.done, question.action] }, evaluate);
  if (!after.ok) return after;
  if (after.value.ended) return { ok: true, value: leadingTo(rest, { to: after.value.ended.end, ends: true }) };
  const following = firstOpen(flow, after.value, situation, evaluate);
  return { ok: true, value: following ? leadingTo(rest, following) : rest };
}

type Allowed = StepJudgement & { kind: 'allowed' };

/** In a case the next step is always told, whether the flow states it or the list does. */
function leadingTo(judged: Allowed, onward: Onward): Allowed {
  return { ...judged, next: onward.to, ...(onward.actor === undefined ? {} : { nextActor: onward.actor }), onward };
}

function firstOpen(flow: Flow, course: Course, situation: Situation, evaluate: FlowEvaluate): Onward | undefined {
  for (const stage of course.stages) {
    if (course.done.includes(stage.step.id)) continue;
    const gate = judgeStep(flow, { done: course.done, action: stage.step.id, read: situation.read }, evaluate, {
      upTo: 'order',
    });
    if (!gate.ok || gate.value.kind !== 'allowed') continue;
    if (!stage.flow) {
      if (stage.step.flows) continue;
      return onwardTo(stage.step.id, stage.step);
    }
    const step = stage.flow.steps.find(({ id, optional }) => !optional && !stage.done.includes(id));
    if (step) return onwardTo(`${stage.step.id}/${step.id}`, step);
  }
  return undefined;
}

function onwardTo(to: string, step: Step): Onward {
  const actor = step.actors?.[0];
  return { to, ends: false, ...(actor === undefined ? {} : { actor }) };
}

function actorOf(question: CaseStepQuestion): { actor?: string } {
  return question.actor === undefined ? {} : { actor: question.actor };
}

function outOfOrder(flow: Flow, at: 'order' | 'step' = 'order'): StepJudgement {
  return { kind: 'refused', at, reason: flow.reasons.outOfOrder, waitsFor: [], warnings: [], assumptions: [] };
}
