import {
  applyEvent,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  decideCommand,
  lookUp,
  lookupQueries,
  type OpenStep,
  type Person,
  type RegisterRecord,
  viewCase,
} from '@cebao/casework';
import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { Flow, Policy } from '@cebao/pack';
import { addDays, officeDay, officeTime } from './days.ts';
import type { CaseEntry, Recipe } from './demo-files.ts';
import { type Filling, fillForm } from './fill-form.ts';
import { createPrng } from './prng.ts';
import type { Staff } from './staff.ts';

/** One case to be made: what it is to become, where, and from what its forms are filled. */
export interface CasePlan {
  readonly n: number;
  readonly seed: number;
  readonly entry: CaseEntry;
  readonly flow: Flow;
  readonly place: string;
  readonly parties: Readonly<Record<string, string>>;
  readonly recipes: Readonly<Record<string, Recipe>>;
  /** Optional and repeatable steps that are taken: path → how often. */
  readonly takes: Readonly<Record<string, number>>;
  readonly names: Readonly<Record<string, string>>;
  readonly lists: JsonValue;
  readonly reasons: {
    readonly comment?: readonly string[] | undefined;
    readonly return: readonly string[];
    readonly withdraw: readonly string[];
    readonly paper: readonly string[];
    readonly despite: readonly string[];
  };
}

/** When things happen: the day it is opened, the days between its actions, and the last day there may be. */
export interface Calendar {
  readonly openedOn: string;
  readonly gaps: readonly number[];
  readonly lastDay: string;
}

export interface MadeCase {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  /** How many actions it took. */
  readonly actions: number;
}

const MOST_ACTIONS = 200;

/**
 * Carries a case as far as its plan says, each step by a person who may take it and through the same commands as the
 * service's. The same plan and calendar make the same case.
 */
export function runCase(
  policy: Policy,
  plan: CasePlan,
  calendar: Calendar,
  staff: Staff,
  records: readonly RegisterRecord[],
): Result<MadeCase> {
  return new CaseRun(policy, plan, calendar, staff, records).run();
}

class CaseRun {
  private readonly policy: Policy;
  private readonly plan: CasePlan;
  private readonly calendar: Calendar;
  private readonly staff: Staff;
  private readonly records: readonly RegisterRecord[];
  private readonly prng;
  private readonly drawn = new Map<string, JsonValue>();
  private readonly left: Record<string, number>;
  private readonly events: CaseEvent[] = [];
  private state: CaseState | undefined;
  private day: string;
  private time = '';
  private actions = 0;

  constructor(policy: Policy, plan: CasePlan, calendar: Calendar, staff: Staff, records: readonly RegisterRecord[]) {
    this.policy = policy;
    this.plan = plan;
    this.calendar = calendar;
    this.staff = staff;
    this.records = records;
    this.prng = createPrng(plan.seed);
    this.left = { ...plan.takes };
    this.day = officeDay(calendar.openedOn);
  }

  run(): Result<MadeCase> {
    const opened = this.open();
    if (!opened.ok) return opened;
    for (;;) {
      if (this.actions > MOST_ACTIONS) return this.stuck('tooLong');
      const next = this.nextStep();
      if (!next.ok) return next;
      if (next.value === undefined) break;
      const done = next.value.kind === 'sign' ? this.sign(next.value) : this.submit(next.value);
      if (!done.ok) return done;
    }
    if (this.current.steps[this.plan.entry.reached] === undefined) return this.stuck('unreachable');
    const finished = this.finish();
    if (!finished.ok) return finished;
    return { ok: true, value: { state: this.current, events: this.events, actions: this.actions } };
  }

  private get current(): CaseState {
    if (!this.state) throw new Error('the case is not open yet');
    return this.state;
  }

  private open(): Result<void> {
    const { flow, place } = this.plan;
    const first = this.firstStep();
    const openers = flow.opens?.actors ?? [];
    const bodies = openers.filter((body) => first.actors === undefined || first.actors.includes(body));
    const body = bodies.length === 0 ? openers[0] : this.prng.pick(bodies);
    const data = first.form === undefined ? {} : this.fill(first.form, []);
    return this.act(body, { type: 'open', flow: flow.id, place, data, submit: true });
  }

