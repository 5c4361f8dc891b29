import { fileURLToPath } from 'node:url';
import {
  applyEvent,
  type CasePolicy,
  type CaseState,
  type CommandContext,
  decideCommand,
  readCase,
  whatNext,
} from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import {
  type Answer,
  createRulebook,
  type Decision,
  type Flow,
  levelOf,
  type Person,
  type Policy,
  type Step,
  validatePacks,
} from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { loadKernel } from '../packages/casework/tests/proof/kernel.ts';
import { packWorld } from '../packages/casework/tests/proof/pack-worlds.ts';
import { drawFrom, moves, play } from '../packages/casework/tests/proof/play.ts';

// The step decisions of all packs and running cases answer the same: what may be done next, by whom, and why not.

const SEED = Number(process.env['SEED'] ?? 20261125);
const ASSIGNMENTS = Number(process.env['RUNS'] ?? 12);
const AT = '2026-11-25';
const ANYONE = 'anyone';

const packs = validatePacks(
  (loadRules(fileURLToPath(new URL('.', import.meta.url))) as { value: Parameters<typeof validatePacks>[0] }).value,
);
if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 3)));
const rulebook = createRulebook(packs.value);

const policies = packs.value.map(({ manifest, decisions, flows }) => {
  const policy = rulebook.policy(manifest.region);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return { policy: policy.value, decisions, flows };
});

const asked = policies.flatMap(({ policy, decisions }) =>
  decisions.filter(({ asks }) => asks === 'step').map((decision) => ({ policy, decision })),
);
const opened = policies.flatMap(({ policy, flows }) =>
  flows.filter(({ opens }) => opens).map(({ id }) => ({ policy, flow: policy.findFlow(id) as Flow })),
);
/** The flow that carries a decision's flow in running cases; undefined where no case runs it. */
const carrierOf = (id: string | undefined) =>
  opened.find(({ flow }) => flow.id === id || flow.steps.some((step) => step.flows?.some((one) => one.flow === id)));

const counts = { states: 0, same: 0, ownRules: 0, advised: 0, unknown: 0, running: 0 };
const ownRules = new Map<string, number>();
afterAll(() => {
  const without = asked.filter(({ decision }) => !carrierOf(decision.flow)).map(({ decision }) => decision.id);
  console.log(
    [
      `step decisions: SEED=${SEED}, ${asked.length} decisions, ${counts.states} states of cases, ${counts.same} answers the same` +
        ` (${counts.advised} where a check rests on an assumption and a case is advised), ${counts.running} more on cases of the packs' own flows;` +
        ` ${counts.ownRules} answers came from rules of the decision itself, before its flow; ${counts.unknown} states have steps the decision does not know`,
      `answered by their own rules in part: ${[...ownRules].map(([id, times]) => `${id} ${times}`).join(', ')}`,
      `no case runs the flow of (${without.length}): ${without.join(', ')}`,
    ].join('\n'),
  );
});

test('every step decision has a flow', () => {
  expect(asked).toHaveLength(19);
  for (const { policy, decision } of asked) expect(policy.findFlow(decision.flow ?? '')).toBeDefined();
});

/**
 * The flow of a decision as people could open it: its steps as they stand, without forms, signatures and stages, and without
 * `handledBy`, which says whose task a step is where the rule refuses nobody.
 */
function bare(policy: Policy, flow: Flow, bodies: readonly string[]): CasePolicy {
  const steps = flow.steps.map((step): Step => {
    const {
      form: _f,
      decisions: _d,
      signatures: _s,
      flows: _w,
      lists: _l,
      prints: _p,
      doneBy: _b,
      handledBy: _h,
      ...rest
    } = step;
    return rest;
  });
  const level = levelOf(policy.region);
  const opens = { actors: [...bodies], level, title: flow.title };
  const own: Flow = { ...flow, steps, opens };
  delete (own as { visibility?: unknown }).visibility;
  return {
    ...policy,
    findFlow: (id) => (id === flow.id ? own : undefined),
    roles: bodies.map((body) => ({ id: body, title: body, actsFor: body })),
    bodies: bodies.map((id) => ({ id, title: id })),
  };
}

/** Facts beside the step, as they may be known or not. */
function factsOf({ facts }: Decision, draw: (below: number) => number): Record<string, JsonValue> {
  const given: Record<string, JsonValue> = {};
  for (const [name, fact] of Object.entries(facts)) {
    if (['done', 'action', 'actor'].includes(name)) continue;
    if (!fact.required && draw(3) === 0) continue;
    given[name] = valueOf(fact as never, draw);
  }
  return given;
}

interface FactLike {
  readonly type: string;
  readonly enum?: readonly JsonValue[];
  readonly properties?: Readonly<Record<string, FactLike>>;
}

