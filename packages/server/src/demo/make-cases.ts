import { type CaseState, type Person, type RegisterRecord, registerRecords, viewCase } from '@cebao/casework';
import type { Result } from '@cebao/engine';
import { mayAct, type Policy, type Rulebook } from '@cebao/pack';
import { addDays, daysFrom } from './days.ts';
import type { Recipe } from './demo-files.ts';
import { DemoFileIncomplete, numberIn } from './fill-form.ts';
import type { DemoPlace } from './make-places.ts';
import { type Ground, type PlannedCase, planCases } from './plan-cases.ts';
import { createPrng, seedOf } from './prng.ts';
import { type Calendar, type CasePlan, type MadeCase, runCase } from './run-case.ts';
import type { Staff } from './staff.ts';

/** A made case and the policy it was made under. */
export interface DemoCase extends MadeCase {
  readonly policy: Policy;
}

/**
 * Makes every case of the profile, as if people had worked until yesterday. Whoever signs in first has exactly the tasks
 * that entries with a place give them: a case that would add one is made elsewhere.
 */
export function makeCases(ground: Ground, rulebook: Rulebook, staff: Staff, today: string): Result<DemoCase[]> {
  try {
    return makeAll(ground, rulebook, staff, today);
  } catch (error) {
    if (!(error instanceof DemoFileIncomplete)) throw error;
    return { ok: false, issues: [{ code: 'demoFileIncomplete', path: 'demo', params: { why: error.message } }] };
  }
}

function makeAll(ground: Ground, rulebook: Rulebook, staff: Staff, today: string): Result<DemoCase[]> {
  const { cast } = ground;
  const first = cast.people.find(({ id }) => id === cast.first) as Person | undefined;
  const titles = new Map(ground.places.map(({ path, title }) => [path, title]));
  const records: RegisterRecord[] = [];
  const made: DemoCase[] = [];
  for (const planned of planCases(ground)) {
    const one = makeCase(ground, rulebook, staff, records, planned, {
      today,
      first,
      titles,
      previous: made.at(-1)?.state,
    });
    if (!one.ok) return one;
    const { policy, state } = one.value;
    for (const register of policy.registers) {
      const lines = registerRecords(policy, register, state, { today: state.changedOn.slice(0, 10) });
      if (!lines.ok) return lines;
      records.push(...lines.value);
    }
    keepWaitingStaffed(policy, state, staff);
    made.push(one.value);
  }
  return { ok: true, value: made };
}

interface Surroundings {
  readonly today: string;
  readonly first: Person | undefined;
  readonly titles: ReadonlyMap<string, string>;
  readonly previous: CaseState | undefined;
}

function makeCase(
  ground: Ground,
  rulebook: Rulebook,
  staff: Staff,
  records: readonly RegisterRecord[],
  planned: PlannedCase,
  around: Surroundings,
): Result<DemoCase> {
  const last = planned.places.length - 1;
  for (const [choice, place] of planned.places.entries()) {
    const plan = planAt(planned, place, around);
    const found = rulebook.policy(place.path);
    if (!found.ok) return found;
    const policy = found.value;
    const rehearsed = runCase(
      policy,
      plan,
      { openedOn: addDays(around.today, -1), gaps: [], lastDay: addDays(around.today, -1) },
      staff,
      records,
    );
    if (!rehearsed.ok) return rehearsed;
    if (choice < last && around.first && waitsFor(policy, rehearsed.value.state, around.first)) continue;
    const run = runCase(policy, plan, calendarFor(ground, plan, rehearsed.value.actions, around.today), staff, records);
    return run.ok ? { ok: true, value: { ...run.value, policy } } : run;
  }
  return {
    ok: false,
    issues: [{ code: 'demoCaseStuck', path: `cases/${planned.plan.n}`, params: { why: 'noPlace' } }],
  };
}

function planAt({ plan, shares }: PlannedCase, place: DemoPlace, { titles, previous }: Surroundings): CasePlan {
  const shared = shares.flatMap((name): [string, Recipe][] => {
    const value = previous?.data[name];
    return value === undefined ? [] : [[name, { value }]];
  });
  return {
    ...plan,
    place: place.path,
    names: { place: place.title, town: titles.get(place.path.slice(0, place.path.lastIndexOf('/'))) ?? '' },
    recipes: { ...plan.recipes, ...Object.fromEntries(shared) },
  };
}

/** Opened so long ago that the last action is some days back, and never before the first day of the demo. */
function calendarFor({ profile, fields }: Ground, plan: CasePlan, actions: number, today: string): Calendar {
  const prng = createPrng(seedOf(plan.seed, 'calendar'));
  const { openedDaysAgo, daysBetweenSteps } = profile.timing;
  const gaps = Array.from({ length: actions + 1 }, () => numberIn(daysBetweenSteps, prng));
  const quiet = prng.between(1, 9);
  const total = gaps.slice(1, actions).reduce((sum, gap) => sum + gap, 0) + quiet;
  const most = Math.max(
    openedDaysAgo.from,
    Math.min(openedDaysAgo.to, fields.notBefore === undefined ? openedDaysAgo.to : daysFrom(fields.notBefore, today)),
  );
  const daysAgo = Math.max(openedDaysAgo.from, Math.min(most, total));
  const scale = Math.min(1, (daysAgo - 1) / total);
  return {
    openedOn: addDays(today, -daysAgo),
    gaps: gaps.map((gap) => Math.floor(gap * scale)),
    lastDay: addDays(today, -1),
  };
}

/** Whether a step that the case needs next is this person's. */
function waitsFor(policy: Policy, state: CaseState, person: Person): boolean {
  const view = viewCase(policy, state, undefined, { today: state.changedOn.slice(0, 10) });
  return (
    view.ok &&
    view.value.openSteps.some(
      (step) =>
        (step.kind === 'sign' || !step.optional) &&
        mayAct(
          policy,
          step.who.map(({ body }) => body),
          state,
          person,
        ).ok,
    )
  );
}

/** Somebody is there for every step that the case needs next. */
function keepWaitingStaffed(policy: Policy, state: CaseState, staff: Staff): void {
  const view = viewCase(policy, state, undefined, { today: state.changedOn.slice(0, 10) });
  if (!view.ok) return;
  for (const step of view.value.openSteps) {
    if (step.optional) continue;
    for (const { body } of step.who) staff.get(policy, { body, place: state.place, parties: state.parties });
  }
}
