import type { Issue, Result } from '@cebao/engine';
import { mayAct, onDuty } from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import { revisionIssue } from './case-step.ts';
import type { CaseCommand, CommandContext } from './command.ts';
import { correctStep } from './correct-step.ts';
import type { CaseEvent } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { openCase } from './open-case.ts';
import { closedIssue, issue } from './refusals.ts';
import { returnCase } from './return-case.ts';
import { settleSigning } from './settle-signing.ts';
import { signStep } from './sign-step.ts';
import { speaksAs } from './speaks-as.ts';
import type { CaseState } from './state.ts';
import { submitStep } from './submit-step.ts';

/** Events to append, or every reason why not. */
export type CommandDecision =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Decides a command on a case: pure, so that the same call disables a button, explains it, and answers in the service.
 * `policy` is the one of the revision the case was opened under.
 *
 * @example
 * decideCommand(policy, state, { type: 'submit', step: 'review', data: { reviewResult: 'pass' } }, { now, actor, newId });
 * // { ok: true, events: [{ type: 'submitted', step: 'review', … }] } or { ok: false, issues: [{ code: 'notYourStep', … }] }
 */
export function decideCommand(
  policy: CasePolicy,
  state: CaseState | undefined,
  command: CaseCommand,
  given: CommandContext,
): CommandDecision {
  const context = { ...given, actor: onDuty(given.actor, dayOf(given.now)) };
  if (command.type === 'open') {
    if (state) return { ok: false, issues: [issue('caseExists', '')] };
    const opened = openCase(policy, command, context);
    return opened.ok ? { ok: true, events: opened.value } : opened;
  }
  if (!state) return { ok: false, issues: [issue('noCase', '')] };
  const barred =
    revisionIssue(policy, state) ??
    (command.type === 'comment' || (command.type === 'correct' && !state.withdrawn) ? undefined : closedIssue(state));
  if (barred) return { ok: false, issues: [barred] };
  const decided = decide(policy, state, command, context);
  return decided.ok ? { ok: true, events: [decided.value] } : decided;
}

function decide(
  policy: CasePolicy,
  state: CaseState,
  command: Exclude<CaseCommand, { type: 'open' }>,
  context: CommandContext,
): Result<CaseEvent> {
  switch (command.type) {
    case 'submit':
      return submitStep(policy, state, command, context);
    case 'sign':
      return signStep(policy, state, command, context);
    case 'settle':
      return settleSigning(policy, state, command, context);
    case 'return':
      return returnCase(policy, state, command, context);
    case 'correct':
      return correctStep(policy, state, command, context);
    case 'withdraw':
      return withdraw(policy, state, command.reason, context);
    case 'comment':
      return comment(policy, state, command.text, context);
  }
}

function withdraw(policy: CasePolicy, state: CaseState, reason: string, context: CommandContext): Result<CaseEvent> {
  if (reason.trim() === '') return { ok: false, issues: [issue('reasonMissing', '/reason')] };
  const may = mayAct(policy, [state.openedBy.body], state, context.actor);
  if (!may.ok)
    return { ok: false, issues: [issue('notYoursToWithdraw', '', { who: may.who.map(({ title }) => title) })] };
  return { ok: true, value: { ...eventHead(context, state.id, may.as), type: 'withdrawn', reason } };
}

function comment(policy: CasePolicy, state: CaseState, text: string, context: CommandContext): Result<CaseEvent> {
  if (text.trim() === '') return { ok: false, issues: [issue('textMissing', '/text')] };
  const as = speaksAs(policy, state, context.actor);
  if (!as) return { ok: false, issues: [issue('notYoursToSee', '')] };
  return { ok: true, value: { ...eventHead(context, state.id, as), type: 'commented', text } };
}
