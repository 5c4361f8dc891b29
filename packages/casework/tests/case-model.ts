import type { JsonValue } from '@cebao/engine';
import { createEvaluator, type Flow, judgeStep, type Policy } from '@cebao/pack';
import fc from 'fast-check';
import {
  applyEvent,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  contentHashOf,
  decideCommand,
  foldCase,
  readCase,
  viewCase,
  whatNext,
} from '../src/index.ts';
import { type CastName, cast, contextMaker, demoPolicy, VILLAGE } from './demo-policy.ts';

/** The doors under test. A broken variant replaces one of them, to show that a property would notice. */
export interface System {
  readonly policy: Policy;
  readonly decide: typeof decideCommand;
  readonly apply: typeof applyEvent;
  readonly fold: typeof foldCase;
  readonly next: typeof whatNext;
}

export const product: System = {
  policy: demoPolicy(),
  decide: decideCommand,
  apply: applyEvent,
  fold: foldCase,
  next: whatNext,
};

/** What must be done before each step, written down by hand and not read from the flows. */
export const BEFORE: Record<string, readonly string[]> = {
  'demand/collect': [],
  'demand/assess': ['demand/collect'],
  'demand/apply': ['demand/collect', 'demand/assess'],
  'purchase/review': ['demand/apply'],
  'purchase/decide': ['demand/apply', 'purchase/review'],
  'purchase/contract': ['demand/apply', 'purchase/review', 'purchase/decide'],
  'purchase/award': ['demand/apply'],
  'work/plan': ['demand/apply'],
  'work/serve': ['demand/apply', 'work/plan'],
  'work/pay': ['demand/apply'],
  'work/accept': ['demand/apply', 'work/plan', 'work/serve'],
};

const STEPS = Object.keys(BEFORE);
const PEOPLE = Object.keys(cast) as CastName[];

/** Numbers that a run turns into a command: who, what, which, and an amount in fen. */
export interface Move {
  readonly kind: number;
  readonly pick: number;
  readonly who: number;
  readonly fen: number;
}

export const moves = fc.array(
  fc.record({
    kind: fc.nat(99),
    pick: fc.nat(1000),
    who: fc.nat(1000),
    fen: fc.oneof(fc.constantFrom(1, 19999999, 20000000, 20000001), fc.nat(40000000)),
  }),
  { minLength: 12, maxLength: 60, size: 'max' },
);

/** One command that was tried, and what came of it. */
export interface Tried {
  readonly before: CaseState | undefined;
  readonly command: CaseCommand;
  readonly who: CastName;
  readonly events: readonly CaseEvent[];
  readonly issues: readonly string[];
  readonly after: CaseState | undefined;
}

