import type { JsonValue } from '@cebao/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseState } from '../src/index.ts';
import {
  agreeing,
  bound,
  exact,
  type Finding,
  foldable,
  foreseen,
  type Move,
  moves,
  ordered,
  play,
  product,
  type System,
} from './case-model.ts';
import { demoFiles, demoPolicy } from './demo-policy.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`case model: SEED=${seed}`);

type Property = (system: System, list: readonly Move[]) => Finding;

function check(property: Property, system: System, numRuns: number, endOnFailure = false) {
  return fc.check(
    fc.property(moves, (list) => {
      const finding = property(system, list);
      if (finding !== undefined) throw new Error(finding);
    }),
    { seed, numRuns, endOnFailure },
  );
}

type Json = Record<string, JsonValue>;
const change = (file: string, edit: (flow: Json) => void): Record<string, JsonValue> => {
  const copy = structuredClone(demoFiles[file]) as Json;
  edit(copy);
  return { [file]: copy };
};
const withoutOrder = (flow: Json) => {
  for (const step of flow.steps as Json[]) step.after = [];
};
const withoutOutcomes = (flow: Json) => {
  for (const step of flow.steps as Json[]) delete step.outcomes;
};

/** Deliberately broken systems, one for each property: doubles of the tests, not options of the product. */
const broken: Record<string, { property: Property; system: System }> = {
  'no step out of order': {
    property: ordered,
    system: {
      ...product,
      policy: demoPolicy({
        ...change('flows/chain.json', (flow) => withoutOrder(flow)),
        ...change('flows/demand.json', (flow) => withoutOrder(flow)),
      }),
    },
  },
  'folding equals applying': {
    property: foldable,
    system: {
      ...product,
      fold: (events) => product.fold(events.filter(({ type }) => type !== 'signed' && type !== 'returned')),
    },
  },
  'the case and the kernel agree': {
    property: agreeing,
    system: {
      ...product,
      policy: demoPolicy(change('flows/chain.json', (flow) => withoutOutcomes(flow))),
    },
  },
  'what comes next is foreseen': {
    property: foreseen,
    system: {
      ...product,
      next: (policy, state, at, person, options) =>
        product.next(
          policy,
          { ...state, parties: {} },
          at,
          person && { ...person, assignments: person.assignments.slice(0, 1) },
          options,
        ),
    },
  },
  'signatures bind content': {
    property: bound,
    system: {
      ...product,
      apply: (state, event) => {
        const after = product.apply(state, event);
        const signatures = state?.steps['work/plan']?.signatures ?? [];
        if (event.type !== 'submitted' || event.step !== 'work/plan' || !after || signatures.length === 0) return after;
        return {
          ...after,
          steps: {
            ...after.steps,
            'work/plan': { ...(after.steps['work/plan'] as CaseState['steps'][string]), signatures },
          },
        };
      },
    },
  },
  'money stays what was written': {
    property: exact,
    system: {
      ...product,
      apply: (state, event) => {
        const after = product.apply(state, event);
        const amount = after?.data.appliedAmount;
        return after && typeof amount === 'number'
          ? { ...after, data: { ...after.data, appliedAmount: amount * 1.1 - amount * 0.1 } }
          : after;
      },
    },
  },
};

describe.each(Object.entries(broken))('%s', (_name, { property, system }) => {
  test('holds', () => {
    const { failed, counterexample, errorInstance } = check(property, product, Number(process.env.RUNS ?? 25));
    expect(failed ? { seed, error: String(errorInstance), counterexample } : undefined).toBeUndefined();
  });
  test('would notice a broken variant', () => {
    expect(check(property, system, 400, true).failed).toBe(true);
  });
});

test('the moves reach far: ends, returns, signatures, corrections', () => {
  const seen = new Set<string>();
  for (const list of fc.sample(moves, { seed: 7, numRuns: 150 })) {
    for (const { events, after } of play(product, list).tried) {
      for (const event of events) seen.add(event.type === 'submitted' ? event.step : event.type);
      if (after?.ended) seen.add(`end ${after.ended.end}`);
    }
  }
  for (const reached of [
    'signed',
    'returned',
    'corrected',
    'withdrawn',
    'commented',
    'purchase/award',
    'work/serve',
    'work/pay',
    'work/accept',
    'end finished',
    'end refused',
  ])
    expect([...seen]).toContain(reached);
});
