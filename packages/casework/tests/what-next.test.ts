import type { JsonValue } from '@cebao/engine';
import { judgeStep } from '@cebao/pack';
import { describe, expect, test } from 'vitest';
import {
  type CaseCommand,
  type CommandContext,
  foldCase,
  maySee,
  migrateCase,
  tasksOf,
  viewCase,
  whatNext,
} from '../src/index.ts';
import { CaseRun } from './case-run.ts';
import { type CastName, cast, contextMaker, VILLAGE } from './demo-policy.ts';
import { servicePolicy } from './service-policy.ts';

const policy = servicePolicy();
const on = (day: string): Partial<CommandContext> => ({ now: `${day}T09:00:00+08:00` });
const form = { reps: 6 };
const price = { appliedAmount: 100, year: 2026 };

function asked(day = '2026-09-28'): CaseRun {
  const run = new CaseRun(policy);
  run.go(
    'committee',
    { type: 'open', flow: 'demo.service', place: VILLAGE, data: { title: 'Tea' }, submit: true },
    on(day),
  );
  return run;
}

function settled(): CaseRun {
  const run = asked();
  run.submit('party', 'look', form, on('2026-09-29'));
  run.submit('signer', 'price', price, on('2026-09-30'));
  run.submit('town', 'settle', { decisionResult: 'approved' }, on('2026-10-08'));
  for (const who of ['committee', 'party'] as const)
    run.go(
      who,
      { type: 'sign', step: 'settle', contentHash: run.case.steps.settle?.submissions.at(-1)?.contentHash ?? '' },
      on('2026-10-08'),
    );
  return run;
}