/** Plays moves: mostly what is offered to someone, often what is not. */
export function play(system: System, list: readonly Move[]): { tried: Tried[]; events: CaseEvent[] } {
  const context = contextMaker();
  const tried: Tried[] = [];
  const events: CaseEvent[] = [];
  let state: CaseState | undefined;
  for (const move of list) {
    const before = state;
    const [who, command] = commandOf(system, state, move);
    const decided = system.decide(system.policy, state, command, context(cast[who]));
    if (decided.ok) {
      for (const event of decided.events) {
        events.push(event);
        state = system.apply(state, event);
      }
    }
    tried.push({
      before,
      command,
      who,
      events: decided.ok ? decided.events : [],
      issues: decided.ok ? [] : decided.issues.map(({ code }) => code),
      after: state,
    });
  }
  return { tried, events };
}

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function commandOf(system: System, state: CaseState | undefined, move: Move): [CastName, CaseCommand] {
  const who = at(PEOPLE, move.who);
  if (!state)
    return [
      'org',
      { type: 'open', flow: 'demo.case', place: VILLAGE, data: { title: 'Tea', implementer: 'org-1' }, submit: true },
    ];
  if (move.kind < 70) {
    const offers = PEOPLE.flatMap((name) => {
      const seen = viewCase(system.policy, state, cast[name], { today: '2026-11-25' });
      return seen.ok
        ? seen.value.mine.filter(({ type }) => type === 'submit' || type === 'sign').map((action) => ({ name, action }))
        : [];
    });
    const offer = offers.length > 0 ? at(offers, move.pick) : undefined;
    if (offer?.action.type === 'sign')
      return [offer.name, { type: 'sign', step: offer.action.step, contentHash: offer.action.contentHash }];
    if (offer?.action.type === 'submit')
      return [offer.name, { type: 'submit', step: offer.action.step, data: dataOf(offer.action.step, move) }];
  }
  if (move.kind < 78)
    return [who, { type: 'submit', step: at(STEPS, move.pick), data: dataOf(at(STEPS, move.pick), move) }];
  if (move.kind < 84)
    return [
      at(['town', 'party', 'evaluator', 'committee'], move.who),
      {
        type: 'return',
        to: at(['demand/apply', 'purchase/review', 'work/plan', 'demand/collect'], move.pick),
        reason: 'again',
      },
    ];
  if (move.kind < 90)
    return [
      at(['org', 'signer', 'committee'], move.who),
      {
        type: 'correct',
        step: at(['demand/apply', 'work/plan', 'purchase/contract', 'work/pay'], move.pick),
        data: correctionOf(move),
        reason: 'slip',
      },
    ];
  if (move.kind < 94)
    return [
      who,
      { type: 'sign', step: 'work/plan', contentHash: state.steps['work/plan']?.submissions[0]?.contentHash ?? 'none' },
    ];
  if (move.kind < 98) return [who, { type: 'comment', text: 'noted' }];
  return [move.pick > 900 ? 'org' : 'party', { type: 'withdraw', reason: 'over' }];
}

export function dataOf(step: string, move: Move): Record<string, JsonValue> {
  const yuan = move.fen / 100;
  switch (step) {
    case 'demand/collect':
      return { title: 'Tea', implementer: 'org-1' };
    case 'demand/assess':
      return { reps: move.pick % 9 };
    case 'demand/apply':
      return { appliedAmount: yuan, year: 2026 };
    case 'purchase/review':
      return { reviewResult: move.pick % 9 === 0 ? 'fail' : 'pass' };
    case 'purchase/decide':
      return {
        decisionResult: move.pick % 9 === 0 ? 'rejected' : 'approved',
        approvedAmount: Math.min(yuan, 199999.99),
      };
    case 'purchase/contract':
      return { contractAmount: yuan, ...(move.pick % 5 === 0 ? {} : { signedOn: '2026-11-20' }) };
    case 'purchase/award':
      return { contractAmount: yuan };
    case 'work/plan':
      return { months: move.pick % 30, evaluator: 'eval-1' };
    case 'work/serve':
      return { servedOn: '2026-11-22', people: move.pick };
    case 'work/pay':
      return { paymentAmount: yuan };
    default:
      return { acceptedOn: '2026-11-25' };
  }
}

function correctionOf(move: Move): Record<string, JsonValue> {
  const step = at(['demand/apply', 'work/plan', 'purchase/contract', 'work/pay'], move.pick);
  const { signedOn: _signedOn, evaluator: _evaluator, year: _year, ...data } = dataOf(step, move);
  return data;
}

/** A problem a property found, or nothing. */
export type Finding = string | undefined;

/** No step is taken before what must be done before it. */
export function ordered(system: System, list: readonly Move[]): Finding {
  for (const { before, after, events } of play(system, list).tried) {
    for (const event of events) {
      if (event.type !== 'submitted') continue;
      const missing = (BEFORE[event.step] ?? ['unknown']).filter((step) => !before?.done.includes(step));
      if (missing.length > 0) return `${event.step} before ${missing.join()}`;
      if (before?.done.includes(event.step) && !['work/serve', 'work/pay'].includes(event.step))
        return `${event.step} twice`;
      if (before?.ended || before?.withdrawn) return `${event.step} after the end`;
    }
    for (const step of after?.done ?? []) {
      const missing = (BEFORE[step] ?? []).filter((one) => !after?.done.includes(one));
      if (missing.length > 0) return `${step} stays done without ${missing.join()}`;
    }
  }
  return undefined;
}