  private firstStep(): { form: string | undefined; actors: readonly string[] | undefined } {
    const own = this.plan.flow.steps[0];
    const carried = own?.flows?.[0]?.flow;
    const step = carried === undefined ? own : this.policy.findFlow(carried)?.steps[0];
    return { form: step?.form, actors: step?.actors ?? step?.handledBy };
  }

  /** What is done next on the way to the planned step; undefined when the case is where it should be. */
  private nextStep(): Result<OpenStep | undefined> {
    const { entry } = this.plan;
    const { state } = this;
    if (!state || state.ended) return { ok: true, value: undefined };
    const view = viewCase(this.policy, state, undefined, { today: this.day });
    if (!view.ok) return view;
    const { openSteps, outline } = view.value;
    const order = outline.flatMap(({ steps }) => steps.map(({ path }) => path));
    const indexOf = (path: string): number => order.indexOf(path);
    const reached = state.steps[entry.reached]?.status;
    const signing = openSteps.find(
      (step) => step.kind === 'sign' && step.who.some(({ body }) => this.maySign(step.path, body)),
    );
    if (signing) return { ok: true, value: signing };
    const submits = openSteps.filter((step) => step.kind === 'submit');
    const planned = submits.filter(({ path }) => (this.left[path] ?? 0) > 0);
    const over = reached === 'done' || reached === 'signing';
    const skips = entry.skips ?? [];
    const required = over
      ? []
      : submits.filter(
          ({ path, optional, repeat }) =>
            !optional &&
            !skips.includes(path) &&
            !(repeat && state.done.includes(path)) &&
            !(indexOf(entry.reached) >= 0 && indexOf(path) > indexOf(entry.reached)),
        );
    const next = required.filter(({ path }) => this.left[path] === undefined)[0];
    const before = planned.filter(
      ({ path }) => next === undefined || next.path === entry.reached || indexOf(path) < indexOf(next.path),
    );
    if (before.length > 0) return { ok: true, value: this.prng.pick(before) };
    const early = planned.filter(({ path }) => (this.left[path] ?? 0) > 1);
    if (early.length > 0 && this.prng.chance(0.25)) return { ok: true, value: this.prng.pick(early) };
    if (!over && next === undefined) return this.stuck('unreachable');
    return { ok: true, value: next };
  }

  private maySign(path: string, body: string): boolean {
    const { entry } = this.plan;
    return path !== entry.reached || !(entry.signing ?? []).includes(body);
  }

  private submit(step: OpenStep): Result<void> {
    const { entry, reasons } = this.plan;
    this.passTime();
    const earlier = (this.current.steps[step.path]?.submissions ?? [])
      .filter(({ superseded }) => !superseded)
      .map(({ data }) => data);
    const data = step.form === undefined ? {} : this.fill(step.form, earlier);
    if (this.left[step.path] !== undefined) this.left[step.path] = (this.left[step.path] ?? 0) - 1;
    const paper =
      entry.paper && step.path === entry.reached
        ? { paper: { on: addDays(this.day, -1), reason: this.prng.pick(reasons.paper) } }
        : {};
    return this.act(this.prng.pick(step.who).body, { type: 'submit', step: step.path, data, ...paper });
  }

  private sign(step: OpenStep): Result<void> {
    this.passTime();
    const body = step.who.find((who) => this.maySign(step.path, who.body))?.body;
    const opinion = step.signing?.opinions.find(({ counts }) => counts === 'agrees')?.id;
    const { comment: words } = this.plan.reasons;
    const comment = step.signing?.withComment === 'always' && words ? { comment: this.prng.pick(words) } : {};
    return this.act(body, { type: 'sign', step: step.path, contentHash: step.contentHash ?? '', opinion, ...comment });
  }

