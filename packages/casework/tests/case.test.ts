import { describe, expect, test } from 'vitest';
import {
  type CaseView,
  fillPrint,
  foldCase,
  lookUp,
  lookupQueries,
  maySee,
  previewStep,
  registerRecords,
  statusOf,
  tasksOf,
  viewCase,
} from '../src/index.ts';
import { CaseRun } from './case-run.ts';
import { type CastName, cast, demoFiles, demoPolicy, VILLAGE } from './demo-policy.ts';

function view(run: CaseRun, who?: CastName): CaseView {
  const seen = viewCase(run.policy, run.case, who && cast[who], {
    today: '2026-11-25',
    place: (path) => `place ${path}`,
  });
  if (!seen.ok) throw new Error(JSON.stringify(seen.issues));
  return seen.value;
}

const stepStates = (run: CaseRun) =>
  Object.fromEntries(
    view(run)
      .outline.flatMap(({ steps }) => steps)
      .map(({ path, state }) => [path, state]),
  );
const actions = (run: CaseRun, who: CastName) =>
  view(run, who).mine.map((action) =>
    `${action.type} ${'step' in action ? action.step : 'to' in action ? action.to : ''}`.trim(),
  );

describe('a case from the first form to its end', () => {
  test('goes through its stages, each by its own people', () => {
    const run = new CaseRun().upTo('serve');
    expect(run.case.title).toBe('Tea for elders');
    expect(run.case.parties).toEqual({ socialOrg: 'org-1', evaluator: 'eval-1' });
    run.submit('signer', 'work/pay', { paymentAmount: 50000.05 });
    run.submit('signer', 'work/pay', { paymentAmount: 9999.9 });
    run.submit('evaluator', 'work/accept', { acceptedOn: '2026-11-25' });
    expect(run.case.ended).toMatchObject({ end: 'finished', step: 'work' });
    expect(statusOf(run.case)).toBe('ended');
    expect(view(run).summary.map(({ text }) => text)).toEqual(['120,000.50 元', '59,999.95 元']);
    expect(
      run.refuse('worker', { type: 'submit', step: 'work/serve', data: { servedOn: '2026-11-26', people: 1 } }),
    ).toEqual(['caseEnded']);
    expect(foldCase(run.events)).toEqual(run.case);
  });

  test('opening with the first step is all or nothing', () => {
    const run = new CaseRun();
    expect(
      run.refuse('org', {
        type: 'open',
        flow: 'demo.case',
        place: VILLAGE,
        data: { implementer: 'org-1' },
        submit: true,
      }),
    ).toEqual(['fieldRequired']);
    expect(run.state).toBeUndefined();
    run.go('committee', { type: 'open', flow: 'demo.case', place: VILLAGE, data: { title: 'Lamps' } });
    expect(run.case.title).toBe('Lamps');
    expect(run.case.done).toEqual([]);
    expect(run.refuse('committee', { type: 'open', flow: 'demo.case', place: VILLAGE })).toEqual(['caseExists']);
  });

  test.each([
    ['another level', 'org', { flow: 'demo.case', place: 'zz/city/banner/town' }, 'wrongLevel'],
    ['no such flow', 'org', { flow: 'demo.nothing', place: VILLAGE }, 'unknownFlow'],
    ['a flow that is only carried', 'org', { flow: 'demo.chain', place: VILLAGE }, 'flowNotOpened'],
    ['people who do not open', 'town', { flow: 'demo.case', place: VILLAGE }, 'notYoursToOpen'],
    [
      'data the first form does not have',
      'org',
      { flow: 'demo.case', place: VILLAGE, data: { contractAmount: 1 } },
      'fieldUnknown',
    ],
  ] as const)('is not opened: %s', (_name, who, open, code) => {
    expect(new CaseRun().refuse(who, { type: 'open', ...open })).toEqual([code]);
  });

  test('keeps the revision and the day it was opened under', () => {
    const run = new CaseRun();
    run.go('org', { type: 'open', flow: 'demo.case', place: VILLAGE }, { governedOn: '2026-01-05' });
    expect(run.case).toMatchObject({ governedOn: '2026-01-05', revision: run.policy.revision });
    const other = demoPolicy({
      'params/tenderLine.json': {
        kind: 'param',
        id: 'tenderLine',
        title: 'Tender line',
        unit: 'yuan',
        merge: 'override',
        values: [{ value: 150000, basis: 'outside' }],
      },
    });
    const moved = new CaseRun(other);
    moved.state = run.case;
    expect(moved.refuse('org', { type: 'submit', step: 'demand/collect', data: { title: 'x' } })).toEqual([
      'otherRevision',
    ]);
  });

  test('a larger amount takes the other way', () => {
    const run = new CaseRun().upTo('apply', 200000.01);
    expect(stepStates(run)).toMatchObject({ 'demand/apply': 'done', 'purchase/award': 'open', 'work/plan': 'waiting' });
    expect(run.case.data.routeAnswer).toMatchObject({ status: 'decided', value: { route: 'tender' } });
    expect(new CaseRun().upTo('apply', 200000).case.data.routeAnswer).toMatchObject({ value: { route: 'own' } });
  });

  test('a lost review ends it with its reason', () => {
    const run = new CaseRun().upTo('apply');
    run.submit('party', 'purchase/review', { reviewResult: 'fail' });
    expect(run.case.ended).toMatchObject({ end: 'refused', step: 'purchase/review', reason: 'reviewLost' });
    expect(stepStates(run)).toMatchObject({
      'purchase/review': 'done',
      'purchase/decide': 'ended',
      'work/plan': 'ended',
    });
    expect(
      run.refuse('town', { type: 'submit', step: 'purchase/decide', data: { decisionResult: 'approved' } }),
    ).toEqual(['caseEnded']);
  });
});