/** Folding all events gives what came of applying them one by one, also after a trip through JSON. */
export function foldable(system: System, list: readonly Move[]): Finding {
  const { tried, events } = play(system, list);
  const kept = JSON.parse(JSON.stringify(events)) as CaseEvent[];
  let count = 0;
  for (const { events: more, after } of tried) {
    count += more.length;
    if (JSON.stringify(system.fold(kept.slice(0, count))) !== JSON.stringify(after))
      return `differs after ${count} events`;
    if (after && after.version !== count) return `version ${after.version} after ${count} events`;
  }
  return undefined;
}

const evaluate = createEvaluator();

/** A submission is taken exactly when the kernel, asked as a decision asks it, allows the step; and for its reason. */
export function agreeing(system: System, list: readonly Move[]): Finding {
  const judgeAs = demoPolicy();
  for (const { before, command, who, events, issues, after } of play(system, list).tried) {
    if (command.type !== 'submit' || !before || before.ended || before.withdrawn) continue;
    const [stage = '', step = ''] = command.step.split('/');
    const flow = flowOfStage(judgeAs, before, stage);
    const body = flow?.steps
      .find(({ id }) => id === step)
      ?.actors?.find((one) =>
        judgeAs.roles.some(({ id, actsFor }) => id === cast[who].assignments[0]?.role && actsFor === one),
      );
    if (!flow || body === undefined || who.startsWith('other')) continue;
    const facts = { ...before, data: { ...before.data, ...command.data } };
    const read = readCase(judgeAs, judgeAs.findFlow('demo.case') as Flow, facts, { today: '2026-11-25' });
    const inside = flow.steps
      .filter(
        ({ id, doneBy }) =>
          before.done.includes(`${stage}/${id}`) || (doneBy !== undefined && before.done.includes(doneBy)),
      )
      .map(({ id }) => id);
    const judged = judgeStep(
      flow,
      { done: inside, action: step, actor: body, read },
      (expression, reading) => evaluate(expression, reading, (id) => judgeAs.findParam(id, before.governedOn)?.value),
      { assumed: 'advise' },
    );
    if (!judged.ok) return JSON.stringify(judged.issues);
    const { value } = judged;
    const taken = events.length > 0;
    if (taken && value.kind !== 'allowed') return `${command.step} was taken, the kernel says ${JSON.stringify(value)}`;
    if (
      !taken &&
      value.kind === 'refused' &&
      !issues.includes(value.reason) &&
      !issues.some((code) =>
        ['stageTooEarly', 'fieldRequired', 'otherParty', 'notYourStep', 'notPositive'].includes(code),
      )
    ) {
      return `${command.step} was refused for ${issues.join()}, the kernel says ${value.reason}`;
    }
    if (
      !taken &&
      value.kind === 'allowed' &&
      !issues.some((code) => ['stageTooEarly', 'notPositive', 'notYourStep', 'otherParty'].includes(code))
    )
      return `${command.step} was refused for ${issues.join()}, the kernel allows it`;
    if (
      taken &&
      value.kind === 'allowed' &&
      value.onward?.ends &&
      value.reason !== undefined &&
      after?.ended?.reason !== value.reason
    )
      return `${command.step} should have ended the case for ${value.reason}`;
    if (taken && after?.ended?.reason !== undefined && value.kind === 'allowed' && value.reason !== after.ended.reason)
      return `${command.step} ended the case for ${after.ended.reason}, the kernel does not`;
  }
  return undefined;
}

function flowOfStage(policy: Policy, state: CaseState, stage: string): Flow | undefined {
  const tender = (state.data.routeAnswer as { value?: { route?: string } } | undefined)?.value?.route === 'tender';
  return policy.findFlow(
    { demand: 'demo.demand', purchase: tender ? 'demo.tender' : 'demo.chain', work: 'demo.work' }[stage] ?? '',
  );
}

