import type { JsonValue, Result } from '@cebao/engine';
import { caseDependantsOf, courseOf, hashJson, mayAct, type StepJudgement } from '@cebao/pack';
import { askDecisions } from './ask-decisions.ts';
import { boundBy } from './bound-by.ts';
import { type FactsOptions, readCase, situationOf } from './case-facts.ts';
import type { CasePolicy } from './case-policy.ts';
import { type CaseStep, getCaseStep } from './case-step.ts';
import { checkStepData } from './check-data.ts';
import type { CommandContext } from './command.ts';
import type { StepCorrected } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { applyEvent } from './fold.ts';
import { judge } from './judge.ts';
import { issue, notYours } from './refusals.ts';
import { signingOf } from './signing-terms.ts';
import { standingOf } from './standing.ts';
import type { CaseState, Submission } from './state.ts';
import { contentHashOf } from './submit-step.ts';

interface CorrectInput {
  readonly step: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly reason: string;
  readonly submission?: string | undefined;
}

/**
 * Corrects: changes fields of what was submitted, with the old values kept. It must not change the way of the case (that is
 * what returning is for); signatures under the old content fall away.
 */
export function correctStep(
  policy: CasePolicy,
  state: CaseState,
  command: CorrectInput,
  context: CommandContext,
): Result<StepCorrected> {
  if (command.reason.trim() === '') return { ok: false, issues: [issue('reasonMissing', '/reason')] };
  const options: FactsOptions = { today: dayOf(context.now), lookups: context.lookups };
  const found = getCaseStep(policy, state, command.step, options);
  if (!found.ok) return found;
  const { step, flow, actors, path, course } = found.value;
  const may = mayAct(policy, actors, state, context.actor);
  if (!may.ok) return { ok: false, issues: [notYours(step, may.who)] };
  const record = Object.hasOwn(state.steps, path) ? state.steps[path] : undefined;
  const submission = record?.submissions
    .filter((one) => !one.superseded && (command.submission === undefined || one.event === command.submission))
    .at(-1);
  if (!record || record.status === 'reopened' || !submission)
    return { ok: false, issues: [issue('nothingToCorrect', '/step', { step: step.title })] };
  if (record.required.length > 0 && state.ended)
    return { ok: false, issues: [issue('signedAndEnded', '/step', { step: step.title })] };
  // Signatures stand under the last entry; earlier ones of a log are not opened again beneath it.
  const isLast = submission === record.submissions.filter(({ superseded }) => !superseded).at(-1);
  if (record.required.length > 0 && !isLast)
    return { ok: false, issues: [issue('signedAndUsed', '/step', { step: step.title })] };
  if (record.required.length > 0 && caseDependantsOf(flow, course, state.done, path).length > 0) {
    return { ok: false, issues: [issue('signedAndUsed', '/step', { step: step.title })] };
  }
  const bound = boundBy(policy, state, path);
  if (bound) return { ok: false, issues: [issue('signedWithIt', '/step', { step: step.title, signed: bound })] };
  const data = { ...submission.data, ...command.data };
  const changes = changesOf(submission.data, command.data);
  if (changes.length === 0) return { ok: false, issues: [issue('nothingChanged', '/data')] };
  const entered = checkStepData(policy, step, data);
  if (entered.length > 0) return { ok: false, issues: entered };
  const draft: StepCorrected = {
    ...eventHead(context, state.id, may.as),
    type: 'corrected',
    step: path,
    submission: submission.event,
    changes,
    data,
    kept: {},
    reason: command.reason,
    contentHash: contentHashOf({
      caseId: state.id,
      step: path,
      data,
      attachments: submission.attachments,
      paper: submission.paper,
    }),
    decisions: [],
    title: state.title,
    parties: state.parties,
  };
  const asked = askDecisions(
    policy,
    step,
    state.governedOn,
    readCase(policy, flow, applyEvent(state, draft) as CaseState, options),
    context.preview,
  );
  if (asked.issues.length > 0) return { ok: false, issues: asked.issues };
  const told: StepCorrected = { ...draft, kept: asked.kept, decisions: asked.taken };
  const after = applyEvent(state, told) as CaseState;
  const signing = signingOf(policy, step, { ...after, done: state.done }, flow, options);
  if (!signing.ok) return signing;
  if (record.required.length > 0 && hashJson([...signing.value.bodies]) !== hashJson([...record.required]))
    return { ok: false, issues: [issue('correctionChangesWay', '/data', { step: step.title })] };
  const same = sameWay(policy, found.value, state, after, submission, options);
  if (!same.ok) return same;
  if (!same.value) return { ok: false, issues: [issue('correctionChangesWay', '/data', { step: step.title })] };
  const standing = standingOf(policy, flow, after, options);
  if (!standing.ok) return standing;
  const { ended, ...rest } = standing.value;
  return { ok: true, value: { ...told, ...rest, ...(ended && !state.ended ? { ended } : {}) } };
}

/** Whether a case with the corrected data goes the way it went: same flows, same end, and the step still stands. */
function sameWay(
  policy: CasePolicy,
  found: CaseStep,
  before: CaseState,
  after: CaseState,
  submission: Submission,
  options: FactsOptions,
): Result<boolean> {
  const wayOf = (state: CaseState) => {
    const situation = situationOf(policy, found.flow, { ...state, done: before.done }, options);
    const course = courseOf(found.flow, situation, situation.evaluate);
    return course.ok
      ? {
          ok: true as const,
          value: [
            course.value.stages.map(({ flow }) => flow?.id ?? null),
            course.value.done,
            course.value.ended ?? null,
          ],
        }
      : course;
  };
  const [was, is] = [wayOf(before), wayOf(after)];
  if (!was.ok) return was;
  if (!is.ok) return is;
  const dependants = caseDependantsOf(found.flow, found.course, before.done, found.path);
  const done = before.done.filter((path) => path !== found.path && !dependants.includes(path));
  const then = { ...options, today: submission.on };
  const stood = judge(policy, found, { ...before, done }, then, undefined);
  const stands = judge(policy, found, { ...after, done }, then, undefined);
  if (!stood.ok) return stood;
  if (!stands.ok) return stands;
  return {
    ok: true,
    value:
      hashJson(was.value) === hashJson(is.value) && hashJson(leadsTo(stood.value)) === hashJson(leadsTo(stands.value)),
  };
}

function leadsTo(judged: StepJudgement): JsonValue {
  return judged.kind === 'allowed'
    ? [judged.next ?? null, judged.reason ?? null]
    : [judged.kind, judged.kind === 'refused' ? judged.reason : null];
}

function changesOf(
  before: Readonly<Record<string, JsonValue>>,
  given: Readonly<Record<string, JsonValue>>,
): StepCorrected['changes'] {
  return Object.entries(given)
    .map(([field, to]) => ({ field, from: Object.hasOwn(before, field) ? (before[field] as JsonValue) : null, to }))
    .filter(({ from, to }) => hashJson(from) !== hashJson(to));
}
