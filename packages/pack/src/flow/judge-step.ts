import type { Result } from '@cebao/engine';
import type { ReadName } from '../evaluate.ts';
import type { Flow, Step } from '../format.ts';
import { type FlowEvaluate, Judging } from './judging.ts';
import { prerequisitesOf } from './prerequisites.ts';
import { consequenceOf, doneThisRound, progressOf } from './progress.ts';

/** May this step be taken now? `done` are the steps taken so far, `read` gives the facts. */
export interface StepQuestion {
  readonly done: readonly string[];
  readonly action: string;
  /** The body that wants to act; not checked when absent. */
  readonly actor?: string;
  readonly read: ReadName;
}

export interface JudgeOptions {
  /** `order` stops after preconditions and order; default: everything. */
  readonly upTo?: 'order' | 'all';
  /** `advise`: a check that rests on assumptions does not refuse, it is told in `advice`. Default `refuse`. */
  readonly assumed?: 'refuse' | 'advise';
}

/** A check that would have refused, had it not rested on assumptions. */
export interface Advice {
  readonly reason: string;
  readonly assumptions: readonly string[];
}

/** Where the judging stopped. */
export type JudgedAt = 'precondition' | 'step' | 'order' | 'actor' | 'check';

interface Told {
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
}

/** Where a step leads: to a step, with the body that takes it, or to an end. */
export interface Onward {
  readonly to: string;
  readonly actor?: string;
  readonly ends: boolean;
  /** A new round begins there. */
  readonly again?: boolean;
}

/**
 * The answer of the kernel. `next` (a step or an end) and `nextActor` are given where the flow states them; `onward`
 * always says where a fully judged step leads, by the order of the list if nothing is stated.
 */
export type StepJudgement =
  | (Told & {
      readonly kind: 'allowed';
      readonly next?: string;
      readonly nextActor?: string;
      readonly onward?: Onward;
      readonly reason?: string;
      readonly advice: readonly Advice[];
    })
  | (Told & {
      readonly kind: 'refused';
      readonly at: JudgedAt;
      readonly reason: string;
      readonly waitsFor: readonly string[];
    })
  | (Told & { readonly kind: 'missing'; readonly missing: readonly string[] });

/**
 * Judges one step of one flow, in this order: preconditions of the flow · is the action a step · order (already done,
 * an ended flow, jumped over by an outcome, prerequisites of what is done, own prerequisites, `blocks`) · actor · needs · checks · outcomes.
 * The same call answers decisions of kind `step` and moves running cases.
 *
 * @example
 * judgeStep(flow, { done: ['apply'], action: 'review', actor: 'committee', read: (name) => facts[name] }, evaluate);
 * // { ok: true, value: { kind: 'allowed', next: 'decide', nextActor: 'town', onward: { to: 'decide', … }, … } }
 */
export function judgeStep(
  flow: Flow,
  question: StepQuestion,
  evaluate: FlowEvaluate,
  options: JudgeOptions = {},
): Result<StepJudgement> {
  const given = new Judging(flow, question, question.read, evaluate);
  const done = doneThisRound(flow, question.done, given);
  const round = done === question.done ? question : { ...question, done };
  const judging = round === question ? given : new Judging(flow, round, question.read, evaluate);
  const step = flow.steps.find(({ id }) => id === question.action);
  const verdict = judge(flow, step, round, judging, options);
  const told = step && options.upTo !== 'order' ? tell(step, verdict, judging) : { warnings: [], assumptions: [] };
  return judging.finish({ ...verdict, ...told });
}

type Verdict =
  | { kind: 'allowed'; next?: string; nextActor?: string; onward?: Onward; reason?: string; advice: Advice[] }
  | { kind: 'refused'; at: JudgedAt; reason: string; waitsFor: string[]; assumptions?: readonly string[] }
  | { kind: 'missing'; missing: string[] };

