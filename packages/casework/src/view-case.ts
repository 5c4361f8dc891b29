import type { Issue, Result } from '@cebao/engine';
import {
  type Calendar,
  caseDependantsOf,
  type Eligible,
  eligibleOf,
  mayAct,
  onDuty,
  type Person,
  type StageView,
} from '@cebao/pack';
import { boundBy } from './bound-by.ts';
import { bodiesOf, type CasePolicy } from './case-policy.ts';
import { getCaseStep } from './case-step.ts';
import { type FilledPrint, type FilledRow, type FillOptions, fillPrints, fillRows } from './fill-print.ts';
import type { OpenStep } from './open-steps.ts';
import { closedIssue, issue } from './refusals.ts';
import { waysToReturn } from './return-case.ts';
import type { Settling } from './settle-signing.ts';
import { speaksAs } from './speaks-as.ts';
import { type CaseState, type CaseStatus, statusOf } from './state.ts';
import { type LaterStep, whatNext } from './what-next.ts';

/** One thing a person may do with a case now. */
export type CaseAction =
  | {
      readonly type: 'submit';
      readonly step: string;
      readonly title: string;
      readonly action?: string;
      readonly form?: string;
    }
  | { readonly type: 'sign'; readonly step: string; readonly title: string; readonly contentHash: string }
  | {
      readonly type: 'settle';
      readonly step: string;
      readonly title: string;
      readonly contentHash: string;
      readonly settling: Settling;
    }
  | { readonly type: 'return'; readonly from: string; readonly to: string; readonly title: string }
  | { readonly type: 'correct'; readonly step: string; readonly title: string; readonly form?: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'comment' };

/** A return this person could have made, were the step not submitted again as often as it may. */
export interface NoReturn {
  readonly to: string;
  readonly title: string;
  /** The limit, in the words of the pack. */
  readonly why: Issue;
  /** Who may withdraw the case instead, so that it is begun anew. */
  readonly withdraws: readonly Eligible[];
}

/** A case as a person sees it. */
export interface CaseView {
  readonly status: CaseStatus;
  readonly outline: readonly StageView[];
  readonly openSteps: readonly OpenStep[];
  /** Steps that cannot be taken yet, and why not. */
  readonly later: readonly LaterStep[];
  /** What this person may do now; empty without a person. */
  readonly mine: readonly CaseAction[];
  /** Returns that are missing in `mine` because a limit of resubmissions is used up. */
  readonly noReturns: readonly NoReturn[];
  readonly summary: readonly FilledRow[];
  /** Papers whose step is done, filled. */
  readonly prints: readonly FilledPrint[];
  /** Why this person can take no step now. */
  readonly whyNot?: Issue;
  /** Titles of steps by path, for timelines. */
  readonly titles: Readonly<Record<string, string>>;
}

/**
 * What a case looks like to a person: the way it goes, what is open and for whom, what they may do, and why not. The
 * same rules answer `decideCommand`, so a button is offered exactly when its command would be heard.
 */
export function viewCase(
  policy: CasePolicy,
  state: CaseState,
  person: Person | undefined,
  options: FillOptions & { readonly today: string; readonly calendars?: readonly Calendar[] | undefined },
): Result<CaseView> {
  const flow = policy.findFlow(state.flow);
  if (!flow) return { ok: false, issues: [issue('unknownFlow', '/flow', { id: state.flow })] };
  const held = person && onDuty(person, options.today);
  const found = whatNext(policy, state, options.today, held, options);
  if (!found.ok) return found;
  const { outline, open, later } = found.value;
  const titles = Object.fromEntries(outline.flatMap(({ steps }) => steps).map(({ path, title }) => [path, title]));
  const offered = held
    ? actionsOf(policy, state, held, open, outline, options.today)
    : { ok: true as const, value: { mine: [], noReturns: [] } };
  if (!offered.ok) return offered;
  const { mine, noReturns } = offered.value;
  const hasStep = mine.some(({ type }) => type === 'submit' || type === 'sign');
  const why =
    person && !hasStep ? (closedIssue(state) ?? open.find(({ waits }) => waits)?.whyNot ?? open[0]?.whyNot) : undefined;
  return {
    ok: true,
    value: {
      status: statusOf(state),
      outline,
      openSteps: open,
      later,
      mine,
      noReturns,
      summary: fillRows(policy, flow, state, flow.opens?.summary ?? [], options),
      prints: fillPrints(policy, state, options).filter(({ ready }) => ready),
      ...(why ? { whyNot: why } : {}),
      titles,
    },
  };
}