describe('who may take a step', () => {
  test('a refusal says who can', () => {
    const run = new CaseRun().upTo('apply');
    const refused = run.try('org', { type: 'submit', step: 'purchase/review', data: { reviewResult: 'pass' } });
    expect(refused).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'notYourStep',
          params: { step: 'Review', who: ['the partyOrg'], bodies: [{ body: 'partyOrg', place: VILLAGE }] },
        },
      ],
    });
    expect(
      run.refuse('otherParty', { type: 'submit', step: 'purchase/review', data: { reviewResult: 'pass' } }),
    ).toEqual(['notYourStep']);
    expect(view(run, 'org').whyNot).toMatchObject({ code: 'notYourStep', params: { who: ['the partyOrg'] } });
  });
  test('a town clerk acts for the village below, an organisation only for itself', () => {
    const run = new CaseRun().upTo('assess');
    expect(
      run.refuse('otherOrg', { type: 'submit', step: 'demand/apply', data: { appliedAmount: 1, year: 2026 } }),
    ).toEqual(['notYourStep']);
    run.submit('org', 'demand/apply', { appliedAmount: 10, year: 2026 });
    run.submit('party', 'purchase/review', { reviewResult: 'pass' });
    run.submit('town', 'purchase/decide', { decisionResult: 'approved' });
  });
  test('nobody names another organisation as the one that acts', () => {
    const run = new CaseRun();
    expect(
      run.refuse('org', {
        type: 'open',
        flow: 'demo.case',
        place: VILLAGE,
        data: { title: 'x', implementer: 'org-2' },
        submit: true,
      }),
    ).toEqual(['otherParty']);
  });
  test('a button is offered exactly to those whose command is heard', () => {
    const run = new CaseRun().upTo('review');
    for (const who of Object.keys(cast) as CastName[]) {
      const offered = actions(run, who).includes('submit purchase/decide');
      const heard = new CaseRun(run.policy);
      heard.state = run.case;
      expect(
        heard.refuse(who, { type: 'submit', step: 'purchase/decide', data: { decisionResult: 'approved' } }).length ===
          0,
      ).toBe(offered);
    }
    expect(actions(run, 'town')).toEqual([
      'submit purchase/decide',
      'return demand/apply',
      'return purchase/review',
      'comment',
    ]);
    expect(tasksOf(run.policy, run.case, cast.town)).toMatchObject({
      ok: true,
      value: [{ step: 'purchase/decide', kind: 'submit' }],
    });
    expect(tasksOf(run.policy, run.case, cast.party)).toEqual({ ok: true, value: [] });
  });
  test('who sees a case', () => {
    const run = new CaseRun().upTo('collect');
    const sees = (who: CastName) => maySee(run.policy, run.case, cast[who]);
    expect((['org', 'committee', 'party', 'town', 'bureau'] as const).map(sees)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect((['otherOrg', 'otherParty', 'evaluator'] as const).map(sees)).toEqual([false, false, false]);
  });
});

