import type { JsonValue } from '@cebao/engine';
import type { Flow, Person, Policy, Step } from '@cebao/pack';
import fc from 'fast-check';
import type {
  CaseAction,
  CaseCommand,
  CaseEvent,
  CaseState,
  CommandContext,
  CommandDecision,
  StaffCommand,
  Staffing,
} from '../../src/index.ts';
import type { Kernel } from './kernel.ts';
import { Ledger } from './ledger.ts';
import { type Draw, dayAfter, flowsOf, START, type World } from './world.ts';

/** Numbers that become one thing that happens: what, by whom, with what. */
export interface Move {
  readonly kind: number;
  readonly who: number;
  readonly pick: number;
  readonly seed: number;
}

export const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({ kind: fc.nat(99), who: fc.nat(10_000), pick: fc.nat(10_000), seed: fc.nat(2 ** 30) }),
  { minLength: 10, maxLength: 45, size: 'max' },
);

/** One command that was tried in a run, what it was tried on, and what came of it. */
export interface Tried {
  readonly before: CaseState | undefined;
  readonly policy: Policy;
  readonly command: CaseCommand | { readonly type: 'migrate' };
  readonly person: Person;
  readonly day: string;
  readonly events: readonly CaseEvent[];
  readonly issues: readonly { readonly code: string; readonly params: Readonly<Record<string, JsonValue>> }[];
  readonly after: CaseState | undefined;
  /** Whether a person held a post on that day, as the ledger knows. */
  readonly holds: (person: string, post: Post, giver?: string) => boolean;
  readonly seed: number;
}

type Post = { readonly role: string; readonly place?: string; readonly organisation?: string };

/** A case that was played: all that was tried, all that happened. */
export interface Played {
  readonly world: World;
  readonly tried: readonly Tried[];
  readonly events: readonly CaseEvent[];
  readonly state: CaseState | undefined;
}

export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

export const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const one of Object.values(value)) frozen(one);
  }
  return value;
}

/** All steps of a case's flow by path, as the pack has them. */
export function stepsOf(world: Pick<World, 'flow'>, policy: Policy): Map<string, { step: Step; flow: Flow }> {
  const found = new Map<string, { step: Step; flow: Flow }>();
  const [own, ...carried] = flowsOf({ policy, flow: world.flow }) as [Flow, ...Flow[]];
  for (const step of own.steps) {
    if (!step.flows) found.set(step.id, { step, flow: own });
    for (const { flow: id } of step.flows ?? []) {
      const flow = carried.find((one) => one.id === id);
      for (const inner of flow?.steps ?? [])
        if (flow && !found.has(`${step.id}/${inner.id}`)) found.set(`${step.id}/${inner.id}`, { step: inner, flow });
    }
  }
  return found;
}

/** The step behind a path where the same stage may carry one of several flows: the one the case carries. */
export function findStepOf(
  kernel: Kernel,
  world: World,
  policy: Policy,
  state: CaseState,
  path: string,
): Step | undefined {
  const slash = path.indexOf('/');
  if (slash < 0) return stepsOf(world, policy).get(path)?.step;
  const next = kernel.whatNext(policy, state, state.changedOn);
  const carried = next.ok ? next.value.outline.find(({ id }) => id === path.slice(0, slash))?.flow : undefined;
  const id = path.slice(slash + 1);
  return (
    (carried === undefined ? undefined : policy.findFlow(carried)?.steps.find((one) => one.id === id)) ??
    stepsOf(world, policy).get(path)?.step
  );
}

/** Plays moves in a world: mostly what is offered to someone, often what is not; days pass, posts move, rules change. */
export function play(kernel: Kernel, world: World, list: readonly Move[]): Played {
  return new Play(kernel, world).run(list);
}

class Play {
  private readonly kernel: Kernel;
  private readonly world: World;
  private readonly tried: Tried[] = [];
  private readonly events: CaseEvent[] = [];
  private readonly staffing = new Map<string, Staffing>();
  private readonly delegations: { person: string; id: string }[] = [];
  private readonly ledger: Ledger;
  private policy: Policy;
  private state: CaseState | undefined;
  private day = START;
  private minute = 0;
  private ids = 0;

