import type { JsonValue } from '@cebao/engine';
import { describe, expect, test } from 'vitest';
import { createEvaluator } from '../evaluate.ts';
import { type Flow, flow as flowSchema } from '../format.ts';
import { type JudgeOptions, judgeStep, type StepJudgement } from './judge-step.ts';

const evaluate = createEvaluator();
const params: Record<string, JsonValue> = { tenderLine: 200000, fewest: 5 };

function makeFlow(steps: Flow['steps'], more: Partial<Flow> = {}): Flow {
  return flowSchema.parse({
    kind: 'flow',
    id: 'demo.flow',
    title: 'Demo',
    basis: 'outside',
    sources: [],
    reasons: { outOfOrder: 'tooEarly', wrongActor: 'notYou' },
    steps,
    ...more,
  });
}

/** The community's own purchase, as the contract describes it. */
const chain = makeFlow(
  [
    { id: 'apply', title: 'Apply', actors: ['socialOrg'], actorReason: 'onlyOrganisations', next: 'review' },
    {
      id: 'review',
      title: 'Review',
      actors: ['partyOrg'],
      needs: ['reviewResult'],
      next: 'decide',
      outcomes: [{ when: { '==': [{ var: 'reviewResult' }, 'fail'] }, ends: 'ended', reason: 'reviewLost' }],
    },
    {
      id: 'decide',
      title: 'Decide',
      actors: ['town'],
      needs: ['decisionResult'],
      next: 'purchase',
      outcomes: [{ when: { '==': [{ var: 'decisionResult' }, 'rejected'] }, ends: 'ended', reason: 'townSaidNo' }],
    },
    { id: 'purchase', title: 'Purchase', actors: ['community'], next: 'sign' },
    { id: 'sign', title: 'Sign', actors: ['community'], needs: ['signedOn'], next: 'start' },
    { id: 'start', title: 'Start', after: ['purchase', 'sign'], afterReasons: { sign: 'noContract' }, next: 'started' },
  ],
  {
    completed: 'started',
    preconditions: [
      { when: { '>': [{ var: 'amount' }, { param: 'tenderLine' }] }, reason: 'mustTender' },
      { when: { '!=': [{ var: 'purchaser' }, 'community'] }, reason: 'otherPurchaser' },
    ],
  },
);

/** Needs to project library: no step states what comes next. */
const demand = makeFlow([
  {
    id: 'collect',
    title: 'Collect',
    actors: ['committee', 'socialOrg'],
    needs: ['channel'],
    warnings: [
      {
        code: 'unlisted',
        when: { '!': [{ in: [{ var: 'channel' }, ['visit', 'meeting']] }] },
        assumptions: ['openList'],
      },
    ],
  },
  {
    id: 'assess',
    title: 'Assess',
    needs: ['reps'],
    checks: [
      { when: { '<': [{ var: 'reps' }, 1] }, reason: 'noRep' },
      { when: { '<': [{ var: 'reps' }, { param: 'fewest' }] }, reason: 'tooFew', assumptions: ['fewest'] },
    ],
    assumptions: [{ key: 'fewest', when: { var: '$allowed' } }],
  },
  {
    id: 'write',
    title: 'Write',
    actors: ['socialOrg'],
    afterReasons: { assess: 'notAssessed' },
    assumptions: [{ key: 'fewest' }],
  },
  { id: 'enter', title: 'Enter' },
  { id: 'apply', title: 'Apply', actors: ['socialOrg'], needs: ['route'] },
]);

const small = { amount: 120000, purchaser: 'community' };

function ask(
  flow: Flow,
  done: string[],
  action: string,
  facts: Record<string, JsonValue> = {},
  actor?: string,
  options?: JudgeOptions,
): StepJudgement {
  const judged = judgeStep(
    flow,
    { done, action, ...(actor === undefined ? {} : { actor }), read: (name) => facts[name] },
    (expression, read) => evaluate(expression, read, (id) => params[id]),
    options,
  );
  if (!judged.ok) throw new Error(JSON.stringify(judged.issues));
  return judged.value;
}

