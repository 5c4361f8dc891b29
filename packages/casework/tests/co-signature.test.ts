import type { JsonValue } from '@cebao/engine';
import { createRulebook, type PackSource, type Person, validatePacks } from '@cebao/pack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEvent,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  certainResult,
  decideCommand,
  foldCase,
  type SigningTerms,
  showCase,
  tallyOf,
  tasksOf,
  viewCase,
} from '../src/index.ts';

const PLACE = 'nm/demo-city/demo-banner';
const PANEL = ['water', 'roads', 'school', 'clinic', 'park'];

const coSignature = {
  panel: { list: 'panel' },
  rule: 'veto',
  blind: true,
  opinions: [
    { id: 'pass', title: 'Pass', counts: 'agrees' },
    { id: 'fail', title: 'Fail', counts: 'objects' },
  ],
  withComment: 'unlessAgreeing',
  days: 5,
  calendar: 'calendar',
  silence: 'waits',
  leader: 'office',
  as: 'review',
  basis: 'assumption',
  key: 'oneVeto',
};

function policyOf(change: Record<string, JsonValue> = {}, visibility?: string[]) {
  const signatures = Object.fromEntries(
    Object.entries({ ...coSignature, ...change }).filter(([, value]) => value !== null),
  ) as JsonValue;
  const bodies = ['clerk', 'office', 'mayor', ...PANEL];
  const files: Record<string, JsonValue> = {
    'pack.json': { id: 'banner', format: 1, title: 'Banner', region: 'nm' },
    'sources.json': { sources: [] },
    'roles.json': {
      bodies: bodies.map((id) => ({ id, title: id })),
      roles: [
        ...bodies.map((id) => ({ id: `${id}Staff`, title: `${id} staff`, actsFor: id })),
        { id: 'watcher', title: 'Watcher', actsFor: 'mayor', may: ['oversee'] },
      ],
    },
    'messages/zh-CN.json': { reasons: {}, labels: {} },
    'forms/file.json': {
      kind: 'form',
      id: 'file',
      title: 'File',
      schema: {
        type: 'object',
        properties: { name: { type: 'string', title: 'Name', maxLength: 20 } },
        required: ['name'],
      },
    },
    'forms/result.json': {
      kind: 'form',
      id: 'result',
      title: 'Result',
      schema: { type: 'object', properties: { remark: { type: 'string', title: 'Remark', maxLength: 20 } } },
    },
    'lists/panel.json': {
      kind: 'list',
      id: 'panel',
      title: 'Panel',
      basis: 'assumption',
      merge: 'locked',
      entries: PANEL.map((id) => ({ id, title: id })),
    },
    'flows/review.json': {
      kind: 'flow',
      id: 'review',
      title: 'Review',
      basis: 'inference',
      sources: [],
      reasons: { outOfOrder: 'tooEarly', wrongActor: 'notYou' },
      ...(visibility ? { visibility } : {}),
      opens: { actors: ['clerk'], level: 'banner-county', title: { var: 'name' } },
      steps: [
        { id: 'recommend', title: 'Recommend', actors: ['clerk'], form: 'file', signatures, returnsTo: ['recommend'] },
        { id: 'conclude', title: 'Conclude', actors: ['office'], form: 'result', returnsTo: ['recommend'] },
      ],
    },
  };
  const source: PackSource = { folder: 'banner', files: Object.entries(files).map(([path, json]) => ({ path, json })) };
  const packs = validatePacks([source]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  const policy = createRulebook(packs.value).policy(PLACE);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

const staff = (body: string, role = `${body}Staff`): Person => ({
  id: `${body}-person`,
  name: body,
  assignments: [{ role, place: PLACE }],
});

class Run {
  readonly events: CaseEvent[] = [];
  state: CaseState | undefined;
  private n = 0;
  day = '2026-11-02';
  readonly policy;
  constructor(policy = policyOf()) {
    this.policy = policy;
    this.go('clerk', { type: 'open', flow: 'review', place: PLACE, data: { name: 'One' }, submit: true });
  }
  get case(): CaseState {
    return this.state as CaseState;
  }
  get hash(): string {
    return this.case.steps['recommend']?.submissions.at(-1)?.contentHash ?? '';
  }
  try(body: string, command: CaseCommand) {
    const decided = decideCommand(this.policy, this.state, command, {
      now: `${this.day}T10:00:00+08:00`,
      actor: staff(body),
      newId: () => `id-${this.n++}`,
    });
    if (decided.ok)
      for (const event of decided.events) {
        this.events.push(event);
        this.state = applyEvent(this.state, event);
      }
    return decided.ok ? [] : decided.issues.map(({ code }) => code);
  }
  go(body: string, command: CaseCommand): this {
    const refused = this.try(body, command);
    if (refused.length > 0) throw new Error(`${body} ${command.type}: ${refused.join()}`);
    return this;
  }
  answer(body: string, opinion = 'pass', comment?: string): this {
    return this.go(body, { type: 'sign', step: 'recommend', contentHash: this.hash, opinion, comment });
  }
  view(body: string, role?: string) {
    const person = staff(body, role);
    const view = viewCase(this.policy, this.case, person, { today: this.day });
    if (!view.ok) throw new Error(JSON.stringify(view.issues));
    return showCase(this.policy, this.case, view.value, person, { today: this.day });
  }
}

describe('opinions', () => {
  test('the step is done once all have answered, and the result is kept', () => {
    const run = new Run();
    for (const body of PANEL.slice(0, 4)) run.answer(body);
    expect(run.case.done).toEqual([]);
    run.answer('park');
    expect(run.case.done).toEqual(['recommend']);
    expect(run.case.data['review']).toMatchObject({ result: 'agreed', agrees: 5, opinions: { pass: 5, fail: 0 } });
  });

  test('a veto is told with who objected, but only when everybody has answered', () => {
    const run = new Run().answer('water', 'fail', 'Too wet');
    expect(run.case.steps['recommend']?.status).toBe('signing');
    for (const body of PANEL.slice(1)) run.answer(body);
    expect(run.case.data['review']).toMatchObject({ result: 'refused', objecting: ['water'], objects: 1 });
    expect(run.case.done).toEqual(['recommend']);
  });

  test('a choice is needed, an objection says why, nobody answers twice, the leader does not answer', () => {
    const run = new Run();
    const sign = { type: 'sign', step: 'recommend', contentHash: run.hash } as const;
    expect(run.try('water', sign)).toEqual(['opinionMissing']);
    expect(run.try('water', { ...sign, opinion: 'maybe' })).toEqual(['opinionMissing']);
    expect(run.try('water', { ...sign, opinion: 'fail', comment: ' ' })).toEqual(['commentMissing']);
    run.answer('water');
    expect(run.try('water', { ...sign, opinion: 'pass' })).toEqual(['notYourStep']);
    expect(run.try('office', { ...sign, opinion: 'pass' })).toEqual(['notYourStep']);
  });

  test('a quorum settles as soon as it is certain', () => {
    const run = new Run(policyOf({ rule: 'quorum', count: 3 }));
    run.answer('water').answer('roads').answer('school', 'fail', 'no').answer('clinic');
    expect(run.case.data['review']).toMatchObject({ result: 'agreed', agrees: 3, silent: 1 });
    const lost = new Run(policyOf({ rule: 'quorum', count: 4 }));
    lost.answer('water', 'fail', 'no').answer('roads', 'fail', 'no');
    expect(lost.case.data['review']).toMatchObject({ result: 'refused' });
  });

  test('a plain list of bodies signs as before', () => {
    const policy = policyOf({
      panel: null,
      bodies: ['water', 'roads'],
      rule: 'all',
      opinions: null,
      withComment: null,
    });
    const run = new Run(policy);
    const sign = { type: 'sign', step: 'recommend', contentHash: run.hash } as const;
    expect(run.try('water', { ...sign, opinion: 'pass' })).toEqual(['noOpinionAsked']);
    run.go('water', sign).go('roads', sign);
    expect(run.case.data['review']).toMatchObject({ result: 'agreed', agrees: 2 });
  });
});

describe('bound to the content', () => {
  test('an edit reopens, tells who must sign again, and the old content cannot be signed', () => {
    const run = new Run().answer('water').answer('roads');
    const old = run.hash;
    run.go('clerk', { type: 'correct', step: 'recommend', data: { name: 'Two' }, reason: 'wrong name' });
    expect(run.case.steps['recommend']).toMatchObject({ signatures: [], lapsed: ['water', 'roads'] });
    expect(run.view('office').view.openSteps[0]?.signing?.again).toEqual(['water', 'roads']);
    expect(run.try('water', { type: 'sign', step: 'recommend', contentHash: old, opinion: 'pass' })).toEqual([
      'contentChanged',
    ]);
    run.answer('water');
    expect(run.view('office').view.openSteps[0]?.signing?.again).toEqual(['roads']);
    expect(foldCase(run.events)).toEqual(run.case);
  });

  test('a correction after settling takes the result back', () => {
    const run = new Run();
    for (const body of PANEL) run.answer(body);
    run.go('clerk', { type: 'correct', step: 'recommend', data: { name: 'Two' }, reason: 'wrong name' });
    expect(run.case.data['review']).toBeUndefined();
    expect(run.case.steps['recommend']).toMatchObject({ status: 'signing', signatures: [] });
    expect(run.case.steps['recommend']?.settled).toBeUndefined();
    expect(run.case.done).toEqual([]);
  });
});

describe('silence', () => {
  const settle = (run: Run, more: object = {}) =>
    ({ type: 'settle', step: 'recommend', contentHash: run.hash, ...more }) as const;

  test('waits: nothing settles it but the answers', () => {
    const run = new Run();
    run.day = '2027-11-02';
    expect(run.try('office', settle(run))).toEqual(['silenceWaits']);
  });

  test.each([
    ['agrees', 'agreed'],
    ['abstains', 'refused'],
  ] as const)('%s counts so, once the last day is over', (silence, result) => {
    const run = new Run(policyOf({ silence, rule: 'all' }));
    run.answer('water').answer('roads');
    run.day = '2026-11-07';
    expect(run.try('office', settle(run))).toEqual(['stillTime']);
    run.day = '2026-11-08';
    expect(run.try('clerk', settle(run))).toEqual(['notYourStep']);
    expect(run.view('office').view.mine.map(({ type }) => type)).toContain('settle');
    run.go('office', settle(run));
    expect(run.case.steps['recommend']?.settled).toMatchObject({
      result,
      until: '2026-11-07',
      silent: ['school', 'clinic', 'park'],
      counted: silence,
    });
    expect(run.case.done).toEqual(['recommend']);
    expect(run.case.data['review']).toMatchObject({ result, agrees: 2, silent: 3 });
  });

  test('an assumption never has the last word: another result with a reason', () => {
    const run = new Run(policyOf({ silence: 'abstains', rule: 'all' }));
    run.day = '2026-12-01';
    expect(run.try('office', settle(run, { result: 'agreed' }))).toEqual(['reasonMissing']);
    run.go('office', settle(run, { result: 'agreed', reason: 'told by telephone' }));
    expect(run.case.steps['recommend']?.settled).toMatchObject({ result: 'agreed', reason: 'told by telephone' });
    const stated = new Run(policyOf({ silence: 'abstains', rule: 'all', basis: 'seed' }));
    stated.day = '2026-12-01';
    expect(stated.try('office', settle(stated, { result: 'agreed', reason: 'because' }))).toEqual(['resultFollows']);
  });

  test('escalates: the body above says the result', () => {
    const run = new Run(policyOf({ silence: 'escalates', escalatesTo: 'mayor' }));
    run.day = '2026-11-09';
    expect(run.try('office', settle(run, { result: 'agreed', reason: 'x' }))).toEqual(['notYourStep']);
    expect(run.try('mayor', settle(run))).toEqual(['resultMissing']);
    run.go('mayor', settle(run, { result: 'refused', reason: 'nobody answered' }));
    expect(run.case.data['review']).toMatchObject({ result: 'refused', silent: 5 });
  });
});

describe('what is seen', () => {
  test('blind: nobody sees the answers of others before it is settled', () => {
    const run = new Run().answer('water', 'fail', 'Too wet');
    for (const body of ['office', 'roads', 'clerk'])
      expect(JSON.stringify(run.view(body))).not.toMatch(/Too wet|"opinion"/);
    expect(JSON.stringify(run.view('water'))).toMatch(/Too wet/);
    for (const body of PANEL.slice(1)) run.answer(body);
    expect(JSON.stringify(run.view('roads'))).toMatch(/Too wet/);
  });

  test('a flow with visibility: its bodies see all, a signer sees the content and its own answer', () => {
    const run = new Run(policyOf({ blind: false }, ['office'])).answer('water', 'fail', 'Too wet').answer('roads');
    expect(run.view('office').state.steps['recommend']?.signatures).toHaveLength(2);
    const roads = run.view('roads');
    expect(roads.state.steps['recommend']?.submissions[0]?.data).toEqual({ name: 'One' });
    expect(roads.state.steps['recommend']?.signatures.map(({ actor }) => actor.body)).toEqual(['roads']);
    expect(roads.state.timeline.map(({ actor }) => actor.body)).toEqual(['clerk', 'roads']);
    expect(JSON.stringify(roads)).not.toMatch(/Too wet/);
    for (const body of ['school', 'clinic', 'park']) run.answer(body);
    run.go('office', { type: 'submit', step: 'conclude', data: { remark: 'Not this year' } });
    for (const body of ['roads', 'water', 'clerk']) {
      const shown = run.view(body);
      expect(JSON.stringify(shown)).not.toMatch(/Not this year|"result"|"objecting"/);
      expect(shown.state.data['review']).toBeUndefined();
      expect(shown.state.ended).toBeUndefined();
      expect(shown.state.done).toEqual(['recommend']);
      expect(shown.view.status).toBe('open');
      expect(shown.view.prints).toEqual([]);
    }
    expect(run.view('office').state.data['review']).toMatchObject({ result: 'refused' });
    expect(run.view('mayor', 'watcher').view.mine).toEqual([]);
  });

  test('tasks: each body that has not answered, nobody else', () => {
    const run = new Run().answer('water');
    const tasks = (body: string) => {
      const found = tasksOf(run.policy, run.case, staff(body));
      return found.ok ? found.value.map(({ kind }) => kind) : found.issues;
    };
    expect(tasks('water')).toEqual([]);
    expect(tasks('roads')).toEqual(['sign']);
    expect(tasks('office')).toEqual([]);
  });
});

test('whatever the order of answers, the result is the one of the final count, and certainty is never taken back', () => {
  const opinions: SigningTerms['opinions'] = [
    { id: 'pass', title: 'Pass', counts: 'agrees' },
    { id: 'fail', title: 'Fail', counts: 'objects' },
    { id: 'none', title: 'None', counts: 'abstains' },
  ];
  fc.assert(
    fc.property(
      fc.constantFrom('all', 'quorum', 'veto' as const),
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.constantFrom('pass', 'fail', 'none'), { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (rule, count, given, luck) => {
        const terms = { rule, opinions, ...(rule === 'all' ? {} : { count: Math.min(count, given.length) }) } as const;
        const bodies = given.map((_, index) => `b${index}`);
        const answers = given.map((opinion, index) => ({ body: `b${index}`, opinion }));
        const last = certainResult(terms, tallyOf(terms, bodies, answers));
        expect(last).toBeDefined();
        const shuffled = answers
          .map((answer) => ({ answer, at: luck.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ answer }) => answer);
        for (let some = 0; some <= shuffled.length; some += 1) {
          const certain = certainResult(terms, tallyOf(terms, bodies, shuffled.slice(0, some)));
          if (certain !== undefined) expect(certain).toBe(last);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