describe('out of order, wrong or missing content', () => {
  test.each([
    ['purchase/decide', { decisionResult: 'approved' }, 'town', 'stageTooEarly'],
    ['demand/apply', { appliedAmount: 1, year: 2026 }, 'org', 'tooEarly'],
    ['demand/collect', { title: 'again' }, 'org', 'tooEarly'],
    ['demand/nothing', {}, 'org', 'unknownStep'],
    ['demand/assess', { reps: 0 }, 'committee', 'noRep'],
    ['demand/assess', {}, 'committee', 'fieldRequired'],
    ['demand/assess', { reps: 6, extra: 1 }, 'committee', 'fieldUnknown'],
  ] as const)('%s %o by %s: %s', (step, data, who, code) => {
    const run = new CaseRun().upTo('collect');
    expect(run.refuse(who, { type: 'submit', step, data })).toEqual([code]);
    expect(run.case.version).toBe(2);
  });
  test('against what rests on an assumption the person in charge decides, with a reason that is kept', () => {
    const run = new CaseRun().upTo('collect');
    const assess = { type: 'submit', step: 'demand/assess', data: { reps: 3 } } as const;
    expect(run.refuse('committee', assess)).toEqual(['adviceNeedsReason']);
    expect(run.refuse('committee', { ...assess, despite: '  ' })).toEqual(['adviceNeedsReason']);
    run.go('committee', { ...assess, despite: ' the others were asked by telephone ' });
    expect(run.case.steps['demand/assess']?.submissions[0]?.despite).toBe('the others were asked by telephone');
    expect(run.case.timeline.at(-1)?.despite).toBe('the others were asked by telephone');
    expect(run.case.steps['demand/assess']?.submissions[0]?.judged.advice).toEqual([
      { reason: 'tooFew', assumptions: ['fewest'] },
    ]);
  });
  test('a blocking decision refuses, unless it rests on an assumption', () => {
    const run = new CaseRun().upTo('assess');
    expect(run.refuse('org', { type: 'submit', step: 'demand/apply', data: { appliedAmount: 0, year: 2026 } })).toEqual(
      ['notPositive'],
    );
    const later = new CaseRun().upTo('contract');
    later.submit('org', 'work/plan', { months: 36 });
    expect(later.case.data.planAnswer).toMatchObject({
      status: 'invalid',
      reason: 'planTooLong',
      assumptions: ['longestPlan'],
    });
  });
  test('every answer is kept with what was asked', () => {
    const run = new CaseRun().upTo('apply');
    expect(run.case.decisions).toMatchObject([
      {
        decision: 'demo/route',
        step: 'demand/apply',
        facts: { amount: 120000.5, others: [] },
        revision: run.policy.revision,
        answer: { status: 'decided' },
      },
    ]);
  });
  test('an answer that differs from the screen is refused with both', () => {
    const run = new CaseRun().upTo('assess');
    const shown = { status: 'decided', value: { route: 'tender' }, reason: null };
    const command = { type: 'submit', step: 'demand/apply', data: { appliedAmount: 5, year: 2026 } } as const;
    const refused = run.try('org', command, { preview: { revision: 'other', answers: { 'demo/route': shown } } });
    expect(refused).toMatchObject({
      ok: false,
      issues: [{ code: 'previewDiffers', params: { preview: shown, answer: { value: { route: 'own' } } } }],
    });
    run.go('org', command, {
      preview: { revision: 'other', answers: { 'demo/route': { status: 'decided', value: { route: 'own' } } } },
    });
  });
  test('the preview while typing is what the submission will record; half a form is no problem', () => {
    const run = new CaseRun().upTo('assess');
    const data = { appliedAmount: 200000.01, year: 2026 };
    const lookups = { others: [{ amount: 1 }] };
    const half = previewStep(run.policy, run.case, 'demand/apply', {}, { today: '2026-11-25' });
    expect(half).toMatchObject({ ok: true, value: { decisions: [{ answer: { status: 'missingFacts' } }] } });
    const preview = previewStep(run.policy, run.case, 'demand/apply', data, { today: '2026-11-25', lookups });
    run.submit('org', 'demand/apply', data, { lookups });
    const event = run.events.at(-1);
    expect(preview.ok && event?.type === 'submitted' && preview.value.decisions).toEqual(
      event?.type === 'submitted' && event.decisions,
    );
    expect(preview.ok && preview.value.judged).toEqual(event?.type === 'submitted' && event.judged);
  });
  test('lookups are facts of the decisions', () => {
    const run = new CaseRun().upTo('assess');
    run.submit(
      'org',
      'demand/apply',
      { appliedAmount: 120000, year: 2026 },
      { lookups: { others: [{ amount: 100000 }] } },
    );
    expect(run.case.data.routeAnswer).toMatchObject({ warnings: ['split'] });
  });
});