type Row = [
  name: string,
  done: string[],
  action: string,
  facts: Record<string, JsonValue>,
  actor: string | undefined,
  expected: Record<string, unknown>,
];

describe('the chain of a community purchase', () => {
  const rows: Row[] = [
    [
      'applies first, then the party organisation',
      [],
      'apply',
      small,
      'socialOrg',
      { kind: 'allowed', next: 'review', nextActor: 'partyOrg' },
    ],
    ['200 000 exactly still goes this way', [], 'apply', { ...small, amount: 200000 }, undefined, { kind: 'allowed' }],
    [
      'more goes to tender, before anything else is looked at',
      [],
      'start',
      { ...small, amount: 200000.01 },
      'nobody',
      { kind: 'refused', at: 'precondition', reason: 'mustTender' },
    ],
    [
      'another purchaser does not go this way',
      [],
      'apply',
      { ...small, purchaser: 'bureau' },
      'socialOrg',
      { kind: 'refused', reason: 'otherPurchaser' },
    ],
    [
      'order goes before the actor',
      [],
      'review',
      small,
      'socialOrg',
      { kind: 'refused', at: 'order', reason: 'tooEarly', waitsFor: ['apply'] },
    ],
    [
      'the actor goes before facts',
      ['apply'],
      'review',
      small,
      'town',
      { kind: 'refused', at: 'actor', reason: 'notYou' },
    ],
    [
      'the applicant has a reason of its own',
      [],
      'apply',
      small,
      'worker',
      { kind: 'refused', at: 'actor', reason: 'onlyOrganisations' },
    ],
    ['facts are asked last', ['apply'], 'review', small, 'partyOrg', { kind: 'missing', missing: ['reviewResult'] }],
    [
      'null is missing',
      ['apply'],
      'review',
      { ...small, reviewResult: null },
      undefined,
      { kind: 'missing', missing: ['reviewResult'] },
    ],
    [
      'a passed review goes to the town',
      ['apply'],
      'review',
      { ...small, reviewResult: 'pass' },
      'partyOrg',
      { kind: 'allowed', next: 'decide', nextActor: 'town' },
    ],
    [
      'a failed review is a valid step and ends the case',
      ['apply'],
      'review',
      { ...small, reviewResult: 'fail' },
      undefined,
      { kind: 'allowed', next: 'ended', reason: 'reviewLost', onward: { to: 'ended', ends: true } },
    ],
    [
      'nothing follows a failed review',
      ['apply', 'review'],
      'decide',
      { ...small, reviewResult: 'fail', decisionResult: 'approved' },
      'town',
      { kind: 'refused', at: 'order', reason: 'tooEarly' },
    ],
    [
      'nothing follows a rejection',
      ['apply', 'review', 'decide'],
      'purchase',
      { ...small, reviewResult: 'pass', decisionResult: 'rejected' },
      'community',
      { kind: 'refused', reason: 'tooEarly' },
    ],
    [
      'an unknown earlier result does not stop',
      ['apply', 'review', 'decide'],
      'purchase',
      small,
      'community',
      { kind: 'allowed', next: 'sign' },
    ],
    [
      'only the contract is missing',
      ['apply', 'review', 'decide', 'purchase'],
      'start',
      small,
      undefined,
      { kind: 'refused', reason: 'noContract', waitsFor: ['sign'] },
    ],
    [
      'purchase is missing too',
      ['apply', 'review', 'decide'],
      'start',
      small,
      undefined,
      { kind: 'refused', reason: 'tooEarly', waitsFor: ['purchase', 'sign'] },
    ],
    [
      'a hole in what is done is out of order',
      ['apply', 'review', 'decide', 'sign'],
      'start',
      small,
      undefined,
      { kind: 'refused', reason: 'tooEarly' },
    ],
    [
      'a hole goes before the reason of a prerequisite',
      ['purchase'],
      'start',
      small,
      undefined,
      { kind: 'refused', reason: 'tooEarly' },
    ],
    ['no step twice', ['apply'], 'apply', small, 'socialOrg', { kind: 'refused', at: 'order', reason: 'tooEarly' }],
    [
      'anyone starts; the end is named',
      ['apply', 'review', 'decide', 'purchase', 'sign'],
      'start',
      small,
      'anyone',
      { kind: 'allowed', next: 'started', onward: { to: 'started', ends: true } },
    ],
    ['no such step', ['apply'], 'dance', small, undefined, { kind: 'refused', at: 'step', reason: 'tooEarly' }],
  ];
  test.each(rows)('%s', (_name, done, action, facts, actor, expected) => {
    expect(ask(chain, done, action, facts, actor)).toMatchObject(expected);
  });
  test('the last step names no next actor', () => {
    expect(ask(chain, ['apply', 'review', 'decide', 'purchase', 'sign'], 'start', small)).not.toHaveProperty(
      'nextActor',
    );
  });
});

