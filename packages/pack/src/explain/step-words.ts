import { isTruthy, type JsonValue } from '@cebao/engine';
import type { Answer } from '../answer.ts';
import { judgeStep, type StepJudgement } from '../flow/index.ts';
import { prerequisitesOf } from '../flow/prerequisites.ts';
import type { Flow, Step } from '../format.ts';
import { codeWords } from './answer-words.ts';
import { conditionWords } from './met-condition.ts';
import { join, say } from './say.ts';
import type { AskedQuestion, Scene } from './scene.ts';

/** The step that a question asks for, in its flow, and how the kernel judges it. */
export interface AskedStep {
  readonly flow: Flow;
  readonly step: Step | undefined;
  readonly done: readonly string[];
  readonly action: string;
  readonly actor: string | undefined;
  readonly judged: StepJudgement;
}

/** Judges the step of a question again, to learn where the judging stopped. */
export function askedStep(scene: Scene, question: AskedQuestion): AskedStep | undefined {
  const { decision, policy } = scene;
  const flow = decision.flow === undefined ? undefined : policy.findFlow(decision.flow);
  if (!flow) return undefined;
  const done = Array.isArray(question.facts['done']) ? (question.facts['done'] as string[]) : [];
  const action = String(question.facts['action']);
  const actor = typeof question.facts['actor'] === 'string' ? question.facts['actor'] : undefined;
  const judged = judgeStep(
    flow,
    { done, action, ...(actor === undefined ? {} : { actor }), read: scene.read },
    (expression, read) => policy.evaluate(expression, read, (id) => scene.param(id)?.value),
  );
  if (!judged.ok) return undefined;
  const step = flow.steps.find(({ id }) => id === action);
  return { flow, step, done, action, actor, judged: judged.value };
}

/** Why a step may be taken or not: what it waits for, who takes it, what the flow refuses. */
export function stepReason(scene: Scene, question: AskedQuestion, answer: Answer): string {
  const asked = askedStep(scene, question);
  const own = answer.reason === undefined ? '' : codeWords(answer.reason, scene.name);
  if (!asked) return own;
  const { flow, step, done, judged, actor, action } = asked;
  if (judged.kind === 'missing') return '';
  if (judged.kind === 'allowed') {
    if (own !== '') return own;
    if (!step) return '';
    const before = prerequisitesOf(flow, step.id);
    return say(before.length > 0 ? 'stepAllowed' : 'stepAllowedFirst', { step: step.title });
  }
  const title = step?.title ?? scene.name(action) ?? say('item');
  switch (judged.at) {
    case 'precondition': {
      const barred = flow.preconditions?.find(({ reason }) => reason === judged.reason);
      return barred ? conditionWords(barred.when as JsonValue, scene, true) : own;
    }
    case 'order':
      if (judged.waitsFor.length > 0) return say('stepWaits', { steps: stepTitles(flow, judged.waitsFor) });
      if (done.includes(action)) return say('stepDone', { step: title });
      return holeWords(asked) ?? endWords(scene, asked) ?? own;
    case 'actor':
      return say('stepActor', {
        step: title,
        bodies: bodyNames(scene, step?.actors ?? []),
        actor: actor === undefined ? '' : (scene.name(actor) ?? say('quoted', { value: actor })),
      });
    case 'check': {
      const check = step?.checks?.find(({ reason }) => reason === judged.reason);
      return check ? conditionWords(check.when as JsonValue, scene, true) : own;
    }
    default:
      return own;
  }
}

/** A step is done though one it rests on is not: which is not. */
function holeWords({ flow, done }: AskedStep): string | undefined {
  const holes = done.flatMap((id) => prerequisitesOf(flow, id).filter((before) => !done.includes(before)));
  return holes.length > 0 ? say('stepWaits', { steps: stepTitles(flow, [...new Set(holes)]) }) : undefined;
}

/** A step that is done ended the flow: why. */
function endWords(scene: Scene, { flow, done }: AskedStep): string | undefined {
  for (const step of flow.steps.filter(({ id }) => done.includes(id)))
    for (const { when, ends, reason } of step.outcomes ?? []) {
      const run = scene.policy.evaluate(when as JsonValue, scene.read, (id) => scene.param(id)?.value);
      if (ends !== undefined && run.ok && isTruthy(run.value))
        return reason === undefined ? say('stepEnded') : codeWords(reason, scene.name);
    }
  return undefined;
}

/** Titles of steps, each in quotes. */
export function stepTitles(flow: Flow, ids: readonly string[]): string {
  return join(
    ids.map((id) => say('quoted', { value: flow.steps.find((step) => step.id === id)?.title ?? say('item') })),
    'list',
  );
}

/** Names of bodies. */
export function bodyNames(scene: Scene, ids: readonly string[]): string {
  return ids.map((id) => scene.name(id) ?? say('item')).join(say('or'));
}