describe('paper, attachments, comments, withdrawal', () => {
  test('a matter kept on paper is entered with its true day, never in the future', () => {
    const run = new CaseRun().upTo('apply');
    const enter = (on: string, reason: string) =>
      run.refuse('party', {
        type: 'submit',
        step: 'purchase/review',
        data: { reviewResult: 'pass' },
        attachments: ['file-1'],
        paper: { on, reason },
      });
    expect(enter('2026-11-26', 'meeting')).toEqual(['paperInFuture']);
    expect(enter('2026-02-30', 'meeting')).toEqual(['notADate']);
    expect(enter('2026-11-03', ' ')).toEqual(['reasonMissing']);
    expect(enter('2026-11-03', 'meeting')).toEqual([]);
    expect(run.case.steps['purchase/review']?.submissions[0]).toMatchObject({
      on: '2026-11-03',
      at: '2026-11-25T09:30:00+08:00',
      attachments: ['file-1'],
    });
    expect(run.case.attachments).toMatchObject([{ id: 'file-1', step: 'purchase/review' }]);
    expect(run.case.timeline.at(-1)).toMatchObject({ on: '2026-11-03', text: 'meeting' });
  });
  test('the body that opened it withdraws it; then nothing moves', () => {
    const run = new CaseRun().upTo('apply');
    expect(run.refuse('party', { type: 'withdraw', reason: 'no' })).toEqual(['notYoursToWithdraw']);
    expect(run.refuse('org', { type: 'withdraw', reason: '' })).toEqual(['reasonMissing']);
    run.go('org', { type: 'withdraw', reason: 'no longer needed' });
    expect(statusOf(run.case)).toBe('withdrawn');
    expect(run.refuse('party', { type: 'submit', step: 'purchase/review', data: { reviewResult: 'pass' } })).toEqual([
      'caseWithdrawn',
    ]);
    expect(view(run, 'party').openSteps).toEqual([]);
    run.go('party', { type: 'comment', text: 'noted' });
  });
  test('strangers do not comment', () => {
    expect(new CaseRun().upTo('apply').refuse('otherParty', { type: 'comment', text: 'hm' })).toEqual([
      'notYoursToSee',
    ]);
  });
});

describe('returned for correction', () => {
  test('opens the step and what rests on it, keeps what happened, and goes on after resubmission', () => {
    const run = new CaseRun().upTo('review');
    run.go('town', { type: 'return', to: 'demand/apply', reason: 'the amount is wrong' });
    expect(statusOf(run.case)).toBe('returned');
    expect(run.case.done).toEqual(['demand/collect', 'demand/assess']);
    expect(run.case.returned).toMatchObject({
      from: 'purchase/decide',
      to: 'demand/apply',
      reason: 'the amount is wrong',
      by: { person: 'town', body: 'town' },
    });
    expect(run.case.data).not.toHaveProperty('reviewResult');
    expect(run.case.steps['purchase/review']).toMatchObject({
      status: 'reopened',
      submissions: [{ superseded: true, data: { reviewResult: 'pass' } }],
    });
    expect(view(run, 'org').openSteps).toMatchObject([
      {
        path: 'demand/apply',
        mine: true,
        returned: { reason: 'the amount is wrong' },
        prefill: { appliedAmount: 120000.5 },
      },
    ]);
    expect(tasksOf(run.policy, run.case, cast.org)).toMatchObject({
      ok: true,
      value: [{ step: 'demand/apply', returned: { reason: 'the amount is wrong' } }],
    });
    run.submit('org', 'demand/apply', { appliedAmount: 90000, year: 2026 });
    expect(run.case.returned).toBeUndefined();
    expect(run.case.data.appliedAmount).toBe(90000);
    expect(stepStates(run)).toMatchObject({
      'demand/apply': 'done',
      'purchase/apply': 'done',
      'purchase/review': 'open',
      'purchase/decide': 'waiting',
    });
    run.submit('party', 'purchase/review', { reviewResult: 'pass' });
    expect(run.case.steps['purchase/review']?.submissions).toMatchObject([{ superseded: true }, { superseded: false }]);
  });
  test('a step done by an earlier one is returned to the earlier one', () => {
    const run = new CaseRun().upTo('apply');
    run.go('party', { type: 'return', to: 'purchase/apply', reason: 'unclear' });
    expect(run.case.returned?.to).toBe('demand/apply');
  });
  test('only where the flow says so, and only by those at that step', () => {
    const run = new CaseRun().upTo('review');
    expect(run.refuse('town', { type: 'return', to: 'demand/collect', reason: 'x' })).toEqual(['cannotReturnTo']);
    expect(run.refuse('party', { type: 'return', to: 'demand/apply', reason: 'x' })).toEqual(['notYourReturn']);
    expect(run.refuse('town', { type: 'return', to: 'demand/apply', reason: '  ' })).toEqual(['reasonMissing']);
  });
  test('logs stay when the plan is returned', () => {
    const run = new CaseRun().upTo('serve');
    run.submit('worker', 'work/serve', { servedOn: '2026-11-23', people: 8 });
    run.go('party', { type: 'return', to: 'work/plan', reason: 'plan again' });
    expect(run.case.done).not.toContain('work/serve');
    const logs = registerRecords(run.policy, run.policy.findRegister('demo.logs') as never, run.case);
    expect(logs.ok && logs.value.map(({ cells }) => cells.people)).toEqual([12, 8]);
    expect(
      run.refuse('worker', { type: 'submit', step: 'work/serve', data: { servedOn: '2026-11-24', people: 1 } }),
    ).toEqual(['tooEarly']);
  });
});

