import type { Issue, Result } from '@cebao/engine';
import type { Flow, Step } from '../format.ts';
import { coSignatureOf } from './co-signature.ts';
import { type Course, courseOf, type Situation } from './course.ts';
import { judgeStep } from './judge-step.ts';
import { type FlowEvaluate, Judging } from './judging.ts';
import { type Progress, progressOf } from './progress.ts';

/**
 * done · open may be taken now · waiting for other steps · blocked by a rule (`reason`) · skipped, the case goes on
 * without it · ended, the case is over before it.
 */
export type StepState = 'done' | 'open' | 'waiting' | 'blocked' | 'skipped' | 'ended';

/** One step of a case as people see it. */
export interface StepView {
  /** `review`, or `procurement/review` in a flow of stages. */
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly action?: string;
  readonly state: StepState;
  /** Taken at least once; a repeatable step may be done and open. */
  readonly done: boolean;
  /** Why blocked, or why the case ended here. */
  readonly reason?: string;
  /** Paths of the steps it waits for. */
  readonly waitsFor: readonly string[];
  /** Bodies that may take it, or whose task it is; empty: any body of the flow. */
  readonly actors: readonly string[];
  /** Bodies that sign by name; those of a panel are known once the step is submitted. */
  readonly signatures: readonly string[];
  readonly returnsTo: readonly string[];
  readonly repeat: boolean;
  /** The case may go on without it; not one that an outcome pointed at. */
  readonly optional: boolean;
  readonly minutes: boolean;
  readonly form?: string;
  readonly prints: readonly string[];
  readonly due?: NonNullable<Step['due']>;
}

/** One stage of a case; a plain flow is one stage. */
export interface StageView {
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  readonly reason?: string;
  /** The flow carried in the stage, once it is known. */
  readonly flow?: string;
  readonly steps: readonly StepView[];
}

/**
 * The whole case: every stage and step with its state, and why a step is not open.
 *
 * @example
 * outlineCase(flow, { done: ['apply'], read, findFlow }, evaluate);
 * // { ok: true, value: [{ id: 'demo', title: …, state: 'open', steps: [{ path: 'apply', state: 'done', … }, { path: 'review', state: 'open', … }] }] }
 */
export function outlineCase(flow: Flow, situation: Situation, evaluate: FlowEvaluate): Result<StageView[]> {
  const found = courseOf(flow, situation, evaluate);
  if (!found.ok) return found;
  const course = found.value;
  const outliner = new Outliner(flow, course, situation, evaluate);
  const stages = course.staged ? course.stages.map((stage) => outliner.stage(stage)) : [outliner.plain()];
  return outliner.issues.length > 0 ? { ok: false, issues: outliner.issues } : { ok: true, value: stages };
}

interface Judged {
  readonly state: StepState;
  readonly reason?: string;
  readonly waitsFor: readonly string[];
}

class Outliner {
  readonly issues: Issue[] = [];
  private readonly flow: Flow;
  private readonly course: Course;
  private readonly situation: Situation;
  private readonly evaluate: FlowEvaluate;

  constructor(flow: Flow, course: Course, situation: Situation, evaluate: FlowEvaluate) {
    this.flow = flow;
    this.course = course;
    this.situation = situation;
    this.evaluate = evaluate;
  }

  plain(): StageView {
    const steps = this.steps(this.flow, this.course.done, '', undefined);
    const { ended } = this.course;
    const state: StepState = !ended ? 'open' : this.isCompleted() ? 'done' : 'ended';
    return {
      id: this.flow.id,
      title: this.flow.title,
      state,
      ...(ended?.reason === undefined ? {} : { reason: ended.reason }),
      flow: this.flow.id,
      steps,
    };
  }

