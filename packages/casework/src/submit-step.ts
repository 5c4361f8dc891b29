import type { Issue, JsonValue, Result } from '@cebao/engine';
import { hashJson, mayAct, type StepJudgement } from '@cebao/pack';
import { askDecisions } from './ask-decisions.ts';
import { type FactsOptions, readCase } from './case-facts.ts';
import type { CasePolicy } from './case-policy.ts';
import { type CaseStep, getCaseStep, titleOfStep } from './case-step.ts';
import { checkPaper, checkStepData } from './check-data.ts';
import type { CommandContext, SubmissionInput } from './command.ts';
import type { Judged, StepSubmitted } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { applyEvent } from './fold.ts';
import { judge } from './judge.ts';
import { withNewRound } from './new-round.ts';
import { issue, notYours, refusal } from './refusals.ts';
import { type Resubmits, resubmitsOf } from './resubmits.ts';
import { signingOf } from './signing-terms.ts';
import { standingOf } from './standing.ts';
import type { CaseState } from './state.ts';

/**
 * Takes a step with the data of its form. Judged in this order: order of steps · who acts · form and paper ·
 * decisions of the step · the kernel in full (needs, checks, outcomes) · the reason, where the step is taken against
 * an advice. All problems of one kind are told at once.
 */
export function submitStep(
  policy: CasePolicy,
  state: CaseState,
  command: { readonly step: string } & SubmissionInput,
  context: CommandContext,
): Result<StepSubmitted> {
  const today = dayOf(context.now);
  const options: FactsOptions = { today: command.paper?.on ?? today, lookups: context.lookups };
  const found = getCaseStep(policy, state, command.step, options);
  if (!found.ok) return found;
  const { step, flow, actors } = found.value;
  const may = mayAct(policy, actors, state, context.actor);
  const draft = draftOf(
    state,
    command,
    context,
    found.value,
    may.ok ? may.as : { assignment: { role: '', place: state.place }, body: '' },
  );
  const order = judge(policy, found.value, after(state, draft), options, undefined, 'order');
  if (!order.ok) return order;
  if (!may.ok) return { ok: false, issues: [refused(found.value, order.value) ?? notYours(step, may.who)] };
  const outOfOrder = refused(found.value, order.value);
  if (outOfOrder) return { ok: false, issues: [outOfOrder] };
  const resubmits = state.returned?.to === found.value.path ? resubmitsOf(step, state, found.value.path) : undefined;
  const entered = [...checkPaper(command.paper, today), ...checkStepData(policy, step, command.data)];
  if (entered.length > 0) return { ok: false, issues: entered };
  const asked = askDecisions(
    policy,
    step,
    state.governedOn,
    readCase(policy, flow, after(state, draft), options),
    context.preview,
  );
  if (asked.issues.length > 0) return { ok: false, issues: asked.issues };
  const answered: StepSubmitted = { ...draft, kept: asked.kept, decisions: asked.taken };
  const judged = judge(policy, found.value, after(state, answered), options, may.as.body);
  if (!judged.ok) return judged;
  const no = refused(found.value, judged.value);
  if (no) return { ok: false, issues: [no] };
  const unreasoned = unreasonedAdvice(policy, step.title, judged.value, command.despite);
  if (unreasoned) return { ok: false, issues: [unreasoned] };
  const signing = signingOf(policy, step, after(state, answered), flow, options);
  if (!signing.ok) return signing;
  const { bodies, terms } = signing.value;
  const told: StepSubmitted = {
    ...answered,
    judged: advised(judgedOf(judged.value), resubmits),
    signatures: bodies,
    ...(terms ? { signing: terms } : {}),
  };
  const rounded = withNewRound(policy, found.value, state, told, options);
  if (!rounded.ok) return rounded;
  const standing = standingOf(policy, flow, applyEvent(state, rounded.value) as CaseState, options);
  if (!standing.ok) return standing;
  const still = mayAct(policy, [may.as.body], { place: state.place, parties: standing.value.parties }, context.actor);
  if (!still.ok)
    return {
      ok: false,
      issues: [
        { code: 'otherParty', path: '/data', params: { step: step.title, who: still.who.map(({ title }) => title) } },
      ],
    };
  return { ok: true, value: { ...rounded.value, ...standing.value } };
}

/** Where a check rests on assumptions the person in charge decides, and says why. */
function unreasonedAdvice(
  policy: CasePolicy,
  step: string,
  judged: StepJudgement,
  despite: string | undefined,
): Issue | undefined {
  if (judged.kind !== 'allowed' || judged.advice.length === 0 || despite?.trim()) return undefined;
  return issue('adviceNeedsReason', '/despite', {
    step,
    advice: judged.advice.map(({ reason }) => policy.words(reason)),
  });
}

/** A limit that is an assumption does not refuse a return: it is told with the submission that follows. */
function advised(judged: Judged, resubmits: Resubmits | undefined): Judged {
  if (!resubmits?.spent || !resubmits.advice) return judged;
  const { reason, key } = resubmits;
  return {
    ...judged,
    assumptions: [...new Set([...judged.assumptions, key])],
    advice: [...judged.advice, { reason, assumptions: [key] }],
  };
}

/** The hash that signatures bind: over the canonical JSON of what was submitted. */
export function contentHashOf(content: {
  readonly caseId: string;
  readonly step: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly attachments: readonly string[];
  readonly paper?: { on: string; reason: string } | undefined;
}): string {
  const { caseId, step, data, attachments, paper = null } = content;
  return hashJson({ caseId, step, data, attachments, paper });
}

export function judgedOf(judged: StepJudgement): Judged {
  const { warnings, assumptions } = judged;
  if (judged.kind !== 'allowed') return { warnings, assumptions, advice: [] };
  const { next, nextActor, reason, advice } = judged;
  return {
    ...(next === undefined ? {} : { next }),
    ...(nextActor === undefined ? {} : { nextActor }),
    ...(reason === undefined ? {} : { reason }),
    warnings,
    assumptions,
    advice,
  };
}

function refused(found: CaseStep, judged: StepJudgement): Issue | undefined {
  return refusal(found.step, judged, (id) => titleOfStep(found.flow, found.course, siblingOf(found.path, id)));
}

/** A step named by its own flow, as a path of the case. */
export function siblingOf(path: string, id: string): string {
  const slash = path.indexOf('/');
  return slash < 0 || id.includes('/') ? id : `${path.slice(0, slash)}/${id}`;
}

/** The case with the submission's facts, before the step counts as done. */
export function after(state: CaseState, draft: StepSubmitted): CaseState {
  return {
    ...(applyEvent(state, draft) as CaseState),
    done: state.done,
    ...(state.returned ? { returned: state.returned } : {}),
  };
}

export function draftOf(
  state: CaseState,
  command: { readonly step: string } & SubmissionInput,
  context: CommandContext,
  found: CaseStep,
  as: Parameters<typeof eventHead>[2],
): StepSubmitted {
  const { data, attachments = [], paper } = command;
  const despite = command.despite?.trim();
  return {
    ...eventHead(context, state.id, as),
    type: 'submitted',
    step: found.path,
    data,
    kept: {},
    attachments,
    ...(paper ? { paper } : {}),
    ...(despite ? { despite } : {}),
    contentHash: contentHashOf({ caseId: state.id, step: found.path, data, attachments, paper }),
    signatures: [],
    repeat: found.step.repeat ?? false,
    decisions: [],
    judged: { warnings: [], assumptions: [], advice: [] },
    title: state.title,
    parties: state.parties,
  };
}