  constructor(kernel: Kernel, world: World) {
    this.kernel = kernel;
    this.world = world;
    this.policy = world.policy;
    this.ledger = new Ledger(world.cast);
  }

  run(list: readonly Move[]): Played {
    for (const move of list) this.move(move);
    return { world: this.world, tried: this.tried, events: this.events, state: this.state };
  }

  private readonly staff = {
    findPerson: (id: string) => this.world.cast.find((one) => one.id === id),
    findStaffing: (id: string) => this.staffing.get(id),
    delegationsTo: (deputy: string) =>
      [...this.staffing.values()].flatMap(({ person, delegations }) =>
        delegations.filter((one) => one.deputy === deputy).map((delegation) => ({ person, delegation })),
      ),
  };

  private now(): string {
    this.minute += 1;
    const minutes = 9 * 60 + (this.minute % 800);
    return `${this.day}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00+08:00`;
  }

  private newId = (): string => `id-${String((this.ids += 1)).padStart(5, '0')}`;

  private on(person: Person): Person {
    return this.kernel.personOn(this.staff, person.id, this.day) ?? person;
  }

  private move({ kind, who, pick, seed }: Move): void {
    const draw = drawFrom(seed);
    const someone = this.on(at(this.world.cast, who));
    if (kind >= 93) this.moveStaff(kind, who, pick, draw);
    else if (kind >= 86) this.pass(pick % 9);
    else if (!this.state) {
      const opener = (kind < 60 ? this.eligible(this.opening()) : undefined) ?? someone;
      this.try(opener, this.openCommand(draw, kind < 80, opener), seed);
    } else if (kind === 85 && this.world.later) this.migrate(someone, seed);
    else {
      const offer = kind < 62 ? this.offer(pick, kind < 50) : undefined;
      const { person, command } = offer
        ? { person: offer.person, command: this.commandOf(this.state, offer.action, draw, kind < 35, offer.person) }
        : { person: someone, command: this.wild(someone, pick, draw) };
      this.try(person, command, seed);
    }
  }

  private pass(days: number): void {
    if (days > 0) this.minute = 0;
    this.day = dayAfter(this.day, days);
  }

  private commandOf(state: CaseState, action: CaseAction, draw: Draw, good: boolean, person: Person): CaseCommand {
    return commandOf(this.kernel, this.world, this.policy, state, action, draw, good, person);
  }

  private opening(): readonly string[] {
    return this.policy.findFlow(this.world.flow)?.opens?.actors ?? [];
  }

  private eligible(bodies: readonly string[]): Person | undefined {
    return this.world.cast
      .map((one) => this.on(one))
      .find((one) =>
        one.assignments.some(({ role, place }) => {
          const found = this.world.roles.find(({ id }) => id === role);
          return found && bodies.includes(found.actsFor) && this.world.place.startsWith(place);
        }),
      );
  }

  private openCommand(draw: Draw, submit: boolean, person: Person): CaseCommand {
    const { flow, place } = this.world;
    const first = [...stepsOf(this.world, this.policy)][0];
    const data = first ? this.world.fill(first[1].step, first[0], draw, draw(3) > 0, person) : {};
    return { type: 'open', flow, place, data, ...(submit ? { submit: true } : {}) };
  }

  /** Something that is offered to someone. */
  private offer(pick: number, moving: boolean): { person: Person; action: CaseAction } | undefined {
    const found: { person: Person; action: CaseAction }[] = [];
    for (const one of this.world.cast) {
      const person = this.on(one);
      if (person.assignments.length === 0) continue;
      const view = this.kernel.viewCase(this.policy, this.state as CaseState, person, { today: this.day });
      if (!view.ok) throw new Error(JSON.stringify(view.issues));
      for (const action of view.value.mine)
        if (!moving || action.type === 'submit' || action.type === 'sign' || action.type === 'settle')
          found.push({ person, action });
    }
    const other = found.filter(({ action }) => action.type !== 'withdraw' || pick % 13 === 0);
    return other.length > 0 ? at(other, pick) : undefined;
  }

