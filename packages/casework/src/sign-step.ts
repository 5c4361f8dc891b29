import type { Issue, Result } from '@cebao/engine';
import { eligibleOf, mayAct } from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import { getCaseStep } from './case-step.ts';
import type { CommandContext } from './command.ts';
import type { StepSigned } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { applyEvent } from './fold.ts';
import { judge } from './judge.ts';
import { withNewRound } from './new-round.ts';
import { issue, notYours, refusal } from './refusals.ts';
import { standingOf } from './standing.ts';
import { type CaseState, findSubmission } from './state.ts';
import { type BodyAnswer, keptResult, settledResult, tallyOf } from './tally.ts';
import type { SigningTerms } from './terms.ts';

/** What a signature says: which step, which content the person saw, and the opinion where there is a choice. */
export interface SignatureInput {
  readonly step: string;
  readonly contentHash: string;
  readonly opinion?: string | undefined;
  readonly comment?: string | undefined;
}

/** Signs what was submitted, for a body that has not signed yet. The hash says which content the person saw. */
export function signStep(
  policy: CasePolicy,
  state: CaseState,
  command: SignatureInput,
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
  const may = mayAct(policy, unsignedBodies(record), state, context.actor);
  const whoElse = (body: string) => [eligibleOf(policy, body, state).title];
  if (!may.ok) return { ok: false, issues: [notYours(step, may.who)] };
  if (record.terms?.distinct && record.signatures.some(({ actor }) => actor.person === context.actor.id))
    return { ok: false, issues: [issue('signedAlready', '/step', { step: step.title, who: whoElse(may.as.body) })] };
  if (submission.contentHash !== command.contentHash)
    return { ok: false, issues: [issue('contentChanged', '/contentHash', { step: step.title })] };
  const wrong = checkOpinion(record.terms, command);
  if (wrong.length > 0) return { ok: false, issues: wrong };
  const comment = command.comment?.trim();
  const answer: BodyAnswer = {
    body: may.as.body,
    ...(command.opinion === undefined ? {} : { opinion: command.opinion }),
  };
  const answers = [...answersOf(record), answer];
  const tally = tallyOf(record.terms, record.required, answers);
  const result = record.terms && settledResult(record.terms, tally);
  const event: StepSigned = {
    ...eventHead(context, state.id, may.as),
    type: 'signed',
    step: path,
    contentHash: command.contentHash,
    ...(command.opinion === undefined ? {} : { opinion: command.opinion }),
    ...(comment ? { comment } : {}),
    completes: record.terms ? result !== undefined : tally.silent.length === 0,
    ...(record.terms && result ? { result, kept: keptResult(record.terms, result, tally, answers) } : {}),
    title: state.title,
    parties: state.parties,
  };
  const judged = judge(policy, found.value, state, { ...options, today: submission.on }, undefined);
  if (!judged.ok) return judged;
  const no = refusal(step, judged.value, (id) => id);
  if (no) return { ok: false, issues: [no] };
  const rounded = withNewRound(policy, found.value, state, event, options);
  if (!rounded.ok) return rounded;
  const standing = standingOf(policy, flow, applyEvent(state, rounded.value) as CaseState, options);
  return standing.ok ? { ok: true, value: { ...rounded.value, ...standing.value } } : standing;
}

/** Bodies whose signature is still missing. */
export function unsignedBodies(record: CaseState['steps'][string]): readonly string[] {
  return record.required.filter((body) => !record.signatures.some(({ actor }) => actor.body === body));
}

/** The answers that were given under the content as it is. */
export function answersOf(record: CaseState['steps'][string]): readonly BodyAnswer[] {
  return record.signatures.map(({ actor, opinion }) => ({
    body: actor.body,
    ...(opinion === undefined ? {} : { opinion }),
  }));
}

function checkOpinion(terms: SigningTerms | undefined, { opinion, comment }: SignatureInput): Issue[] {
  const choices = terms?.opinions ?? [];
  const chosen = choices.find(({ id }) => id === opinion);
  if (choices.length === 0 && opinion !== undefined) return [issue('noOpinionAsked', '/opinion')];
  if (choices.length > 0 && !chosen)
    return [issue('opinionMissing', '/opinion', { choices: choices.map(({ title }) => title) })];
  const needed =
    terms?.withComment === 'always' || (terms?.withComment === 'unlessAgreeing' && chosen?.counts !== 'agrees');
  return needed && (comment ?? '').trim() === '' ? [issue('commentMissing', '/comment')] : [];
}