function next(run: CaseRun, day: string, who?: CastName) {
  const found = whatNext(policy, run.case, day, who && cast[who]);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

describe('deadlines', () => {
  test('count working days over a holiday, from when the case came to the step, whatever goes on beside it', () => {
    const run = asked();
    run.submit('signer', 'price', price, on('2026-09-30'));
    const look = next(run, '2026-09-30').open.find(({ path }) => path === 'look');
    expect(look?.since.slice(0, 10)).toBe('2026-09-28');
    // 29, 30 September, 8, 9 and the worked Saturday 10 October.
    expect(look?.deadline).toEqual({
      on: '2026-10-10',
      provisional: false,
      left: 3,
      state: 'ahead',
      days: 5,
      calendar: 'working',
      basis: 'assumption',
      key: 'lookDue',
      remindFrom: '2026-10-08',
      escalates: { to: 'bureau', from: '2026-10-13', now: false },
    });
  });

  test.each([
    ['2026-10-07', 'ahead', 3, false],
    ['2026-10-08', 'soon', 2, false],
    ['2026-10-10', 'soon', 0, false],
    ['2026-10-11', 'overdue', -1, false],
    ['2026-10-12', 'overdue', -1, false],
    ['2026-10-13', 'overdue', -2, true],
  ])('on %s it is %s', (day, state, left, now) => {
    const deadline = next(asked(), day).open.find(({ path }) => path === 'look')?.deadline;
    expect([deadline?.state, deadline?.left, deadline?.escalates?.now]).toEqual([state, left, now]);
  });

  test('a year that is not published makes the day provisional; the newest calendars go before the case’s', () => {
    const run = asked('2026-12-30');
    const [look] = next(run, '2026-12-30').open;
    expect(look?.deadline).toMatchObject({ on: '2027-01-06', provisional: true });
    const published = {
      ...(policy.calendars[0] as (typeof policy.calendars)[number]),
      year: 2027,
      workdays: [],
      holidays: [{ title: 'New Year', from: '2027-01-01', to: '2027-01-01' }],
    };
    const newer = whatNext(policy, run.case, '2026-12-30', undefined, { calendars: [...policy.calendars, published] });
    expect(newer.ok && newer.value.open[0]?.deadline).toMatchObject({ on: '2027-01-07', provisional: false });
  });

  test('never refuse: an overdue step is taken as any other, and told in the task', () => {
    const run = asked();
    const tasks = tasksOf(policy, run.case, cast.party, { today: '2027-03-01' });
    expect(tasks.ok && tasks.value[0]?.deadline?.state).toBe('overdue');
    run.submit('party', 'look', form, on('2027-03-01'));
    expect(run.case.done).toContain('look');
  });

  test('the body it is escalated to may look at the case', () => {
    expect(
      maySee(
        servicePolicy((flow) => Object.assign(flow.opens as object, { overseers: [] })),
        asked().case,
        { ...cast.bureau, assignments: [{ role: 'bureauDesk', place: 'zz/city/banner' }] },
      ),
    ).toBe(true);
  });
});

describe('parallel and joint steps', () => {
  test('both are open at once, the joint one waits for both and says so', () => {
    const { open, later } = next(asked(), '2026-09-29', 'town');
    expect(open.map(({ path, mine, who }) => [path, mine, who.map(({ body }) => body)])).toEqual([
      ['look', false, ['partyOrg']],
      ['price', false, ['community']],
    ]);
    expect(later[0]).toMatchObject({
      path: 'settle',
      who: [{ body: 'town' }],
      whyNot: { code: 'waitsForSteps', params: { waitsFor: ['Look', 'Price'] } },
    });
  });

  test('one done, the other still open; then the joint step waits for its signatures', () => {
    const run = asked();
    run.submit('party', 'look', form, on('2026-09-29'));
    expect(next(run, '2026-09-29').open.map(({ path }) => path)).toEqual(['price']);
    expect(run.refuse('town', { type: 'submit', step: 'settle', data: { decisionResult: 'approved' } })).toEqual([
      'tooEarly',
    ]);
    run.submit('signer', 'price', price, on('2026-09-30'));
    run.submit('town', 'settle', { decisionResult: 'approved' }, on('2026-10-08'));
    expect(next(run, '2026-10-08', 'committee').open[0]).toMatchObject({
      kind: 'sign',
      mine: true,
      since: '2026-10-08T09:00:00+08:00',
    });
  });
});

describe('rounds', () => {
  test('an outcome leads back, earlier submissions stay valid, as often as it is wanted', () => {
    const run = settled();
    for (const [round, people] of [
      [1, 10],
      [2, 20],
      [3, 30],
    ] as const) {
      run.submit('worker', 'serve', { servedOn: '2026-10-09', people });
      expect(run.refuse('town', { type: 'submit', step: 'close', data: {} })).toEqual(['tooEarly']);
      const state = run.submit('party', 'evaluate', { reviewResult: round < 3 ? 'goOn' : 'keep' });
      expect(state.done.includes('serve')).toBe(round === 3);
    }
    const { serve } = run.case.steps;
    expect(serve?.submissions.map(({ superseded, round = 1, data }) => [superseded, round, data.people])).toEqual([
      [false, 1, 10],
      [false, 2, 20],
      [false, 3, 30],
    ]);
    expect(next(run, '2026-10-09', 'town').open.map(({ path, mine }) => [path, mine])).toEqual([['close', true]]);
    expect(run.case.timeline.filter(({ to }) => to === 'serve')).toHaveLength(2);
    run.submit('town', 'close');
    expect(run.case.ended?.end).toBe('finished');
    expect(foldCase(JSON.parse(JSON.stringify(run.events)))).toEqual(run.case);
  });

  test('a return within a round takes back that round only; the step says when it was opened again', () => {
    const run = settled();
    run.submit('worker', 'serve', { servedOn: '2026-10-09', people: 10 }, on('2026-10-09'));
    run.submit('party', 'evaluate', { reviewResult: 'goOn' }, on('2026-10-12'));
    expect(next(run, '2026-10-12').open[0]).toMatchObject({
      path: 'serve',
      since: '2026-10-12T09:00:00+08:00',
      prefill: { people: 10 },
    });
    run.submit('worker', 'serve', { servedOn: '2026-10-12', people: 99 });
    run.go('party', { type: 'return', to: 'serve', reason: 'too many' });
    run.submit('worker', 'serve', { servedOn: '2026-10-12', people: 20 });
    expect(
      run.case.steps.serve?.submissions.filter(({ superseded }) => !superseded).map(({ data }) => data.people),
    ).toEqual([10, 20]);
  });

  test('the kernel that answers step questions reads a done list with a round begun alike', () => {
    const flow = policy.findFlow('demo.service');
    if (!flow) throw new Error('no flow');
    const ask = (action: string, done: string[], facts: Record<string, JsonValue>) =>
      judgeStep(flow, { done, action, read: (name) => facts[name] }, (expression, read) =>
        policy.evaluate(expression, read, () => undefined),
      );
    const all = ['ask', 'look', 'price', 'settle', 'serve', 'evaluate'];
    expect(ask('serve', all, { reviewResult: 'goOn' })).toMatchObject({ value: { kind: 'allowed' } });
    expect(ask('close', all, { reviewResult: 'goOn' })).toMatchObject({
      value: { kind: 'refused', reason: 'tooEarly' },
    });
    expect(ask('close', all, { reviewResult: 'keep' })).toMatchObject({ value: { kind: 'allowed' } });
    expect(ask('serve', all, { reviewResult: 'keep' })).toMatchObject({ value: { kind: 'refused' } });
    expect(ask('evaluate', all.slice(0, 5), { reviewResult: 'goOn' })).toMatchObject({
      value: { next: 'serve', reason: 'goesOn', onward: { again: true } },
    });
  });

  test('a correction may not turn a round into something else', () => {
    const run = settled();
    run.submit('worker', 'serve', { servedOn: '2026-10-09', people: 10 });
    run.submit('party', 'evaluate', { reviewResult: 'keep' });
    expect(
      run.refuse('party', { type: 'correct', step: 'evaluate', data: { reviewResult: 'goOn' }, reason: 'slip' }),
    ).toEqual(['correctionChangesWay']);
  });
});

describe('resubmit limits', () => {
  const sendBack = (run: CaseRun): void => void run.go('party', { type: 'return', to: 'ask', reason: 'again' });
  const again: CaseCommand = { type: 'submit', step: 'ask', data: { title: 'Tea' } };

  test('a limit of the place bars a further return with its reason, so that nobody waits for what may not come', () => {
    const run = asked();
    const offers = () => {
      const view = viewCase(policy, run.case, cast.party, { today: '2026-09-28' });
      return view.ok ? view.value.mine.map(({ type }) => type) : [];
    };
    expect(offers()).toContain('return');
    sendBack(run);
    expect(next(run, '2026-09-28').open[0]?.resubmits).toMatchObject({ most: 1, used: 0, spent: false });
    run.go('committee', again);
    expect(run.refuse('party', { type: 'return', to: 'ask', reason: 'again' })).toEqual(['askedTooOften']);
    expect(offers()).not.toContain('return');
    expect(offers()).toContain('submit');
  });

  test('whoever would return it is told why not, and who may withdraw it instead; others are not', () => {
    const run = asked();
    const told = (who: CastName) => {
      const view = viewCase(policy, run.case, cast[who], { today: '2026-09-28' });
      return (
        view.ok && view.value.noReturns.map(({ to, why, withdraws }) => [to, why, withdraws.map(({ body }) => body)])
      );
    };
    expect(told('party')).toEqual([]);
    sendBack(run);
    run.go('committee', again);
    const [barred] = told('party') || [];
    expect(barred).toMatchObject(['ask', { code: 'askedTooOften', params: { most: 1 } }, [run.case.openedBy.body]]);
    expect(told('committee')).toEqual([]);
  });

  test('a limit that is an assumption only advises', () => {
    const run = new CaseRun(
      servicePolicy((flow) => Object.assign(flow.steps[0]?.resubmits as object, { basis: 'assumption' })),
    );
    run.go('committee', { type: 'open', flow: 'demo.service', place: VILLAGE, data: { title: 'Tea' }, submit: true });
    for (let time = 0; time < 3; time += 1) {
      sendBack(run);
      run.go('committee', again);
    }
    expect(run.case.steps.ask?.submissions.at(-1)?.judged).toMatchObject({
      advice: [{ reason: 'askedTooOften', assumptions: ['mostAsks'] }],
      assumptions: ['mostAsks'],
    });
  });
});

describe('posts and deputies in a case', () => {
  test('a post holds from its first to its last day, for commands and views alike', () => {
    const run = asked();
    const past = { ...cast.party, assignments: [{ role: 'partyClerk', place: VILLAGE, until: '2026-09-28' }] };
    const today = viewCase(policy, run.case, past, { today: '2026-09-28' });
    const tomorrow = viewCase(policy, run.case, past, { today: '2026-09-29' });
    expect([today, tomorrow].map((view) => view.ok && view.value.mine.some(({ type }) => type === 'submit'))).toEqual([
      true,
      false,
    ]);
    expect(
      run.refuse('party', { type: 'submit', step: 'look', data: form }, { ...on('2026-09-29'), actor: past }),
    ).toEqual(['notYourStep']);
  });

  test('a deputy acts in the post of whom they stand in for; the event keeps both', () => {
    const run = asked();
    const deputy = {
      ...cast.worker,
      assignments: [...cast.worker.assignments, { role: 'partyClerk', place: VILLAGE, for: 'party' }],
    };
    const open = whatNext(policy, run.case, '2026-09-29', deputy);
    expect(open.ok && open.value.open.find(({ path }) => path === 'look')).toMatchObject({
      mine: true,
      deputyOf: 'party',
    });
    run.go('worker', { type: 'submit', step: 'look', data: form }, { ...on('2026-09-29'), actor: deputy });
    expect(run.case.steps.look?.submissions[0]?.actor).toMatchObject({
      person: 'worker',
      body: 'partyOrg',
      for: 'party',
    });
  });
});

describe('moving a running case to other rules', () => {
  const later = servicePolicy((flow) => {
    Object.assign(flow.steps[1] as object, { due: { days: 8, calendar: 'working', basis: 'outside', key: 'lookDue' } });
    Object.assign(flow.steps[2] as object, { id: 'cost', title: 'Cost', actors: ['committee'] });
    Object.assign(flow.steps[3] as object, { after: ['look', 'cost', 'check'] });
    flow.steps.splice(3, 0, {
      id: 'check',
      title: 'Check',
      actors: ['town'],
      after: ['cost'],
      form: 'demo.form.assessment',
    });
  });
  const context = () => ({ ...contextMaker()(cast.bureau, on('2026-10-08')) });
  const renames = { price: 'cost' };

  test('a rehearsal lists each effect and changes nothing', () => {
    const run = asked();
    run.submit('signer', 'price', price, on('2026-09-29'));
    const before = JSON.stringify(run.case);
    const moved = migrateCase(policy, later, run.case, { reason: 'New limits', renames }, context());
    expect(moved.ok && moved.value.effects).toEqual([
      { kind: 'dueChanges', step: 'look', title: 'Look', before: '2026-10-10', after: '2026-10-14' },
      { kind: 'actorsChange', step: 'cost', title: 'Cost', before: 'the community', after: 'the committee' },
      { kind: 'stepAdded', step: 'check', title: 'Check' },
    ]);
    expect(JSON.stringify(run.case)).toBe(before);
  });

  test('kept, the case goes on under the new rules with what was done', () => {
    const run = asked();
    run.submit('signer', 'price', price, on('2026-09-29'));
    const moved = migrateCase(policy, later, run.case, { reason: 'New limits', renames }, context());
    if (!moved.ok) throw new Error(JSON.stringify(moved.issues));
    const state = foldCase([...run.events, moved.value]);
    expect(state).toMatchObject({ revision: later.revision, governedOn: run.case.governedOn, done: ['ask', 'cost'] });
    const open = state && whatNext(later, state, '2026-10-08', cast.town);
    expect(open?.ok && open.value.open.map(({ path, mine }) => [path, mine])).toEqual([
      ['look', false],
      ['check', true],
    ]);
    expect(state?.timeline.at(-1)).toMatchObject({ type: 'migrated', text: 'New limits' });
  });

  test.each([
    ['a step that has no place any more', {}, 'bureau', 'stepLost'],
    ['somebody who does not oversee the place', { renames }, 'town', 'notYoursToMigrate'],
    ['no reason', { renames, reason: ' ' }, 'bureau', 'reasonMissing'],
  ] as const)('refused: %s', (_name, more, who, code) => {
    const run = asked();
    run.submit('signer', 'price', price, on('2026-09-29'));
    const moved = migrateCase(
      policy,
      later,
      run.case,
      { reason: 'New limits', ...more },
      { ...context(), actor: cast[who] },
    );
    expect(moved.ok ? [] : moved.issues.map((one) => one.code)).toEqual([code]);
  });

  test('refused where nothing could happen any more, and where nothing changes', () => {
    const run = asked();
    const stuck = servicePolicy((flow) => {
      for (const step of flow.steps.slice(1)) step.blocks = [{ when: true }];
    });
    const codes = [stuck, policy].map((to) => {
      const moved = migrateCase(policy, to, run.case, { reason: 'x' }, context());
      return moved.ok ? [] : moved.issues.map(({ code }) => code);
    });
    expect(codes).toEqual([['migrationStops'], ['sameRevision']]);
  });
});