  /** Anything by anyone, also what is not there. */
  private wild(person: Person, pick: number, draw: Draw): CaseCommand {
    const state = this.state as CaseState;
    const paths = [...stepsOf(this.world, this.policy).keys(), 'nowhere'];
    const path = at(paths, pick);
    const actions: CaseAction[] = [
      { type: 'submit', step: path, title: '' },
      { type: 'sign', step: path, title: '', contentHash: hashAt(state, path) },
      { type: 'return', from: '', to: path, title: '' },
      { type: 'correct', step: path, title: '' },
      { type: 'withdraw' },
      { type: 'comment' },
    ];
    if (draw(8) === 0)
      return { type: 'settle', step: path, contentHash: hashAt(state, path), result: 'agreed', reason: 'because' };
    const action = at(actions, draw(23));
    const rarely = action.type === 'withdraw' && draw(4) > 0;
    return this.commandOf(state, rarely ? { type: 'comment' } : action, draw, draw(2) === 0, person);
  }

  private try(person: Person, command: CaseCommand, seed: number): void {
    const context: CommandContext = { now: this.now(), actor: person, newId: this.newId };
    this.take(person, command, seed, this.kernel.decideCommand(this.policy, this.state, command, context));
  }

  private migrate(person: Person, seed: number): void {
    const later = this.world.later as Policy;
    const state = this.state as CaseState;
    const overseer = this.on(this.world.cast.find(({ id }) => id === this.world.admin) ?? person);
    const moved = this.kernel.migrateCase(
      this.policy,
      later,
      state,
      { reason: 'new rules' },
      {
        now: this.now(),
        actor: seed % 4 === 0 ? person : overseer,
        newId: this.newId,
      },
    );
    this.take(
      seed % 4 === 0 ? person : overseer,
      { type: 'migrate' },
      seed,
      moved.ok ? { ok: true, events: [moved.value] } : moved,
    );
    if (moved.ok) this.policy = later;
  }

  private take(person: Person, command: Tried['command'], seed: number, decided: CommandDecision): void {
    const before = this.state;
    const { policy, day, ledger } = this;
    if (decided.ok)
      for (const event of decided.events) {
        this.events.push(frozen(event));
        this.state = frozen(this.kernel.applyEvent(this.state, event));
      }
    const held = structuredHolds(ledger, day);
    this.tried.push({
      before,
      policy,
      command,
      person,
      day,
      events: decided.ok ? decided.events : [],
      issues: decided.ok ? [] : decided.issues,
      after: this.state,
      holds: held,
      seed,
    });
  }

  private moveStaff(kind: number, who: number, pick: number, draw: Draw): void {
    const { cast, roles } = this.world;
    const admin = this.on(cast.find(({ id }) => id === this.world.admin) ?? at(cast, who));
    const holders = cast.flatMap((one) =>
      this.on(one)
        .assignments.filter((held) => held.for === undefined)
        .map((post) => ({ id: one.id, post })),
    );
    if (holders.length === 0) return;
    const { id: person, post: held } = at(holders, pick);
    const post = {
      role: held.role,
      place: held.place,
      ...(held.organisation === undefined ? {} : { organisation: held.organisation }),
    };
    const other = at(cast, who).id;
    const from = dayAfter(this.day, draw(3));
    const command: StaffCommand =
      kind < 96
        ? { type: 'delegate', person, post, deputy: other, from, until: dayAfter(from, draw(8)), reason: 'away' }
        : kind < 97 && this.delegations.length > 0
          ? {
              type: 'endDelegation',
              person: at(this.delegations, pick).person,
              delegation: at(this.delegations, pick).id,
              reason: 'back',
            }
          : {
              type: 'move',
              post,
              from: person,
              ...(draw(5) === 0 ? {} : { to: other }),
              on: dayAfter(this.day, 1 + draw(2)),
              reason: 'moved',
            };
    const decided = this.kernel.decideStaffCommand(command, {
      now: this.now(),
      actor: admin,
      newId: this.newId,
      staff: this.staff,
      roleOf: (one) => roles.find(({ id }) => id === one.role) as never,
    });
    if (!decided.ok) return;
    for (const event of decided.value)
      this.staffing.set(event.person, this.kernel.applyStaffEvent(this.staffing.get(event.person), event));
    const id = decided.value[0]?.id ?? '';
    if (command.type === 'delegate') this.delegations.push({ person, id });
    this.ledger.note(command, id);
  }
}

