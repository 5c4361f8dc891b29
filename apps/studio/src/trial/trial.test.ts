import { compilePolicy, type LayeredPack, layerRegion, validatePacks } from '@cebao/pack';
import { expect, test } from 'vitest';
import { withDraftValue } from '../with-draft-value.ts';
import { compareAnswers } from './compare.ts';
import { trialQuestions } from './questions.ts';

const files = [
  { path: 'pack.json', json: { id: 'up', format: 1, title: 'Up', region: 'up' } },
  {
    path: 'sources.json',
    json: {
      sources: [
        { id: 's', kind: 'report', title: 'S', evidencedFrom: { date: '2020-01-01', basis: 'seed' }, policy: null },
      ],
    },
  },
  {
    path: 'params/limit.json',
    json: {
      kind: 'param',
      id: 'limit',
      title: 'Limit',
      unit: 'yuan',
      merge: 'override',
      values: [{ value: 200, basis: 'seed', sources: [{ source: 's', quote: 'q' }] }],
    },
  },
  {
    path: 'decisions/route.json',
    json: {
      kind: 'decision',
      id: 'route',
      asks: 'rule',
      title: 'Route',
      question: 'Which?',
      basis: 'seed',
      sources: [{ source: 's', quote: 'q' }],
      facts: { amount: { type: 'number', title: 'Amount', unit: 'yuan', required: true } },
      rules: [
        { id: 'small', when: { '<=': [{ var: 'amount' }, { param: 'limit' }] }, then: { value: 'small' } },
        { id: 'big', then: { value: 'big' } },
      ],
    },
  },
];

function layered(): LayeredPack {
  const packs = validatePacks([{ folder: 'up', files }]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  const made = layerRegion(packs.value, 'up');
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return made.value;
}

const draft = { param: 'limit', value: 150, from: '2026-12-01' };
const policy = compilePolicy(layered(), 'up');
const tried = compilePolicy(
  withDraftValue(layered(), {
    param: 'limit',
    layer: 0,
    entry: { from: draft.from, value: draft.value, basis: 'assumption' },
  }),
  'up',
);
const decisions = [
  {
    decision: 'route',
    title: 'Route',
    examples: [
      { title: 'one', facts: { amount: 10 } },
      { title: 'same again', facts: { amount: 10 } },
    ],
  },
];

test('asks the examples once and the edges of the old and the new value', () => {
  const questions = trialQuestions(policy, draft, decisions);
  expect(questions.map(({ facts }) => facts.amount)).toEqual([150, 150.01, 200, 200.01, 10]);
  expect(questions.filter(({ example }) => example === undefined)).toHaveLength(4);
});

test('from the first day of the draft exactly the amounts between change, and they come first', () => {
  const rows = compareAnswers(policy, tried, draft.from, trialQuestions(policy, draft, decisions));
  expect(rows.filter((row) => row.changed).map(({ question }) => question.facts.amount)).toEqual([150.01, 200]);
  expect(rows.slice(0, 2).every((row) => row.changed)).toBe(true);
});

test('the day before nothing changes', () => {
  expect(
    compareAnswers(policy, tried, '2026-11-30', trialQuestions(policy, draft, decisions)).some((row) => row.changed),
  ).toBe(false);
});