function judge(
  flow: Flow,
  step: Step | undefined,
  question: StepQuestion,
  judging: Judging,
  options: JudgeOptions,
): Verdict {
  const barred = (flow.preconditions ?? []).find(({ when }, index) =>
    judging.isTrue(when, `/preconditions/${index}/when`),
  );
  if (barred) return refuse('precondition', barred.reason);
  if (!step) return refuse('step', flow.reasons.outOfOrder);
  const disorder = judgeOrder(flow, step, question.done, judging);
  if (disorder) return disorder;
  if (options.upTo === 'order') return { kind: 'allowed', advice: [] };
  if (question.actor !== undefined && step.actors && !step.actors.includes(question.actor)) {
    return refuse('actor', step.actorReason ?? flow.reasons.wrongActor);
  }
  const missing = (step.needs ?? []).filter((name) => judging.isMissing(name));
  if (missing.length > 0) return { kind: 'missing', missing };
  const advice: Advice[] = [];
  for (const [index, check] of (step.checks ?? []).entries()) {
    if (!judging.isTrue(check.when, `/steps/${step.id}/checks/${index}/when`)) continue;
    const assumptions = check.assumptions ?? [];
    if (assumptions.length === 0 || options.assumed !== 'advise')
      return { ...refuse('check', check.reason), assumptions };
    advice.push({ reason: check.reason, assumptions });
  }
  const { skipped } = progressOf(flow, question.done, judging);
  const { ends, next, reason, again, stated } = consequenceOf(
    flow,
    step,
    [...question.done, ...skipped, step.id],
    judging,
  );
  const actor = flow.steps.find(({ id }) => id === next)?.actors?.[0];
  const to = ends ?? next;
  return {
    kind: 'allowed',
    ...(stated && to !== undefined ? { next: to, ...(actor === undefined ? {} : { nextActor: actor }) } : {}),
    ...(to === undefined
      ? {}
      : {
          onward: {
            to,
            ends: ends !== undefined,
            ...(actor === undefined ? {} : { actor }),
            ...(again ? { again } : {}),
          },
        }),
    ...(reason === undefined ? {} : { reason }),
    advice,
  };
}

function judgeOrder(
  flow: Flow,
  step: Step,
  done: readonly string[],
  judging: Judging,
): (Verdict & { kind: 'refused' }) | undefined {
  const { outOfOrder } = flow.reasons;
  if (done.includes(step.id) && !step.repeat) return refuse('order', outOfOrder);
  const { ended, skipped } = progressOf(flow, done, judging);
  if (ended?.stated || skipped.has(step.id)) return refuse('order', outOfOrder);
  const isOpen = (id: string) => !done.includes(id) && !skipped.has(id);
  const waitsFor = prerequisitesOf(flow, step.id).filter(isOpen);
  const hole = flow.steps.some(({ id }) => done.includes(id) && prerequisitesOf(flow, id).some(isOpen));
  if (hole) return refuse('order', outOfOrder, waitsFor);
  const [first] = waitsFor;
  if (first !== undefined) return refuse('order', step.afterReasons?.[first] ?? outOfOrder, waitsFor);
  const block = (step.blocks ?? []).find(({ when }, index) =>
    judging.isTrue(when, `/steps/${step.id}/blocks/${index}/when`),
  );
  return block && refuse('order', block.reason ?? outOfOrder);
}

function refuse(at: JudgedAt, reason: string, waitsFor: string[] = []): Verdict & { kind: 'refused' } {
  return { kind: 'refused', at, reason, waitsFor };
}

/** The step's own assumptions and warnings, once it is known how it was judged. */
function tell(step: Step, verdict: Verdict, judging: Judging): Told {
  const allowed = verdict.kind === 'allowed';
  judging.tell('$allowed', allowed);
  judging.tell('$reason', verdict.kind === 'missing' ? null : (verdict.reason ?? null));
  const reached = allowed || (verdict.kind === 'refused' && verdict.at === 'check');
  const warnings: string[] = [];
  const assumptions: string[] = verdict.kind === 'refused' ? [...(verdict.assumptions ?? [])] : [];
  if (verdict.kind === 'allowed') for (const advice of verdict.advice) assumptions.push(...advice.assumptions);
  for (const [index, warning] of (allowed ? (step.warnings ?? []) : []).entries()) {
    if (!judging.isTrue(warning.when, `/steps/${step.id}/warnings/${index}/when`)) continue;
    warnings.push(warning.code);
    assumptions.push(...(warning.assumptions ?? []));
  }
  for (const [index, assumption] of (step.assumptions ?? []).entries()) {
    const took =
      assumption.when === undefined
        ? reached
        : judging.isTrue(assumption.when, `/steps/${step.id}/assumptions/${index}/when`);
    if (took) assumptions.push(assumption.key);
  }
  return { warnings: [...new Set(warnings)], assumptions: [...new Set(assumptions)] };
}
