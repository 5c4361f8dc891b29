import type { Issue, JsonValue, Result } from '@cebao/engine';
import {
  type Calendar,
  type Course,
  courseOf,
  type Eligible,
  eligibleOf,
  type Flow,
  findStep,
  mayAct,
  outlineCase,
  type Person,
  type StageView,
  type StepView,
} from '@cebao/pack';
import { arrivalAt } from './arrival.ts';
import { type FactsOptions, situationOf } from './case-facts.ts';
import { bodiesOf, type CasePolicy } from './case-policy.ts';
import { type Deadline, deadlineOf } from './deadline.ts';
import { issue, notYours } from './refusals.ts';
import { type Resubmits, resubmitsOf } from './resubmits.ts';
import { unsignedBodies } from './sign-step.ts';
import { type SigningView, signingView } from './signing-view.ts';
import { type CaseState, findSubmission, type Returned } from './state.ts';

/** A step that can be taken now: who can, and whether this person can. */
export interface OpenStep {
  readonly path: string;
  readonly title: string;
  readonly action?: string;
  readonly form?: string;
  /** `sign`: submitted, signatures are missing. */
  readonly kind: 'submit' | 'sign';
  readonly repeat: boolean;
  readonly optional: boolean;
  readonly minutes: boolean;
  /** The case needs it to go on: not optional, or others wait for it; and not one more entry of a log. */
  readonly waits: boolean;
  readonly who: readonly Eligible[];
  /** When the case came to this step. */
  readonly since: string;
  readonly due?: StepView['due'];
  /** Until when it should be done, as it looks today. */
  readonly deadline?: Deadline;
  /** How often it may still be submitted again. */
  readonly resubmits?: Resubmits;
  /** The person would act as the deputy of this one. */
  readonly deputyOf?: string;
  /** It was returned to this step for correction. */
  readonly returned?: Returned;
  /** What was submitted before, to start from. */
  readonly prefill: Readonly<Record<string, JsonValue>>;
  /** With `sign`: the content to sign, and who has signed. */
  readonly contentHash?: string;
  readonly signed: readonly string[];
  /** With `sign` by a rule: choices, deadline, progress, and whether it may be settled. */
  readonly signing?: SigningView;
  readonly mine: boolean;
  /** Why this person may not, in one issue. */
  readonly whyNot?: Issue;
}

/** The outline of a case and the steps that are open in it. */
export function openStepsOf(
  policy: CasePolicy,
  flow: Flow,
  state: CaseState,
  person: Person | undefined,
  options: FactsOptions & { readonly calendars?: readonly Calendar[] | undefined },
): Result<{ outline: StageView[]; open: OpenStep[] }> {
  const situation = situationOf(policy, flow, state, options);
  const outline = outlineCase(flow, situation, situation.evaluate);
  if (!outline.ok) return outline;
  const course = courseOf(flow, situation, situation.evaluate);
  if (!course.ok) return course;
  const running = !state.ended && !state.withdrawn;
  const steps = outline.value.flatMap((stage) => stage.steps);
  const views = running ? steps.filter((view) => view.state === 'open') : [];
  const needed = neededSteps(steps);
  return {
    ok: true,
    value: {
      outline: outline.value,
      open: views.map((view) => openStep(policy, flow, course.value, state, person, view, needed, options)),
    },
  };
}

/** The steps that the case cannot do without: not optional (or an outcome pointed at them), and what they wait for. */
function neededSteps(steps: readonly StepView[]): ReadonlySet<string> {
  const needed = new Set(steps.filter(({ optional }) => !optional).map(({ path }) => path));
  // A set is walked on while it grows: what a needed step waits for is needed too.
  for (const path of needed) {
    const step = steps.find((one) => one.path === path);
    if (step?.state === 'waiting') for (const before of step.waitsFor) needed.add(before);
  }
  return needed;
}

function openStep(
  policy: CasePolicy,
  flow: Flow,
  course: Course,
  state: CaseState,
  person: Person | undefined,
  view: StepView,
  needed: ReadonlySet<string>,
  { today, calendars = policy.calendars }: { today?: string | undefined; calendars?: readonly Calendar[] | undefined },
): OpenStep {
  const record = Object.hasOwn(state.steps, view.path) ? state.steps[view.path] : undefined;
  const signing = record?.status === 'signing';
  const bodies = signing ? unsignedBodies(record) : view.actors.length > 0 ? view.actors : bodiesOf(policy, flow);
  const may = person && mayAct(policy, bodies, state, person);
  const already =
    signing && (record.terms?.distinct ?? false) && record.signatures.some(({ actor }) => actor.person === person?.id);
  const returned = state.returned?.to === view.path ? state.returned : undefined;
  const latest = view.repeat ? undefined : record?.submissions.at(-1);
  const actors = view.actors.length > 0 ? view.actors : bodiesOf(policy, flow);
  const answers = signing ? signingView(policy, record, actors, today) : undefined;
  const since = arrivalAt(flow, course, state, view.path);
  const step = findStep(flow, course, view.path)?.step;
  const resubmits = step && resubmitsOf(step, state, view.path);
  const deputyOf = may?.ok ? may.as.assignment.for : undefined;
  const contentHash = signing ? findSubmission(state, view.path)?.contentHash : undefined;
  return {
    path: view.path,
    title: view.title,
    ...(view.action === undefined ? {} : { action: view.action }),
    ...(view.form === undefined ? {} : { form: view.form }),
    kind: signing ? 'sign' : 'submit',
    repeat: view.repeat,
    optional: view.optional,
    minutes: view.minutes,
    waits: signing || (needed.has(view.path) && !view.done),
    who: bodies.map((body) => eligibleOf(policy, body, state)),
    since,
    ...(view.due === undefined ? {} : { due: view.due }),
    ...(view.due === undefined || today === undefined
      ? {}
      : { deadline: deadlineOf(calendars, view.due, since, today) }),
    ...(resubmits ? { resubmits } : {}),
    ...(deputyOf === undefined ? {} : { deputyOf }),
    ...(returned ? { returned } : {}),
    prefill: latest?.data ?? {},
    ...(contentHash === undefined ? {} : { contentHash }),
    signed: signing ? record.signatures.map(({ actor }) => actor.body) : [],
    ...(answers ? { signing: answers } : {}),
    mine: (may?.ok ?? false) && !already,
    ...(may && !may.ok ? { whyNot: notYours(view, may.who) } : {}),
    ...(may?.ok && already
      ? {
          whyNot: issue('signedAlready', '/step', {
            step: view.title,
            who: [eligibleOf(policy, may.as.body, state).title],
          }),
        }
      : {}),
  };
}
