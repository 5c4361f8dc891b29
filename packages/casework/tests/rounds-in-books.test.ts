import type { JsonValue } from '@cebao/engine';
import { expect, test } from 'vitest';
import {
  type AccountLine,
  accountLines,
  accountsThatDiffer,
  applyEvent,
  type CaseState,
  decideCommand,
  registerRecords,
} from '../src/index.ts';
import { accountOf, fundPolicy, HALL, people } from './fund-policy.ts';

const accountOfGifts = (amount: JsonValue): Record<string, JsonValue> => ({
  'registers/account.json': {
    kind: 'register',
    id: 'account',
    title: 'Account',
    level: 'village-community',
    account: { bookings: [{ flow: 'gifts', after: 'give', direction: 'in', amount }] },
    columns: [],
  },
});

/** Gifts that are given again and again, until somebody says it is enough. */
const gifts = (more: Record<string, JsonValue> = {}): Record<string, JsonValue> => ({
  'forms/ending.json': {
    kind: 'form',
    id: 'ending',
    title: 'Ending',
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['enough'],
      properties: { enough: { type: 'boolean', title: 'Enough' } },
    },
  },
  'registers/givers.json': {
    kind: 'register',
    id: 'givers',
    title: 'Givers',
    flow: 'gifts',
    after: 'give',
    columns: [{ id: 'giver', title: 'Giver', value: { var: 'giver' } }],
  },
  'flows/gifts.json': {
    kind: 'flow',
    id: 'gifts',
    title: 'Gifts',
    basis: 'assumption',
    sources: [],
    reasons: { outOfOrder: 'x', wrongActor: 'y' },
    opens: { actors: ['keeper'], level: 'village-community', title: { var: 'giver' } },
    steps: [
      { id: 'give', title: 'Give', actors: ['keeper'], form: 'gift' },
      {
        id: 'close',
        title: 'Close',
        actors: ['keeper'],
        form: 'ending',
        needs: ['enough'],
        returnsTo: ['give'],
        outcomes: [{ when: { '!': [{ var: 'enough' }] }, again: 'give' }],
      },
      { id: 'thank', title: 'Thank', actors: ['keeper'] },
    ],
  },
  ...accountOfGifts({ var: 'given' }),
  ...more,
});
const policy = fundPolicy(gifts());
const account = accountOf(policy);

function run() {
  let state: CaseState | undefined;
  let ids = 0;
  const lines: AccountLine[] = [];
  const act = (command: Parameters<typeof decideCommand>[2]): CaseState => {
    const context = { now: '2026-11-25T09:00:00+08:00', actor: people.keeper, newId: () => `id${++ids}` };
    const decided = decideCommand(policy, state, command, context);
    if (!decided.ok) throw new Error(JSON.stringify(decided.issues));
    for (const event of decided.events) {
      const after = applyEvent(state, event) as CaseState;
      const booked = accountLines(policy, account, state, after, event);
      if (!booked.ok) throw new Error(JSON.stringify(booked.issues));
      lines.push(...booked.value);
      state = after;
    }
    return state as CaseState;
  };
  const step = (name: string, data: Record<string, JsonValue>) => act({ type: 'submit', step: name, data });
  act({ type: 'open', flow: 'gifts', place: HALL, data: { given: 10, giver: 'A' }, submit: true });
  return { lines, step, act };
}

test('a new round undoes no booking of the rounds before and books its own; a record of a register stays', () => {
  const { lines, step } = run();
  const between = step('close', { enough: false });
  expect(between.done).toEqual([]);
  const register = policy.findRegister('givers');
  const records = register && registerRecords(policy, register, between);
  expect(records?.ok && records.value.map(({ cells }) => cells)).toEqual([{ giver: 'A' }]);
  step('give', { given: 20.05, giver: 'A' });
  step('close', { enough: true });
  expect(lines.map(({ kind, fen }) => [kind, fen])).toEqual([
    ['booked', 1000],
    ['booked', 2005],
  ]);
});

test('a return within a round undoes that round’s booking only', () => {
  const { lines, step, act } = run();
  step('close', { enough: false });
  step('give', { given: 20, giver: 'A' });
  act({ type: 'return', to: 'give', reason: 'too much' });
  step('give', { given: 5, giver: 'A' });
  expect(lines.map(({ kind, fen }) => [kind, fen])).toEqual([
    ['booked', 1000],
    ['booked', 2000],
    ['undone', -2000],
    ['booked', 500],
  ]);
});

test('rules under which an account would read otherwise are told before a case is moved', () => {
  const { step } = run();
  const state = step('close', { enough: true });
  const doubled = fundPolicy(gifts(accountOfGifts({ '*': [2, { var: 'given' }] })));
  expect(accountsThatDiffer(policy, policy, state, state)).toEqual({ ok: true, value: [] });
  expect(accountsThatDiffer(policy, doubled, state, state)).toEqual({ ok: true, value: ['Account'] });
});