describe('signatures', () => {
  test('the step is done when every body has signed the same content', () => {
    const run = new CaseRun().upTo('contract');
    run.submit('org', 'work/plan', { months: 12 });
    expect(run.case.done).not.toContain('work/plan');
    expect(view(run, 'worker').mine).toMatchObject([{ type: 'sign', step: 'work/plan' }, { type: 'comment' }]);
    run.sign('worker', 'work/plan');
    run.sign('committee', 'work/plan');
    expect(
      run.refuse('committee', {
        type: 'sign',
        step: 'work/plan',
        contentHash: run.case.steps['work/plan']?.submissions[0]?.contentHash ?? '',
      }),
    ).toEqual(['notYourStep']);
    expect(
      run.refuse('worker', { type: 'submit', step: 'work/serve', data: { servedOn: '2026-11-24', people: 1 } }),
    ).toEqual(['tooEarly']);
    run.sign('org', 'work/plan');
    expect(run.case.done).toContain('work/plan');
  });
  test('a new submission clears them, and the old content cannot be signed', () => {
    const run = new CaseRun().upTo('contract');
    run.submit('org', 'work/plan', { months: 12 });
    const old = run.case.steps['work/plan']?.submissions[0]?.contentHash ?? '';
    run.sign('worker', 'work/plan');
    run.submit('org', 'work/plan', { months: 10 });
    expect(run.case.steps['work/plan']?.signatures).toEqual([]);
    expect(run.refuse('worker', { type: 'sign', step: 'work/plan', contentHash: old })).toEqual(['contentChanged']);
  });
  test('nothing to sign', () => {
    expect(
      new CaseRun().upTo('collect').refuse('org', { type: 'sign', step: 'demand/collect', contentHash: 'x' }),
    ).toEqual(['nothingToSign']);
  });
});