describe('needs become projects', () => {
  const rows: Row[] = [
    [
      'an unlisted channel is accepted with a warning',
      [],
      'collect',
      { channel: 'hotline' },
      'committee',
      { kind: 'allowed', warnings: ['unlisted'], assumptions: ['openList'] },
    ],
    [
      'writing without assessment has its own reason',
      ['collect'],
      'write',
      {},
      undefined,
      { kind: 'refused', reason: 'notAssessed' },
    ],
    ['also when nothing was collected', [], 'write', {}, undefined, { kind: 'refused', reason: 'notAssessed' }],
    [
      'assessed without collecting is plainly out of order',
      ['assess'],
      'write',
      {},
      undefined,
      { kind: 'refused', reason: 'tooEarly' },
    ],
    [
      'nobody came: no assumption took part',
      ['collect'],
      'assess',
      { reps: 0 },
      undefined,
      { kind: 'refused', at: 'check', reason: 'noRep', assumptions: [] },
    ],
    [
      'too few rests on an assumption',
      ['collect'],
      'assess',
      { reps: 4 },
      undefined,
      { kind: 'refused', reason: 'tooFew', assumptions: ['fewest'] },
    ],
    [
      'five are enough; the assumption took part',
      ['collect'],
      'assess',
      { reps: 5 },
      undefined,
      { kind: 'allowed', assumptions: ['fewest'], warnings: [] },
    ],
    [
      'an assumption without condition takes part when allowed',
      ['collect', 'assess'],
      'write',
      {},
      'socialOrg',
      { kind: 'allowed', assumptions: ['fewest'] },
    ],
    [
      'and not when the actor is refused',
      ['collect', 'assess'],
      'write',
      {},
      'town',
      { kind: 'refused', assumptions: [] },
    ],
  ];
  test.each(rows)('%s', (_name, done, action, facts, actor, expected) => {
    expect(ask(demand, done, action, facts, actor)).toMatchObject(expected);
  });
  test('what nobody states is not told as next, but is known', () => {
    const judged = ask(demand, [], 'collect', { channel: 'visit' });
    expect(judged).not.toHaveProperty('next');
    expect(judged).toMatchObject({ onward: { to: 'assess', ends: false } });
    expect(ask(demand, ['collect', 'assess', 'write', 'enter'], 'apply', { route: 'x' })).toMatchObject({
      onward: { to: 'completed', ends: true },
    });
  });
  test('in a case an assumed check advises and does not refuse', () => {
    expect(ask(demand, ['collect'], 'assess', { reps: 4 }, undefined, { assumed: 'advise' })).toMatchObject({
      kind: 'allowed',
      advice: [{ reason: 'tooFew', assumptions: ['fewest'] }],
    });
    expect(ask(demand, ['collect'], 'assess', { reps: 0 }, undefined, { assumed: 'advise' })).toMatchObject({
      kind: 'refused',
      reason: 'noRep',
    });
  });
  test('up to the order, actors and facts are not asked', () => {
    expect(ask(demand, ['collect', 'assess', 'write', 'enter'], 'apply', {}, 'town', { upTo: 'order' })).toMatchObject({
      kind: 'allowed',
    });
  });
});