function valueOf({ type, enum: choices, properties }: FactLike, draw: (below: number) => number): JsonValue {
  if (choices) return choices[draw(choices.length)] as JsonValue;
  if (type === 'boolean') return draw(2) === 0;
  if (type === 'number' || type === 'integer') return [0, 1, 9, 20, 100000, 250000][draw(6)] as number;
  if (type === 'date') return AT;
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(properties ?? {}).flatMap(([name, one]) => (draw(4) === 0 ? [] : [[name, valueOf(one, draw)]])),
    );
  if (type === 'array') return [];
  return ['a', 'b'][draw(2)] as string;
}

const enumOf = (decision: Decision, name: string): readonly string[] => {
  const fact = decision.facts[name] as { enum?: readonly string[]; items?: { enum?: readonly string[] } } | undefined;
  return fact?.enum ?? fact?.items?.enum ?? [];
};

describe.each(asked.map((one) => [one.decision.id, one] as const))('%s', (id, { policy, decision }) => {
  const flow = policy.findFlow(decision.flow ?? '') as Flow;
  const named = flow.steps.flatMap(({ actors = [], handledBy = [] }) => [...actors, ...handledBy]);
  const bodies = [...new Set([...named, ...enumOf(decision, 'actor'), ANYONE])];
  const running = bare(policy, flow, bodies);
  const person = (body: string): Person => ({
    id: body,
    name: body,
    assignments: [{ role: body, place: policy.region }],
  });

  test('answers as a running case does, in every state it can come to', () => {
    const draw = drawFrom(SEED);
    for (let turn = 0; turn < ASSIGNMENTS; turn += 1) {
      const facts = factsOf(decision, draw);
      const context = (body: string): CommandContext => ({
        now: `${AT}T09:00:00+08:00`,
        actor: person(body),
        newId: () => `e${(ids += 1)}`,
        lookups: facts,
      });
      let ids = 0;
      const first = decideCommand(
        running,
        undefined,
        { type: 'open', flow: flow.id, place: policy.region },
        context(ANYONE),
      );
      if (!first.ok) throw new Error(JSON.stringify(first.issues));
      const queue = [first.events.reduce<CaseState | undefined>(applyEvent, undefined) as CaseState];
      const known = new Set(['']);
      for (const state of queue) {
        counts.states += 1;
        for (const { id: action, actors } of flow.steps) {
          const choices = 'actor' in decision.facts ? [...(actors ?? []), ANYONE] : [actors?.[0] ?? ANYONE];
          for (const actor of new Set(choices)) {
            const taken = decideCommand(
              running,
              state,
              { type: 'submit', step: action, data: {}, despite: 'so decided' },
              context(actor),
            );
            const after = taken.ok
              ? (taken.events.reduce<CaseState | undefined>(applyEvent, state) as CaseState)
              : undefined;
            if (after && !known.has([...after.done].sort().join()) && !after.ended) {
              known.add([...after.done].sort().join());
              queue.push(after);
            }
            const unknown =
              !enumOf(decision, 'action').includes(action) ||
              state.done.some((step) => !enumOf(decision, 'done').includes(step));
            if (unknown) {
              counts.unknown += 1;
              continue;
            }
            const named =
              'actor' in decision.facts &&
              (actors === undefined || actor !== ANYONE || enumOf(decision, 'actor').length === 0);
            if (
              'actor' in decision.facts &&
              enumOf(decision, 'actor').length > 0 &&
              !enumOf(decision, 'actor').includes(actor)
            )
              continue;
            const answer = policy.decide({
              at: AT,
              decision: id,
              facts: { ...facts, done: [...state.done], action, ...(named ? { actor } : {}) },
            });
            if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
            const where = `${id} ${action} by ${actor} after ${state.done.join()} with ${JSON.stringify(facts)}`;
            if (!answer.value.trace.some(({ at }) => at === 'step')) {
              counts.ownRules += 1;
              ownRules.set(id, (ownRules.get(id) ?? 0) + 1);
              continue;
            }
            const told = sameAnswer(running, flow, answer.value, taken, after, actors);
            expect(told, where).toBeUndefined();
            counts.same += 1;
          }
        }
      }
    }
  });
});