  /** Returned or withdrawn at the end, if the plan says so. */
  private finish(): Result<void> {
    const { entry, reasons } = this.plan;
    if (entry.withdrawn) {
      this.passTime();
      return this.act(this.current.openedBy.body, { type: 'withdraw', reason: this.prng.pick(reasons.withdraw) });
    }
    if (entry.returnedTo === undefined) return { ok: true, value: undefined };
    this.passTime();
    const view = viewCase(this.policy, this.current, undefined, { today: this.day });
    if (!view.ok) return view;
    for (const { body } of view.value.openSteps.flatMap(({ who }) => who)) {
      const person = this.personFor(body);
      const seen = person && viewCase(this.policy, this.current, person, { today: this.day });
      if (
        person &&
        seen?.ok &&
        seen.value.mine.some((action) => action.type === 'return' && action.to === entry.returnedTo)
      ) {
        return this.command(person, { type: 'return', to: entry.returnedTo, reason: this.prng.pick(reasons.return) });
      }
    }
    return this.stuck('noReturn');
  }

  private act(body: string | undefined, command: CaseCommand): Result<void> {
    const person = body === undefined ? undefined : this.personFor(body);
    return person ? this.command(person, command) : this.stuck('nobody', body);
  }

  private personFor(body: string): Person | undefined {
    return this.staff.get(this.policy, { body, place: this.plan.place, parties: this.plan.parties });
  }

  private command(person: Person, command: CaseCommand): Result<void> {
    this.actions += 1;
    const at = officeTime(this.day, this.prng);
    this.time = at > this.time ? at : minutesAfter(this.time, this.prng.between(5, 40));
    const data = 'data' in command && command.data ? command.data : {};
    const lookups = this.lookups(data);
    if (!lookups.ok) return lookups;
    const decide = (one: CaseCommand) =>
      decideCommand(this.policy, this.state, one, {
        now: this.time,
        actor: person,
        newId: () => this.newId(),
        governedOn: this.state?.governedOn ?? this.day,
        lookups: lookups.value,
      });
    let decided = decide(command);
    if (command.type === 'submit' && !decided.ok && decided.issues.every(({ code }) => code === 'adviceNeedsReason'))
      decided = decide({ ...command, despite: this.prng.pick(this.plan.reasons.despite) });
    if (!decided.ok)
      return {
        ok: false,
        issues: decided.issues.map((issue) => ({ ...issue, path: `${this.where()} ${command.type} ${issue.path}` })),
      };
    for (const event of decided.events) {
      this.events.push(event);
      this.state = applyEvent(this.state, event);
    }
    return { ok: true, value: undefined };
  }

  /** Rows of the cases made before this one. */
  private lookups(data: Readonly<Record<string, JsonValue>>): Result<Record<string, JsonValue>> {
    const { state } = this;
    if (!state) return { ok: true, value: {} };
    const queries = lookupQueries(this.policy, state, data);
    if (!queries.ok) return queries;
    return {
      ok: true,
      value: Object.fromEntries(queries.value.map((query) => [query.fact, lookUp(query, this.records, state.id)])),
    };
  }

  private fill(form: string, earlier: Filling['earlier']): Record<string, JsonValue> {
    const found = this.policy.findForm(form);
    if (!found) return {};
    const { recipes, lists, n, names, parties } = this.plan;
    return fillForm(found, {
      recipes,
      lists,
      data: this.state?.data ?? {},
      earlier,
      day: this.day,
      n,
      names,
      parties,
      drawn: this.drawn,
      prng: this.prng,
    });
  }

  private passTime(): void {
    const { gaps, lastDay } = this.calendar;
    const later = officeDay(addDays(this.day, gaps[this.actions] ?? 1));
    this.day = later > lastDay ? (this.day > lastDay ? this.day : lastDay) : later;
  }

  private newId(): string {
    const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
    return `${this.day.replaceAll('-', '')}-${Array.from({ length: 10 }, () => alphabet[this.prng.between(0, alphabet.length - 1)]).join('')}`;
  }

  private where(): string {
    const { n, entry, flow } = this.plan;
    return `cases/${n} ${flow.id} → ${entry.reached}`;
  }

  private stuck(why: string, more?: string): { ok: false; issues: Issue[] } {
    return {
      ok: false,
      issues: [
        {
          code: 'demoCaseStuck',
          path: this.where(),
          params: { why, at: this.state?.done.at(-1) ?? '', ...(more === undefined ? {} : { more }) },
        },
      ],
    };
  }
}

function minutesAfter(time: string, minutes: number): string {
  return `${new Date(Date.parse(`${time.slice(0, 19)}Z`) + minutes * 60_000).toISOString().slice(0, 19)}+08:00`;
}