describe('shapes of flows', () => {
  const flow = makeFlow(
    [
      { id: 'a', title: 'A', outcomes: [{ when: { var: 'fast' }, next: 'd' }] },
      { id: 'b', title: 'B', optional: true, repeat: true },
      { id: 'c', title: 'C', needs: ['trigger.who'], blocks: [{ when: { var: 'frozen' }, reason: 'isFrozen' }] },
      { id: 'd', title: 'D', checks: [{ when: { '<': [{ var: 'total' }, 10] }, reason: 'tooLittle' }] },
    ],
    { let: { total: { '+': [{ var: 'x' }, { var: 'y' }] } } },
  );
  test('an optional step is skipped as a prerequisite, and may be repeated', () => {
    expect(ask(flow, ['a'], 'c', { trigger: { who: 'me' } })).toMatchObject({ kind: 'allowed' });
    expect(ask(flow, ['a', 'b'], 'b')).toMatchObject({ kind: 'allowed', onward: { to: 'c' } });
  });
  test('a jump skips what lies between', () => {
    expect(ask(flow, ['a'], 'd', { fast: true, x: 5, y: 5 })).toMatchObject({
      kind: 'allowed',
      onward: { ends: true },
    });
    expect(ask(flow, ['a'], 'd', { fast: false, x: 5, y: 5 })).toMatchObject({ kind: 'refused', reason: 'tooEarly' });
  });
  test('blocks are judged with the order; needs look inside; let names are read', () => {
    expect(ask(flow, ['a'], 'c', { frozen: true })).toMatchObject({ kind: 'refused', at: 'order', reason: 'isFrozen' });
    expect(ask(flow, ['a'], 'c', { trigger: { when: 'x' } })).toMatchObject({
      kind: 'missing',
      missing: ['trigger.who'],
    });
    expect(ask(flow, ['a', 'c'], 'd', { x: 4, y: 5 })).toMatchObject({ kind: 'refused', reason: 'tooLittle' });
  });
  test('two states that alternate count what is done', () => {
    const states = makeFlow(
      [
        {
          id: 'on',
          title: 'On',
          after: [],
          repeat: true,
          blocks: [{ when: { '!=': [{ var: 'ons' }, { var: 'offs' }] } }],
        },
        {
          id: 'off',
          title: 'Off',
          after: [],
          repeat: true,
          blocks: [{ when: { '==': [{ var: 'ons' }, { var: 'offs' }] } }],
        },
      ],
      {
        let: {
          ons: {
            reduce: [
              { filter: [{ var: 'done' }, { '==': [{ var: '' }, 'on'] }] },
              { '+': [{ var: 'accumulator' }, 1] },
              0,
            ],
          },
          offs: {
            reduce: [
              { filter: [{ var: 'done' }, { '==': [{ var: '' }, 'off'] }] },
              { '+': [{ var: 'accumulator' }, 1] },
              0,
            ],
          },
        },
      },
    );
    expect(ask(states, ['on', 'off'], 'on')).toMatchObject({ kind: 'allowed' });
    expect(ask(states, ['on'], 'on')).toMatchObject({ kind: 'refused' });
    expect(ask(states, ['on'], 'off')).toMatchObject({ kind: 'allowed' });
  });
  test('a broken expression is an issue with its place', () => {
    const broken = makeFlow([{ id: 'a', title: 'A', checks: [{ when: { noSuchOperator: [] }, reason: 'x' }] }]);
    const judged = judgeStep(broken, { done: [], action: 'a', read: () => undefined }, (expression, read) =>
      evaluate(expression, read),
    );
    expect(judged).toMatchObject({ ok: false });
    expect(!judged.ok && judged.issues[0]?.path).toMatch(/^demo\.flow#\/steps\/a\/checks\/0\/when/);
  });
});
