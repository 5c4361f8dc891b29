import type { Result } from '@cebao/engine';
import { mayAct } from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import { getCaseStep } from './case-step.ts';
import type { CommandContext } from './command.ts';
import type { SigningSettled } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { applyEvent } from './fold.ts';
import { withNewRound } from './new-round.ts';
import { issue, notYours } from './refusals.ts';
import { answersOf } from './sign-step.ts';
import { signingUntil } from './signing-terms.ts';
import { standingOf } from './standing.ts';
import { type CaseState, findSubmission, type StepRecord } from './state.ts';
import { certainResult, countSilence, keptResult, type SigningResult, tallyOf } from './tally.ts';
import type { SigningTerms } from './terms.ts';

/** A co-signature whose time is over and that may be settled now: by whom, and what the silence gives. */
export interface Settling {
  readonly until: string;
  readonly bodies: readonly string[];
  readonly counted: 'agrees' | 'abstains' | 'escalates';
  /** What the silence counts as gives; absent where the body it is escalated to says the result. */
  readonly result?: SigningResult;
  /** The person may say another result with a reason, for the rule rests on an assumption. */
  readonly advice: boolean;
}

/** Whether a co-signature may be settled on a day though bodies have not answered; `actors` act where nobody leads. */
export function settlingOf(
  policy: CasePolicy,
  record: StepRecord,
  actors: readonly string[],
  today: string,
): Settling | undefined {
  const settlers = settlersOf(policy, record, actors);
  const { terms } = record;
  if (!settlers || !terms || terms.silence === 'waits' || today <= settlers.after) return undefined;
  const head = { until: settlers.after, bodies: settlers.bodies, advice: terms.basis === 'assumption' };
  if (terms.silence === 'escalates') return { ...head, counted: 'escalates' };
  const tally = countSilence(tallyOf(terms, record.required, answersOf(record)), terms.silence);
  const result = certainResult(terms, tally);
  return { ...head, counted: terms.silence, ...(result ? { result } : {}) };
}

/** Who may settle a co-signature, and after which day; undefined where everybody is waited for. */
export function settlersOf(
  policy: CasePolicy,
  record: StepRecord,
  actors: readonly string[],
): { readonly after: string; readonly bodies: readonly string[] } | undefined {
  const { terms } = record;
  const until = signingUntil(policy, record);
  if (record.status !== 'signing' || !terms || !until || terms.silence === 'waits') return undefined;
  const named = terms.silence === 'escalates' ? terms.escalatesTo : terms.leader;
  return { after: until.on, bodies: named === undefined ? actors : [named] };
}

/**
 * Settles a co-signature after its deadline, by an explicit act. Silence counts as the rule says; the body a silence is
 * escalated to gives the result with a reason, and where the rule is an assumption another result may be given with one.
 */
export function settleSigning(
  policy: CasePolicy,
  state: CaseState,
  command: {
    readonly step: string;
    readonly contentHash: string;
    readonly result?: SigningResult | undefined;
    readonly reason?: string | undefined;
  },
  context: CommandContext,
): Result<SigningSettled> {
  const today = dayOf(context.now);
  const options = { today, lookups: context.lookups };
  const found = getCaseStep(policy, state, command.step, options);
  if (!found.ok) return found;
  const { step, flow, path, actors } = found.value;
  const record = Object.hasOwn(state.steps, path) ? state.steps[path] : undefined;
  const submission = findSubmission(state, path);
  const terms = record?.terms;
  if (!record || !submission || record.status !== 'signing' || !terms)
    return { ok: false, issues: [issue('nothingToSign', '/step', { step: step.title })] };
  const settling = settlingOf(policy, record, actors, today);
  if (!settling) return { ok: false, issues: [tooEarly(policy, record, step.title)] };
  const may = mayAct(policy, settling.bodies, state, context.actor);
  if (!may.ok) return { ok: false, issues: [notYours(step, may.who)] };
  if (submission.contentHash !== command.contentHash)
    return { ok: false, issues: [issue('contentChanged', '/contentHash', { step: step.title })] };
  const result = command.result ?? settling.result;
  const reason = command.reason?.trim();
  if (result === undefined) return { ok: false, issues: [issue('resultMissing', '/result', { step: step.title })] };
  const decided = result !== settling.result;
  if (decided && settling.result !== undefined && !settling.advice)
    return { ok: false, issues: [issue('resultFollows', '/result', { step: step.title })] };
  if (decided && !reason) return { ok: false, issues: [issue('reasonMissing', '/reason')] };
  const answers = answersOf(record);
  const given = tallyOf(terms, record.required, answers);
  const event: SigningSettled = {
    ...eventHead(context, state.id, may.as),
    type: 'settled',
    step: path,
    contentHash: command.contentHash,
    until: settling.until,
    silent: given.silent,
    counted: settling.counted,
    result,
    ...(reason ? { reason } : {}),
    kept: keptResult(terms, result, given, answers),
    title: state.title,
    parties: state.parties,
  };
  const rounded = withNewRound(policy, found.value, state, event, options);
  if (!rounded.ok) return rounded;
  const standing = standingOf(policy, flow, applyEvent(state, rounded.value) as CaseState, options);
  return standing.ok ? { ok: true, value: { ...rounded.value, ...standing.value } } : standing;
}

function tooEarly(policy: CasePolicy, record: StepRecord, title: string) {
  const { silence } = record.terms as SigningTerms;
  const until = signingUntil(policy, record);
  return silence === 'waits' || !until
    ? issue('silenceWaits', '/step', { step: title })
    : issue('stillTime', '/step', { step: title, until: until.on });
}