  stage(stage: Course['stages'][number]): StageView {
    const { step, flow } = stage;
    const judged = this.judge(this.flow, this.course.done, step, '');
    const over = this.course.ended?.step.startsWith(`${step.id}/`) ? this.course.ended.reason : undefined;
    const reason = over ?? judged.reason;
    const closed = judged.state === 'open' || judged.state === 'done' ? undefined : judged.state;
    const head = { id: step.id, title: step.title, state: judged.state, ...(reason === undefined ? {} : { reason }) };
    if (!step.flows) return { ...head, steps: [view(step, '', judged, stage.done.length > 0)] };
    if (!flow) return { ...head, state: judged.state === 'open' ? 'waiting' : judged.state, steps: [] };
    return { ...head, flow: flow.id, steps: this.steps(flow, stage.done, `${step.id}/`, closed) };
  }

  private steps(flow: Flow, done: readonly string[], prefix: string, closed: StepState | undefined): StepView[] {
    const { pending } = this.progress(flow, done);
    return flow.steps.map((step) => {
      const isDone = done.includes(step.id);
      if (closed && !isDone)
        return view(step, prefix, { state: closed === 'blocked' ? 'waiting' : closed, waitsFor: [] }, false);
      const judged = closed ? this.taken(step, prefix) : this.judge(flow, done, step, prefix);
      const seen = view(step, prefix, judged, isDone);
      return pending.has(step.id) ? { ...seen, optional: false } : seen;
    });
  }

  private progress(flow: Flow, done: readonly string[]): Progress {
    return progressOf(flow, done, new Judging(flow, { done }, this.situation.read, this.evaluate));
  }

  /** The state of one step or stage among the steps of its flow. */
  private judge(flow: Flow, done: readonly string[], step: Step, prefix: string): Judged {
    const isDone = done.includes(step.id);
    const { ended } = this.course;
    if (isDone && (!step.repeat || ended || step.flows)) return this.taken(step, prefix);
    if (ended) return { state: this.isCompleted() ? 'skipped' : 'ended', waitsFor: [] };
    if (this.progress(flow, done).skipped.has(step.id)) return { state: 'skipped', waitsFor: [] };
    const judged = judgeStep(flow, { done, action: step.id, read: this.situation.read }, this.evaluate, {
      upTo: 'order',
    });
    if (!judged.ok) {
      this.issues.push(...judged.issues);
      return { state: 'blocked', waitsFor: [] };
    }
    if (judged.value.kind !== 'refused') return { state: 'open', waitsFor: [] };
    if (isDone) return { state: 'done', waitsFor: [] };
    const { reason, at } = judged.value;
    const waitsFor = judged.value.waitsFor.map((id) => `${prefix}${id}`);
    if (at === 'precondition') return { state: 'blocked', reason, waitsFor };
    return waitsFor.length > 0 ? { state: 'waiting', waitsFor } : { state: 'blocked', reason, waitsFor };
  }

  /** A done step; the one that ended the case says why. */
  private taken(step: Step, prefix: string): Judged {
    const { ended } = this.course;
    const reason = ended?.step === `${prefix}${step.id}` ? ended.reason : undefined;
    return { state: 'done', ...(reason === undefined ? {} : { reason }), waitsFor: [] };
  }

  /** Whether the case came to its own end, so that what is left was not needed. */
  private isCompleted(): boolean {
    const { ended, staged } = this.course;
    return (
      ended !== undefined &&
      (staged ? !ended.step.includes('/') : !ended.stated || ended.end === (this.flow.completed ?? 'completed'))
    );
  }
}

function view(step: Step, prefix: string, judged: Judged, done: boolean): StepView {
  return {
    path: `${prefix}${step.id}`,
    id: step.id,
    title: step.title,
    ...(step.action === undefined ? {} : { action: step.action }),
    state: judged.state,
    done,
    ...(judged.reason === undefined ? {} : { reason: judged.reason }),
    waitsFor: judged.waitsFor,
    actors: step.actors ?? step.handledBy ?? [],
    signatures: coSignatureOf(step)?.bodies ?? [],
    returnsTo: step.returnsTo ?? [],
    repeat: step.repeat ?? false,
    optional: step.optional ?? false,
    minutes: step.minutes ?? false,
    ...(step.form === undefined ? {} : { form: step.form }),
    prints: step.prints ?? [],
    ...(step.due === undefined ? {} : { due: step.due }),
  };
}