/** A step with signatures is done only when every body signed exactly what stands there. */
export function bound(system: System, list: readonly Move[]): Finding {
  for (const { after } of play(system, list).tried) {
    for (const [step, record] of Object.entries(after?.steps ?? {})) {
      const current = record.submissions.filter(({ superseded }) => !superseded).at(-1);
      if (!after || !current || record.required.length === 0) continue;
      const hash = contentHashOf({
        caseId: after.id,
        step,
        data: current.data,
        attachments: current.attachments,
        paper: current.paper,
      });
      if (record.signatures.some(({ contentHash }) => contentHash !== hash))
        return `a signature under other content of ${step}`;
      if (current.contentHash !== hash) return `the hash of ${step} is not of its content`;
      const bodies = record.signatures.map(({ actor }) => actor.body);
      if (record.status === 'done' && record.required.some((body) => !bodies.includes(body)))
        return `${step} done without signatures`;
    }
  }
  return undefined;
}

const MONEY = ['appliedAmount', 'approvedAmount', 'contractAmount', 'paymentAmount'];

/** Money stays what was written: the same numbers, and sums exact to the fen. */
export function exact(system: System, list: readonly Move[]): Finding {
  const { tried } = play(system, list);
  const written = new Set<number>();
  for (const { command, after } of tried) {
    for (const [name, value] of Object.entries('data' in command ? (command.data ?? {}) : {}))
      if (MONEY.includes(name)) written.add(value as number);
    if (!after) continue;
    for (const name of MONEY) {
      const value = after.data[name];
      if (value !== undefined && !written.has(value as number))
        return `${name} is ${String(value)}, which nobody wrote`;
    }
    const paid = (after.steps['work/pay']?.submissions ?? [])
      .filter(({ superseded }) => !superseded)
      .map(({ data }) => Math.round((data.paymentAmount as number) * 100));
    const read = readCase(system.policy, system.policy.findFlow('demo.case') as Flow, after);
    const total = read('paidAmount');
    if (
      Math.round(Number(total) * 100) !== paid.reduce((sum, fen) => sum + fen, 0) ||
      !/^\d+(\.\d{1,2})?$/.test(String(total))
    )
      return `paid ${String(total)} of ${paid.join()} fen`;
  }
  return undefined;
}

const NOT_NOW = ['tooEarly', 'stageTooEarly', 'caseEnded', 'caseWithdrawn'];

/** What is said to come next is what happens: open steps are heard from those they are said to wait for, and from nobody else. */
export function foreseen(system: System, list: readonly Move[]): Finding {
  const context = contextMaker();
  for (const { after: state, who } of play(system, list).tried) {
    if (!state) continue;
    const next = system.next(system.policy, state, '2026-11-25', cast[who]);
    if (!next.ok) return JSON.stringify(next.issues);
    const { open, later, over } = next.value;
    if (over && open.length > 0) return 'open steps after the end';
    if (!over && open.length === 0) return 'nothing may happen, and it is not over';
    for (const step of STEPS) {
      const told = open.find(({ path }) => path === step);
      if (told && later.some(({ path }) => path === step)) return `${step} is open and not yet open`;
      const data = dataOf(step, { kind: 0, pick: 1, who: 0, fen: 100 });
      const decided = system.decide(system.policy, state, { type: 'submit', step, data }, context(cast[who]));
      const codes = decided.ok ? [] : decided.issues.map(({ code }) => code);
      const refused = codes.some((code) => NOT_NOW.includes(code));
      if (!told && decided.ok) return `${step} was taken and was not foreseen`;
      if (told && refused) return `${step} was foreseen and refused for ${codes.join()}`;
      if (told?.kind === 'submit' && told.mine === codes.includes('notYourStep'))
        return `${step} is ${told.mine ? '' : 'not '}for ${who}, but: ${codes.join() || 'taken'}`;
    }
  }
  return undefined;
}
