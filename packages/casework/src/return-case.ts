import type { Issue, Result } from '@cebao/engine';
import {
  type Course,
  caseDependantsOf,
  courseOf,
  type Flow,
  findStep,
  mayAct,
  outlineCase,
  type Person,
} from '@cebao/pack';
import { situationOf } from './case-facts.ts';
import type { CasePolicy } from './case-policy.ts';
import { actorsOf } from './case-step.ts';
import type { CommandContext } from './command.ts';
import type { CaseReturned } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { applyEvent } from './fold.ts';
import { issue } from './refusals.ts';
import { resubmitsOf } from './resubmits.ts';
import { standingOf } from './standing.ts';
import type { CaseState } from './state.ts';
import { siblingOf } from './submit-step.ts';

/** One way to return a case: at which open step, to which done step, and for which bodies. */
export interface ReturnWay {
  readonly from: string;
  readonly to: string;
  readonly bodies: readonly string[];
}

/** A return that a limit of resubmissions bars, as an issue with the words of the pack. */
export interface BarredReturn extends ReturnWay {
  readonly why: Issue;
}

/** Every way in which a case can be returned for correction now, by anyone; `barred`: those that a limit bars. */
export function waysToReturn(
  policy: CasePolicy,
  flow: Flow,
  state: CaseState,
  today: string,
): Result<{ readonly ways: readonly ReturnWay[]; readonly barred: readonly BarredReturn[] }> {
  const situation = situationOf(policy, flow, state, { today });
  const outline = outlineCase(flow, situation, situation.evaluate);
  const course = courseOf(flow, situation, situation.evaluate);
  if (!outline.ok) return outline;
  if (!course.ok) return course;
  const ways: ReturnWay[] = [];
  const barred: BarredReturn[] = [];
  for (const view of outline.value.flatMap(({ steps }) => steps)) {
    if (view.state !== 'open') continue;
    const found = findStep(flow, course.value, view.path);
    if (!found) continue;
    const record = state.steps[view.path];
    // Where a body leads, those who answer do just that; the leader's step may be returned by its own actors.
    const signing = record?.status === 'signing' && record.terms?.leader === undefined;
    const bodies = [...actorsOf(policy, flow, found.step), ...(signing ? record.required : [])];
    for (const target of found.step.returnsTo ?? []) {
      const to = takenPath(flow, course.value, state, siblingOf(view.path, target));
      if (to === undefined) continue;
      const why = barredAt(flow, course.value, state, to);
      if (why) barred.push({ from: view.path, to, bodies, why });
      else ways.push({ from: view.path, to, bodies });
    }
  }
  return { ok: true, value: { ways, barred } };
}

/** Why a case is not returned to a step any more: its limit is used up. One that is an assumption does not bar. */
function barredAt(flow: Flow, course: Course, state: CaseState, path: string): Issue | undefined {
  const step = findStep(flow, course, path)?.step;
  const limit = step && resubmitsOf(step, state, path);
  return limit?.spent && !limit.advice
    ? issue(limit.reason, '/to', { step: step?.title ?? path, most: limit.most })
    : undefined;
}

/** The path under which a step was taken: its own, or the one it counts as done by. */
function takenPath(flow: Flow, course: Course, state: CaseState, path: string): string | undefined {
  if (state.done.includes(path) || state.steps[path]?.status === 'signing') return path;
  const doneBy = findStep(flow, course, path)?.step.doneBy;
  return doneBy !== undefined && state.done.includes(doneBy) ? doneBy : undefined;
}

/** Returns a case for correction: the step, and the done ones that rest on it, are open again; what happened stays on record. */
export function returnCase(
  policy: CasePolicy,
  state: CaseState,
  command: { readonly to: string; readonly reason: string },
  context: CommandContext,
): Result<CaseReturned> {
  const flow = policy.findFlow(state.flow);
  if (!flow) return { ok: false, issues: [issue('unknownFlow', '/flow', { id: state.flow })] };
  if (command.reason.trim() === '') return { ok: false, issues: [issue('reasonMissing', '/reason')] };
  const options = { today: dayOf(context.now), lookups: context.lookups };
  const possibly = waysToReturn(policy, flow, state, options.today);
  if (!possibly.ok) return possibly;
  const { ways } = possibly.value;
  const situation = situationOf(policy, flow, state, options);
  const found = courseOf(flow, situation, situation.evaluate);
  if (!found.ok) return found;
  const course = found.value;
  const title = (path: string) => findStep(flow, course, path)?.step.title ?? path;
  const asked = takenPath(flow, course, state, command.to) ?? command.to;
  const possible = ways.filter(({ to }) => to === asked);
  if (possible.length === 0) {
    const limit = barredAt(flow, course, state, asked);
    if (limit) return { ok: false, issues: [limit] };
    return {
      ok: false,
      issues: [
        issue('cannotReturnTo', '/to', {
          to: title(command.to),
          possible: [...new Set(ways.map(({ to }) => title(to)))],
        }),
      ],
    };
  }
  const way = wayOf(policy, possible, state, context.actor);
  if (!way) {
    const who = mayAct(policy, [...new Set(possible.flatMap(({ bodies }) => bodies))], state, context.actor);
    return {
      ok: false,
      issues: [issue('notYourReturn', '/to', { to: title(asked), who: who.ok ? [] : who.who.map((one) => one.title) })],
    };
  }
  const pending = Object.keys(state.steps).filter((path) => state.steps[path]?.status === 'signing');
  const reopens = caseDependantsOf(flow, course, [...state.done, ...pending], asked);
  const event: CaseReturned = {
    ...eventHead(context, state.id, way.as),
    type: 'returned',
    from: way.from,
    to: asked,
    reason: command.reason,
    reopens,
    discards: reopens.filter((path) => !state.steps[path]?.repeat),
    title: state.title,
    parties: state.parties,
  };
  const standing = standingOf(policy, flow, applyEvent(state, event) as CaseState, options);
  return standing.ok ? { ok: true, value: { ...event, ...standing.value } } : standing;
}

function wayOf(policy: CasePolicy, ways: readonly ReturnWay[], state: CaseState, person: Person) {
  for (const way of ways) {
    const may = mayAct(policy, way.bodies, state, person);
    if (may.ok) return { from: way.from, as: may.as };
  }
  return undefined;
}
