import type { JsonValue } from '@cebao/engine';
import { describe, expect, test } from 'vitest';
import { createEvaluator } from '../evaluate.ts';
import { type Flow, flow as flowSchema } from '../format.ts';
import { caseDependantsOf, courseOf, findStep } from './course.ts';
import { judgeCaseStep } from './judge-case-step.ts';
import { outlineCase } from './outline-case.ts';

const evaluate = createEvaluator();
const read = (facts: Record<string, JsonValue>) => (name: string) => facts[name];

function makeFlow(id: string, steps: Flow['steps'], more: Partial<Flow> = {}): Flow {
  return flowSchema.parse({
    kind: 'flow',
    id,
    title: id,
    basis: 'outside',
    sources: [],
    reasons: { outOfOrder: `${id}Early`, wrongActor: 'notYou' },
    steps,
    ...more,
  });
}

const flows: Record<string, Flow> = {
  ask: makeFlow('ask', [
    { id: 'want', title: 'Want' },
    { id: 'apply', title: 'Apply', actors: ['org'] },
  ]),
  small: makeFlow(
    'small',
    [
      { id: 'apply', title: 'Apply', doneBy: 'ask/apply' },
      {
        id: 'review',
        title: 'Review',
        actors: ['party'],
        outcomes: [{ when: { '==': [{ var: 'result' }, 'fail'] }, ends: 'lost', reason: 'reviewLost' }],
        needs: ['result'],
      },
      { id: 'visit', title: 'Visit', optional: true, repeat: true, after: ['apply'] },
    ],
    { completed: 'bought', preconditions: [{ when: { var: 'frozen' }, reason: 'isFrozen' }] },
  ),
  big: makeFlow('big', [{ id: 'tender', title: 'Tender', actors: ['town'] }]),
  do: makeFlow('do', [
    { id: 'serve', title: 'Serve', repeat: true, actors: ['org'] },
    { id: 'accept', title: 'Accept' },
  ]),
};
const whole = makeFlow(
  'whole',
  [
    { id: 'ask', title: 'Ask', flows: [{ flow: 'ask' }] },
    {
      id: 'buy',
      title: 'Buy',
      flows: [
        { flow: 'small', when: { '<=': [{ if: [{ isPresent: 'amount' }, { var: 'amount' }, 0] }, 10] } },
        { flow: 'big' },
      ],
    },
    { id: 'do', title: 'Do', flows: [{ flow: 'do' }] },
  ],
  { completed: 'finished' },
);

const situation = (done: string[], facts: Record<string, JsonValue> = {}) => ({
  done,
  read: read(facts),
  findFlow: (id: string) => flows[id],
});
const states = (done: string[], facts: Record<string, JsonValue> = {}) => {
  const outline = outlineCase(whole, situation(done, facts), evaluate);
  if (!outline.ok) throw new Error(JSON.stringify(outline.issues));
  return outline.value.map(({ state, reason, steps }) =>
    [
      state + (reason ? `:${reason}` : ''),
      ...steps.map((step) => `${step.id}:${step.state}${step.reason ? `:${step.reason}` : ''}`),
    ].join(' '),
  );
};

describe('the outline of a case in stages', () => {
  test.each<[string, string[], Record<string, JsonValue>, string[]]>([
    [
      'at the beginning',
      [],
      {},
      [
        'open want:open apply:waiting',
        'waiting apply:waiting review:waiting visit:waiting',
        'waiting serve:waiting accept:waiting',
      ],
    ],
    [
      'a step done by an earlier stage counts',
      ['ask/want', 'ask/apply'],
      {},
      ['done want:done apply:done', 'open apply:done review:open visit:open', 'waiting serve:waiting accept:waiting'],
    ],
    [
      'the amount chooses the flow of a stage',
      ['ask/want', 'ask/apply'],
      { amount: 11 },
      ['done want:done apply:done', 'open tender:open', 'waiting serve:waiting accept:waiting'],
    ],
    [
      'a precondition blocks with its reason',
      ['ask/want', 'ask/apply'],
      { frozen: true },
      [
        'done want:done apply:done',
        'open apply:done review:blocked:isFrozen visit:blocked:isFrozen',
        'waiting serve:waiting accept:waiting',
      ],
    ],
    [
      'an optional step stays open after its stage',
      ['ask/want', 'ask/apply', 'buy/review'],
      { result: 'pass' },
      ['done want:done apply:done', 'done apply:done review:done visit:open', 'open serve:open accept:waiting'],
    ],
    [
      'a log may go on',
      ['ask/want', 'ask/apply', 'buy/review', 'do/serve'],
      { result: 'pass' },
      ['done want:done apply:done', 'done apply:done review:done visit:open', 'open serve:open accept:open'],
    ],
    [
      'completed: what was not needed is skipped',
      ['ask/want', 'ask/apply', 'buy/review', 'do/serve', 'do/accept'],
      { result: 'pass' },
      ['done want:done apply:done', 'done apply:done review:done visit:skipped', 'done serve:done accept:done'],
    ],
    [
      'another end closes everything, with its reason',
      ['ask/want', 'ask/apply', 'buy/review'],
      { result: 'fail' },
      [
        'done want:done apply:done',
        'ended:reviewLost apply:done review:done:reviewLost visit:ended',
        'ended serve:ended accept:ended',
      ],
    ],
  ])('%s', (_name, done, facts, expected) => {
    expect(states(done, facts)).toEqual(expected);
  });
});