describe('corrections', () => {
  test('keep the old value and who changed it', () => {
    const run = new CaseRun().upTo('contract');
    run.go('signer', {
      type: 'correct',
      step: 'purchase/contract',
      data: { contractAmount: 109999.9 },
      reason: 'typing slip',
    });
    expect(run.case.data.contractAmount).toBe(109999.9);
    expect(run.case.data.signedOn).toBe('2026-11-20');
    expect(run.case.steps['purchase/contract']?.submissions[0]?.corrections).toMatchObject([
      {
        reason: 'typing slip',
        actor: { person: 'signer' },
        changes: [{ field: 'contractAmount', from: 109999.99, to: 109999.9 }],
      },
    ]);
    expect(run.case.done).toContain('purchase/contract');
  });
  test('do not change the way of the case', () => {
    const run = new CaseRun().upTo('review');
    expect(
      run.refuse('org', { type: 'correct', step: 'demand/apply', data: { appliedAmount: 300000 }, reason: 'more' }),
    ).toEqual(['correctionChangesWay']);
    expect(
      run.refuse('party', { type: 'correct', step: 'purchase/review', data: { reviewResult: 'fail' }, reason: 'no' }),
    ).toEqual(['correctionChangesWay']);
    run.go('org', { type: 'correct', step: 'demand/apply', data: { appliedAmount: 130000 }, reason: 'more' });
    expect(run.case.done).toContain('purchase/review');
  });
  test('reopen the signing of signed content, and are refused once others rest on it', () => {
    const run = new CaseRun().upTo('plan');
    run.go('org', { type: 'correct', step: 'work/plan', data: { months: 11 }, reason: 'slip' });
    expect(run.case.done).not.toContain('work/plan');
    expect(run.case.steps['work/plan']).toMatchObject({ status: 'signing', signatures: [] });
    const later = new CaseRun().upTo('serve');
    expect(later.refuse('org', { type: 'correct', step: 'work/plan', data: { months: 11 }, reason: 'slip' })).toEqual([
      'signedAndUsed',
    ]);
  });
  test('of nothing, by others, without reason', () => {
    const run = new CaseRun().upTo('apply');
    expect(
      run.refuse('org', { type: 'correct', step: 'demand/apply', data: { appliedAmount: 120000.5 }, reason: 'x' }),
    ).toEqual(['nothingChanged']);
    expect(
      run.refuse('party', { type: 'correct', step: 'demand/apply', data: { appliedAmount: 1 }, reason: 'x' }),
    ).toEqual(['notYourStep']);
    expect(
      run.refuse('party', { type: 'correct', step: 'purchase/review', data: { reviewResult: 'fail' }, reason: 'x' }),
    ).toEqual(['nothingToCorrect']);
    expect(
      run.refuse('org', { type: 'correct', step: 'demand/apply', data: { appliedAmount: 1 }, reason: '' }),
    ).toEqual(['reasonMissing']);
  });
});

describe('registers, prints and lookups', () => {
  test('one line per case once its step is done, one per log entry', () => {
    const run = new CaseRun().upTo('decide');
    const contracts = () => {
      const records = registerRecords(run.policy, run.policy.findRegister('demo.contracts') as never, run.case);
      return records.ok ? records.value : [];
    };
    expect(contracts()).toEqual([]);
    run.submit('signer', 'purchase/contract', { contractAmount: 100000, signedOn: '2026-11-20' });
    expect(contracts()).toMatchObject([
      { caseId: run.case.id, place: VILLAGE, cells: { provider: 'org-1', year: 2026, contractAmount: 100000 } },
    ]);
    const queries = lookupQueries(run.policy, { ...run.case, id: 'another' });
    expect(
      queries.ok &&
        queries.value.map((query) => [
          query.fact,
          lookUp(query, contracts(), 'another'),
          lookUp(query, contracts(), run.case.id),
        ]),
    ).toEqual([['others', [{ amount: 100000 }], []]]);
  });
  test('a paper is ready once its step is done', () => {
    const run = new CaseRun().upTo('review');
    expect(fillPrint(run.policy, run.case, 'sheet')?.ready).toBe(false);
    expect(view(run).prints).toEqual([]);
    run.go('town', {
      type: 'submit',
      step: 'purchase/decide',
      data: { decisionResult: 'approved', approvedAmount: 110000 },
      paper: { on: '2026-11-09', reason: 'minutes 7' },
    });
    expect(view(run).prints).toMatchObject([
      {
        id: 'sheet',
        rows: [{ text: `place ${VILLAGE}` }, { value: 110000, text: '110,000.00 元' }, { text: '2026年11月9日' }],
        signatures: [
          { label: 'town', stamp: true },
          { label: 'clerk', stamp: false },
        ],
      },
    ]);
  });
  test('a plain flow is a case too', () => {
    const plain = {
      ...(demoFiles['flows/demand.json'] as object),
      id: 'demo.plain',
      opens: { actors: ['committee'], level: 'village-community', title: 'Plain' },
    };
    const run = new CaseRun(demoPolicy({ 'flows/plain.json': plain }));
    run.go('committee', { type: 'open', flow: 'demo.plain', place: VILLAGE, data: { title: 'x' }, submit: true });
    run.submit('committee', 'assess', { reps: 5 });
    run.submit('org', 'apply', { appliedAmount: 3, year: 2026 });
    expect(run.case.ended).toMatchObject({ end: 'completed', step: 'apply' });
    expect(stepStates(run)).toEqual({ collect: 'done', assess: 'done', apply: 'done' });
  });
});
