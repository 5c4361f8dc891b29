import type { Result } from '@cebao/engine';
import { mayAct } from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import { getCaseStep } from './case-step.ts';
import type { CommandContext } from './command.ts';
import type { StepSigned } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { applyEvent } from './fold.ts';
import { issue, notYours, refusal } from './refusals.ts';
import { standingOf } from './standing.ts';
import { type CaseState, findSubmission } from './state.ts';
import { judge } from './submit-step.ts';

/** Signs what was submitted, for a body that has not signed yet. The hash says which content the person saw. */
export function signStep(
  policy: CasePolicy,
  state: CaseState,
  command: { readonly step: string; readonly contentHash: string },
  context: CommandContext,
): Result<StepSigned> {
  const options = { today: dayOf(context.now), lookups: context.lookups };
  const found = getCaseStep(policy, state, command.step, options);
  if (!found.ok) return found;
  const { step, flow, path } = found.value;
  const record = Object.hasOwn(state.steps, path) ? state.steps[path] : undefined;
  const submission = findSubmission(state, path);
  if (!record || !submission || record.status !== 'signing')
    return { ok: false, issues: [issue('nothingToSign', '/step', { step: step.title })] };
  const unsigned = unsignedBodies(record);
  const may = mayAct(policy, unsigned, state, context.actor);
  if (!may.ok) return { ok: false, issues: [notYours(step, may.who)] };
  if (submission.contentHash !== command.contentHash)
    return { ok: false, issues: [issue('contentChanged', '/contentHash', { step: step.title })] };
  const event: StepSigned = {
    ...eventHead(context, state.id, may.as),
    type: 'signed',
    step: path,
    contentHash: command.contentHash,
    completes: unsigned.length === 1,
    title: state.title,
    parties: state.parties,
  };
  const judged = judge(policy, found.value, state, { ...options, today: submission.on }, undefined);
  if (!judged.ok) return judged;
  const no = refusal(step, judged.value, (id) => id);
  if (no) return { ok: false, issues: [no] };
  const standing = standingOf(policy, flow, applyEvent(state, event) as CaseState, options);
  return standing.ok ? { ok: true, value: { ...event, ...standing.value } } : standing;
}

/** Bodies whose signature is still missing. */
export function unsignedBodies(record: CaseState['steps'][string]): readonly string[] {
  return record.required.filter((body) => !record.signatures.some(({ actor }) => actor.body === body));
}
