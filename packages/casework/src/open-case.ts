import type { Issue, Result } from '@cebao/engine';
import {
  courseOf,
  type Flow,
  findStep,
  isCivilDate,
  levelOf,
  type MayAct,
  mayAct,
  type Person,
  type Step,
} from '@cebao/pack';
import { type Factual, situationOf } from './case-facts.ts';
import type { CasePolicy } from './case-policy.ts';
import { checkStepData } from './check-data.ts';
import type { CaseCommand, CommandContext } from './command.ts';
import type { CaseEvent, CaseOpened } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { applyEvent } from './fold.ts';
import { issue } from './refusals.ts';
import { standingOf } from './standing.ts';
import type { CaseState } from './state.ts';
import { submitStep } from './submit-step.ts';

/** Whether a person may open a case of this flow at a place. */
export function mayOpen(policy: CasePolicy, flow: Flow, place: string, person: Person): MayAct {
  return mayAct(policy, flow.opens?.actors ?? [], { place }, person);
}

/** Opens a case; with `submit` its first step is taken at once, or nothing happens. */
export function openCase(
  policy: CasePolicy,
  command: CaseCommand & { type: 'open' },
  context: CommandContext,
): Result<CaseEvent[]> {
  const governedOn = context.governedOn ?? dayOf(context.now);
  const flow = policy.findFlow(command.flow);
  const refusal = flow
    ? openingIssue(policy, flow, command.place, governedOn)
    : issue('unknownFlow', '/flow', { id: command.flow });
  if (refusal || !flow) return { ok: false, issues: refusal ? [refusal] : [] };
  const may = mayOpen(policy, flow, command.place, context.actor);
  if (!may.ok)
    return {
      ok: false,
      issues: [issue('notYoursToOpen', '/flow', { flow: flow.title, who: may.who.map(({ title }) => title) })],
    };
  const given = command.data ?? {};
  const title = command.title?.trim();
  const head = eventHead(context, context.newId(), may.as);
  const opened: CaseOpened = {
    ...head,
    type: 'opened',
    flow: flow.id,
    place: command.place,
    revision: policy.revision,
    governedOn,
    data: command.submit ? {} : given,
    ...(title ? { givenTitle: title } : {}),
    title: title || flow.title,
    parties: {},
  };
  const options = { today: dayOf(context.now), lookups: context.lookups };
  const state = applyEvent(undefined, opened) as CaseState;
  const first = firstStep(policy, flow, { ...state, data: given });
  if (!first.ok) return first;
  if (!command.submit) {
    const entered: Issue[] = first.value ? checkStepData(policy, first.value.step, given, { partial: true }) : [];
    if (entered.length > 0) return { ok: false, issues: entered };
  }
  const standing = standingOf(policy, flow, { ...state, data: given }, options);
  if (!standing.ok) return standing;
  const { title: named, parties } = standing.value;
  const complete: CaseOpened = { ...opened, title: named, parties: command.submit ? {} : parties };
  if (!command.submit) return { ok: true, value: [complete] };
  if (!first.value) return { ok: false, issues: [issue('unknownStep', '/flow', { id: flow.id })] };
  const carried = command.submit === true ? {} : command.submit;
  const submitted = submitStep(
    policy,
    applyEvent(undefined, complete) as CaseState,
    { step: first.value.path, data: given, ...carried },
    context,
  );
  return submitted.ok ? { ok: true, value: [complete, submitted.value] } : submitted;
}

function openingIssue(policy: CasePolicy, flow: Flow, place: string, governedOn: string): Issue | undefined {
  if (!flow.opens) return issue('flowNotOpened', '/flow', { flow: flow.title });
  if (!isCivilDate(governedOn)) return issue('notADate', '/governedOn', { value: governedOn });
  if ((flow.from !== undefined && governedOn < flow.from) || (flow.until !== undefined && governedOn > flow.until)) {
    return issue('flowNotInForce', '/flow', {
      flow: flow.title,
      at: governedOn,
      from: flow.from ?? null,
      until: flow.until ?? null,
    });
  }
  if (levelOf(place) !== flow.opens.level)
    return issue('wrongLevel', '/place', { flow: flow.title, level: policy.words(flow.opens.level), place });
  return undefined;
}

/** The first step of a new case, by path. */
export function firstStep(
  policy: CasePolicy,
  flow: Flow,
  state: Factual,
): Result<{ readonly path: string; readonly step: Step } | undefined> {
  const situation = situationOf(policy, flow, state);
  const course = courseOf(flow, situation, situation.evaluate);
  if (!course.ok) return course;
  const stage = course.value.stages[0];
  const path = stage?.flow ? `${stage.step.id}/${stage.flow.steps[0]?.id}` : (flow.steps[0]?.id ?? '');
  const found = findStep(flow, course.value, path);
  return { ok: true, value: found && { path, step: found.step } };
}
