import type { Person } from '@cebao/pack';
import { describe, expect, test } from 'vitest';
import {
  applyEvent,
  type CaseCommand,
  type CaseState,
  decideCommand,
  tasksOf,
  viewCase,
  whatNext,
} from '../src/index.ts';
import { type Design, madeWorld, START } from './proof/world.ts';

// What the model of flows found, each as the shortest story.

const plain: Design = {
  actors: 0,
  form: 'none',
  after: 'previous',
  optional: false,
  repeat: false,
  returns: 'none',
  leads: 'on',
  limit: 'none',
  signing: 'none',
  signers: 0,
  opinions: false,
  silence: 'waits',
  days: 1,
  working: false,
  leader: false,
  early: false,
  blind: false,
  distinct: false,
  binds: false,
  ends: false,
  assumed: false,
  due: 'none',
};

function story(...steps: Partial<Design>[]) {
  const { policy, cast } = madeWorld({ steps: steps.map((one) => ({ ...plain, ...one })), stage: 0 });
  const person = (id: string) => cast.find((one) => one.id === id) as Person;
  let state: CaseState | undefined;
  let ids = 0;
  return {
    policy,
    person,
    get state() {
      return state as CaseState;
    },
    /** The codes of a refusal; empty when it was taken. */
    do(who: string, command: CaseCommand): string[] {
      const decided = decideCommand(policy, state, command, {
        now: `${START}T09:00:00+08:00`,
        actor: person(who),
        newId: () => `e${(ids += 1)}`,
      });
      if (!decided.ok) return decided.issues.map(({ code }) => code);
      for (const event of decided.events) state = applyEvent(state, event);
      return [];
    },
    open: { type: 'open', flow: 'case', place: 'zz/city/banner/town/village', submit: true } as const,
    submit: (step: string, data = {}) => ({ type: 'submit', step, data }) as const,
    sign: (step: string) =>
      ({ type: 'sign', step, contentHash: state?.steps[step]?.submissions.at(-1)?.contentHash ?? '' }) as const,
    offers: (who: string) => {
      const view = viewCase(policy, state as CaseState, person(who), { today: START });
      return view.ok ? view.value.mine.map(({ type }) => type) : [];
    },
  };
}

describe('a running case', () => {
  test('waits for an optional step that others wait for: somebody has it as a task', () => {
    const run = story({}, { optional: true }, { after: 'two' });
    run.do('p0', run.open);
    const tasks = tasksOf(run.policy, run.state, run.person('p0'), { today: START });
    expect(tasks.ok && tasks.value.map(({ step }) => step)).toEqual(['s1']);
  });

  test('waits for an optional step that an outcome pointed at: somebody has it as a task, and then the case ends', () => {
    const run = story({ form: 'choice', leads: 'jump' }, {}, { optional: true });
    run.do('p0', { ...run.open, data: { choice0: 'skip' } });
    const tasks = tasksOf(run.policy, run.state, run.person('p0'), { today: START });
    expect(tasks.ok && tasks.value.map(({ step }) => step)).toEqual(['s2']);
    expect(run.state.ended).toBeUndefined();
    expect(run.do('p0', run.submit('s2'))).toEqual([]);
    expect(run.state.ended).toMatchObject({ end: 'finished' });
  });

  test('goes on when a log that others rest on gets one more entry that is to be signed', () => {
    const run = story({}, { repeat: true, signing: 'list' }, {}, {});
    run.do('p0', run.open);
    run.do('p0', run.submit('s1'));
    expect([run.do('p0', run.sign('s1')), run.do('p1', run.sign('s1')), run.do('p0', run.submit('s2'))]).toEqual([
      [],
      [],
      [],
    ]);
    expect(run.do('p0', run.submit('s1'))).toEqual([]);
    const next = whatNext(run.policy, run.state, START);
    expect(next.ok && next.value.open.map(({ path, kind }) => `${kind} ${path}`)).toEqual(['sign s1', 'submit s3']);
    expect([run.do('p0', run.sign('s1')), run.do('p1', run.sign('s1'))]).toEqual([[], []]);
    expect(run.state.steps['s1']).toMatchObject({ status: 'done' });
  });
});

describe('what was signed', () => {
  test('in earlier entries of a log is not corrected beneath the signatures; the last entry is, and is signed again', () => {
    const run = story({}, { repeat: true, form: 'text', signing: 'list' }, {});
    const enter = (note1: string) => {
      run.do('p0', run.submit('s1', { note1 }));
      return run.state.steps['s1']?.submissions.at(-1)?.event ?? '';
    };
    const signBoth = () => [run.do('p0', run.sign('s1')), run.do('p1', run.sign('s1'))];
    const correct = (submission: string, note1: string) =>
      run.do('p0', { type: 'correct', step: 's1', submission, data: { note1 }, reason: 'slip' });
    run.do('p0', run.open);
    const first = enter('first');
    expect(signBoth()).toEqual([[], []]);
    const second = enter('second');
    // While the new entry waits for signatures and once it has them, the earlier one stays as it was signed.
    const signed = run.state.steps['s1']?.submissions[0];
    expect(correct(first, 'other')).toEqual(['signedAndUsed']);
    expect(signBoth()).toEqual([[], []]);
    expect(correct(first, 'other')).toEqual(['signedAndUsed']);
    expect(run.state.steps['s1']?.submissions[0]).toEqual(signed);
    expect(correct(second, 'second, amended')).toEqual([]);
    expect(run.state.steps['s1']).toMatchObject({ status: 'signing', signatures: [] });
    expect(signBoth()).toEqual([[], []]);
    expect(run.state.steps['s1']?.submissions.map(({ data }) => data['note1'])).toEqual(['first', 'second, amended']);
  });
});

describe('what is offered is taken', () => {
  test('a step that an outcome jumped over is neither offered nor taken', () => {
    const run = story({ form: 'choice', leads: 'jump' }, {}, {});
    run.do('p0', { ...run.open, data: { choice0: 'skip' } });
    expect(run.do('p0', run.submit('s1'))).toEqual(['tooEarly']);
    expect(run.do('p0', run.submit('s2'))).toEqual([]);
  });

  test('who once took part and holds no post any more sees the case and is offered no comment', () => {
    const run = story({}, { actors: 4 }, {});
    run.do('p0', run.open);
    run.do('t', run.submit('s1'));
    const left = { ...run.person('t'), assignments: [] };
    const view = viewCase(run.policy, run.state, left, { today: START });
    expect(view.ok && view.value.mine).toEqual([]);
  });

  test('what was signed is not corrected once the case has ended: nobody could sign it again', () => {
    const run = story({}, { form: 'text', signing: 'list' });
    run.do('p0', run.open);
    run.do('p0', run.submit('s1', { note1: 'as agreed' }));
    run.do('p0', run.sign('s1'));
    run.do('p1', run.sign('s1'));
    expect(run.state.ended).toMatchObject({ end: 'finished' });
    expect(run.offers('p0')).not.toContain('correct');
    expect(run.do('p0', { type: 'correct', step: 's1', data: { note1: 'other' }, reason: 'slip' })).toEqual([
      'signedAndEnded',
    ]);
  });
});