test('a step that an outcome points at is not optional any more, until it is done', () => {
  const flow = makeFlow('jump', [
    { id: 'ask', title: 'Ask', outcomes: [{ when: { var: 'look' }, next: 'look' }] },
    { id: 'answer', title: 'Answer' },
    { id: 'look', title: 'Look', optional: true, after: ['ask'] },
  ]);
  const seen = (done: string[], facts: Record<string, JsonValue>) => {
    const outline = outlineCase(flow, situation(done, facts), evaluate);
    return outline.ok && outline.value[0]?.steps.map(({ id, state, optional }) => [id, state, optional].join());
  };
  expect(seen(['ask'], { look: false })).toEqual(['ask,done,false', 'answer,open,false', 'look,open,true']);
  expect(seen(['ask'], { look: true })).toEqual(['ask,done,false', 'answer,skipped,false', 'look,open,false']);
  expect(seen(['ask', 'look'], { look: true })).toEqual(['ask,done,false', 'answer,skipped,false', 'look,done,true']);
});

describe('judging a step of a case', () => {
  const judge = (done: string[], action: string, facts: Record<string, JsonValue> = {}, actor?: string) => {
    const judged = judgeCaseStep(whole, situation(done, facts), { action, ...(actor ? { actor } : {}) }, evaluate);
    if (!judged.ok) throw new Error(JSON.stringify(judged.issues));
    return judged.value;
  };
  const asked = ['ask/want', 'ask/apply'];
  test('a completed stage leads to the first open step of the next, past what is done already', () => {
    expect(judge(['ask/want'], 'ask/apply')).toMatchObject({ kind: 'allowed', next: 'buy/review', nextActor: 'party' });
    expect(judge(['ask/want'], 'ask/apply', { amount: 11 })).toMatchObject({ next: 'buy/tender', nextActor: 'town' });
    expect(judge(asked, 'buy/review', { result: 'pass' })).toMatchObject({ next: 'do/serve', nextActor: 'org' });
    expect(judge([...asked, 'buy/review', 'do/serve'], 'do/accept', { result: 'pass' })).toMatchObject({
      next: 'finished',
      onward: { ends: true },
    });
  });
  test('an end inside a stage ends the case', () => {
    expect(judge(asked, 'buy/review', { result: 'fail' })).toMatchObject({
      kind: 'allowed',
      next: 'lost',
      reason: 'reviewLost',
      onward: { ends: true },
    });
    expect(judge([...asked, 'buy/review'], 'do/serve', { result: 'fail' })).toMatchObject({
      kind: 'refused',
      reason: 'wholeEarly',
    });
  });
  test('stages first, then the steps within', () => {
    expect(judge(asked, 'do/serve')).toMatchObject({
      kind: 'refused',
      at: 'order',
      reason: 'wholeEarly',
      waitsFor: ['buy'],
    });
    expect(judge([], 'ask/apply')).toMatchObject({ kind: 'refused', reason: 'askEarly', waitsFor: ['want'] });
    expect(judge(asked, 'buy/apply')).toMatchObject({ kind: 'refused', reason: 'smallEarly' });
    expect(judge(asked, 'buy/nothing')).toMatchObject({ kind: 'refused', at: 'step' });
    expect(judge(asked, 'nowhere/review')).toMatchObject({ kind: 'refused', at: 'step' });
    expect(judge(asked, 'buy')).toMatchObject({ kind: 'refused', at: 'step' });
  });
  test('what rests on a step reaches into later stages', () => {
    const done = [...asked, 'buy/review', 'do/serve'];
    const course = courseOf(whole, situation(done, { result: 'pass' }), evaluate);
    if (!course.ok) throw new Error('course');
    expect(caseDependantsOf(whole, course.value, done, 'ask/want')).toEqual(['ask/apply', 'buy/review', 'do/serve']);
    expect(caseDependantsOf(whole, course.value, done, 'buy/review')).toEqual(['do/serve']);
    expect(findStep(whole, course.value, 'buy')).toBeUndefined();
  });
});