/** How the answer and the running case differ; undefined where they say the same. */
function sameAnswer(
  policy: CasePolicy,
  flow: Flow,
  answer: Answer,
  taken: ReturnType<typeof decideCommand>,
  after: CaseState | undefined,
  actors: readonly string[] | undefined,
): string | undefined {
  const [event] = taken.ok ? taken.events : [];
  const judged = event?.type === 'submitted' ? event.judged : undefined;
  const [issue] = taken.ok ? [] : taken.issues;
  if (answer.status === 'decided') {
    if (!judged || !after) return `the decision allows it, the case says ${issue?.code}`;
    const { next, nextActor } = answer.value as { next?: string; nextActor?: string };
    if (answer.reason !== judged.reason) return `for ${answer.reason}, the case: ${judged.reason}`;
    if (next !== undefined && judged.next !== next) return `next is ${next}, the case: ${judged.next}`;
    if (nextActor !== undefined && judged.nextActor !== nextActor)
      return `next is ${nextActor}, the case: ${judged.nextActor}`;
    if (next === undefined) return undefined;
    if (!flow.steps.some(({ id }) => id === next))
      return after.ended?.end === next ? undefined : `ends at ${next}, the case: ${after.ended?.end}`;
    const found = whatNext(policy, after, AT);
    const open = found.ok ? found.value.open.find(({ path }) => path === next) : undefined;
    if (!open && !after.done.includes(next)) return `next is ${next}, in the case it is not open`;
    return open && nextActor !== undefined && !open.who.some(({ body }) => body === nextActor)
      ? `next acts ${nextActor}, in the case ${open.who.map(({ body }) => body).join()}`
      : undefined;
  }
  if (answer.status === 'missingFacts')
    return issue?.code === 'missingFacts' ? undefined : `facts are missing, the case: ${issue?.code ?? 'taken'}`;
  if (answer.status !== 'invalid') return `the decision is ${answer.status}`;
  if (issue?.code === answer.reason) return undefined;
  if (issue?.code === 'notYourStep') {
    const step = (issue.params['bodies'] as { body: string }[]).map(({ body }) => body);
    const wrong = [flow.reasons.wrongActor, ...flow.steps.flatMap(({ actorReason }) => actorReason ?? [])];
    return wrong.includes(answer.reason ?? '') && step.join() === (actors ?? []).join()
      ? undefined
      : `not for them, the decision: ${answer.reason}`;
  }
  if (judged?.advice.some(({ reason }) => reason === answer.reason)) {
    counts.advised += 1;
    return undefined;
  }
  return `refused for ${answer.reason}, the case: ${issue?.code ?? 'taken'}`;
}

const carried = asked.flatMap((one) => {
  const carrier = carrierOf(one.decision.flow);
  return carrier ? [[one.decision.id, { ...one, carrier }] as const] : [];
});

describe.each(carried)('%s and the cases that run its flow', (id, { policy, decision, carrier }) => {
  test('a step is open exactly when the decision does not find it out of order', async () => {
    const kernel = await loadKernel();
    const world = packWorld(carrier.policy, carrier.flow);
    const flow = policy.findFlow(decision.flow ?? '') as Flow;
    const stages = flow.steps.some((step) => step.flows);
    const outOfOrder = [
      flow.reasons.outOfOrder,
      ...flow.steps.flatMap(({ afterReasons = {}, blocks = [] }) => [
        ...Object.values(afterReasons),
        ...blocks.flatMap(({ reason }) => reason ?? []),
      ]),
    ];
    for (const list of fc.sample(moves, { seed: SEED, numRuns: ASSIGNMENTS })) {
      for (const { after, day } of play(kernel, world, list).tried) {
        if (
          !after ||
          after.ended ||
          after.withdrawn ||
          Object.values(after.steps).some(({ status }) => status === 'signing')
        )
          continue;
        const next = whatNext(carrier.policy, after, day);
        if (!next.ok) throw new Error(JSON.stringify(next.issues));
        const stage = next.value.outline.find((one) => one.flow === flow.id);
        if (!stages && !stage) continue;
        const views = stages
          ? next.value.outline.map((one) => ({ id: one.id, state: one.state, done: one.state === 'done' }))
          : (stage?.steps ?? []);
        if (stage && !['open', 'done'].includes(stage.state)) continue;
        const read = readCase(carrier.policy, carrier.flow, after, { today: day });
        const facts: Record<string, JsonValue> = {};
        for (const name of Object.keys(decision.facts)) {
          const value = read(name);
          if (value !== undefined && value !== null && !['done', 'action', 'actor'].includes(name)) facts[name] = value;
        }
        for (const view of views) {
          // A step that was jumped over for what a case knows and the decision is not told.
          if (view.done || view.state === 'skipped') continue;
          const done = views.filter((one) => one.done).map((one) => one.id);
          const answer = policy.decide({
            at: after.governedOn,
            decision: id,
            facts: { ...facts, done, action: view.id },
          });
          if (!answer.ok || !answer.value.trace.some(({ at }) => at === 'step')) continue;
          const late = answer.value.status === 'invalid' && outOfOrder.includes(answer.value.reason ?? '');
          expect({ step: view.id, done, open: view.state === 'open' }, JSON.stringify(facts)).toEqual({
            step: view.id,
            done,
            open: !late,
          });
          counts.running += 1;
        }
      }
    }
  });
});