/** The ledger as it is now, for one day. */
function structuredHolds(ledger: Ledger, day: string): Tried['holds'] {
  const copy = ledger.copy();
  return (person, post, giver) => copy.holds(person, post, day, giver);
}

export function hashAt(state: CaseState, path: string): string {
  const record = Object.hasOwn(state.steps, path) ? state.steps[path] : undefined;
  return record?.submissions.filter(({ superseded }) => !superseded).at(-1)?.contentHash ?? 'none';
}

/** The command behind something that is offered. */
export function commandOf(
  kernel: Kernel,
  world: World,
  policy: Policy,
  state: CaseState,
  action: CaseAction,
  draw: Draw,
  good: boolean,
  person?: Person,
): CaseCommand {
  const stepAt = (path: string) => findStepOf(kernel, world, policy, state, path);
  switch (action.type) {
    case 'submit': {
      const step = stepAt(action.step);
      const paper =
        draw(9) === 0 ? { on: dayAfter(state.openedOn.slice(0, 10), -draw(5)), reason: 'kept on paper' } : undefined;
      return {
        type: 'submit',
        step: action.step,
        data: step ? world.fill(step, action.step, draw, good, person) : {},
        ...(draw(6) > 0 ? { despite: 'so decided' } : {}),
        ...(paper ? { paper } : {}),
      };
    }
    case 'sign':
      return {
        type: 'sign',
        step: action.step,
        contentHash: action.contentHash,
        ...answerAt(state, action.step, draw(good ? 2 : 3) === 1 ? 1 : draw(3)),
      };
    case 'settle': {
      const { result, advice } = action.settling;
      const own = draw(2) === 0 ? 'agreed' : 'refused';
      return {
        type: 'settle',
        step: action.step,
        contentHash: action.contentHash,
        reason: 'because',
        ...(result === undefined || (advice && draw(2) === 0) ? { result: own as 'agreed' | 'refused' } : {}),
      };
    }
    case 'return':
      return { type: 'return', to: action.to, reason: `again ${draw(100)}` };
    case 'correct': {
      const step = stepAt(action.step);
      const record = Object.hasOwn(state.steps, action.step) ? state.steps[action.step] : undefined;
      const before = record?.submissions.filter(({ superseded }) => !superseded).at(-1)?.data ?? {};
      const data = step && world.amend(step, action.step, before, draw);
      return { type: 'correct', step: action.step, data: data ?? { note: 'nothing' }, reason: 'a slip' };
    }
    case 'withdraw':
      return { type: 'withdraw', reason: 'no longer needed' };
    case 'comment':
      return { type: 'comment', text: `noted ${draw(1000)}` };
  }
}

/** Opinion and comment for a signature: what the step asks for, the choice by number. */
export function answerAt(state: CaseState, path: string, choice: number): { opinion?: string; comment?: string } {
  const terms = Object.hasOwn(state.steps, path) ? state.steps[path]?.terms : undefined;
  const opinions = terms?.opinions ?? [];
  return {
    ...(opinions.length > 0 ? { opinion: at(opinions, choice).id } : {}),
    ...(terms?.withComment === undefined ? {} : { comment: 'as said' }),
  };
}