/** Whether done steps rest on a step, so that its signed content stands. */
function restsOnIt(policy: CasePolicy, state: CaseState, path: string): boolean {
  const found = getCaseStep(policy, state, path, {});
  return found.ok && caseDependantsOf(found.value.flow, found.value.course, state.done, path).length > 0;
}

function actionsOf(
  policy: CasePolicy,
  state: CaseState,
  person: Person,
  open: readonly OpenStep[],
  outline: readonly StageView[],
  today: string,
): Result<{ mine: CaseAction[]; noReturns: NoReturn[] }> {
  const flow = policy.findFlow(state.flow);
  const actions: CaseAction[] = [];
  const noReturns: NoReturn[] = [];
  const steps = outline.flatMap((stage) => stage.steps);
  const acts = (bodies: readonly string[]) =>
    mayAct(policy, bodies.length > 0 || !flow ? bodies : bodiesOf(policy, flow), state, person).ok;
  for (const step of open) {
    if (step.mine && step.kind === 'sign')
      actions.push({ type: 'sign', step: step.path, title: step.title, contentHash: step.contentHash ?? '' });
    const settling = step.signing?.settling;
    if (settling && acts(settling.bodies))
      actions.push({
        type: 'settle',
        step: step.path,
        title: step.title,
        contentHash: step.contentHash ?? '',
        settling,
      });
    const actors = steps.find(({ path }) => path === step.path)?.actors ?? [];
    if (step.kind === 'submit' ? step.mine : acts(actors)) {
      actions.push({
        type: 'submit',
        step: step.path,
        title: step.title,
        ...(step.action === undefined ? {} : { action: step.action }),
        ...(step.form === undefined ? {} : { form: step.form }),
      });
    }
  }
  if (flow && !state.ended && !state.withdrawn) {
    const ways = waysToReturn(policy, flow, state, today);
    if (!ways.ok) return ways;
    const titleOf = (to: string) => steps.find(({ path }) => path === to)?.title ?? to;
    for (const { from, to, bodies } of ways.value.ways) {
      if (!acts(bodies) || actions.some((action) => action.type === 'return' && action.to === to)) continue;
      actions.push({ type: 'return', from, to, title: titleOf(to) });
    }
    for (const { to, bodies, why } of ways.value.barred) {
      if (!acts(bodies) || noReturns.some((one) => one.to === to)) continue;
      const withdraws = [eligibleOf(policy, state.openedBy.body, state)];
      noReturns.push({ to, title: titleOf(to), why, withdraws });
    }
    if (acts([state.openedBy.body])) actions.push({ type: 'withdraw' });
  }
  for (const step of state.withdrawn ? [] : steps) {
    const record = Object.hasOwn(state.steps, step.path) ? state.steps[step.path] : undefined;
    if (!record || record.status === 'reopened' || !step.form || !acts(step.actors)) continue;
    if (record.required.length > 0 && (state.ended || restsOnIt(policy, state, step.path))) continue;
    if (boundBy(policy, state, step.path) !== undefined) continue;
    actions.push({ type: 'correct', step: step.path, title: step.title, form: step.form });
  }
  if (speaksAs(policy, state, person)) actions.push({ type: 'comment' });
  return { ok: true, value: { mine: actions, noReturns } };
}
