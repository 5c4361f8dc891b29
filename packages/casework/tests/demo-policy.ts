import type { JsonValue } from '@cebao/engine';
import { createRulebook, type PackSource, type Person, type Policy, validatePacks } from '@cebao/pack';
import type { CommandContext } from '../src/index.ts';

/** An invented pack with everything casework knows: stages, signatures, returns, logs, lookups, registers, prints. */
export const demoFiles: Record<string, JsonValue> = {
  'pack.json': { id: 'demo', format: 1, title: 'Demo', region: 'zz' },
  'sources.json': {
    sources: [
      {
        id: 'book',
        kind: 'report',
        title: 'Book',
        evidencedFrom: { date: '2020-01-01', basis: 'outside' },
        policy: null,
      },
    ],
  },
  'roles.json': {
    bodies: ['socialOrg', 'committee', 'partyOrg', 'town', 'community', 'worker', 'evaluator', 'bureau'].map((id) => ({
      id,
      title: `the ${id}`,
    })),
    roles: [
      { id: 'orgClerk', title: 'clerk of an organisation', actsFor: 'socialOrg', organisation: true },
      { id: 'committeeClerk', title: 'committee clerk', actsFor: 'committee', level: 'village-community' },
      { id: 'partyClerk', title: 'party clerk', actsFor: 'partyOrg', level: 'village-community' },
      { id: 'townClerk', title: 'town clerk', actsFor: 'town', level: 'township-street' },
      { id: 'signer', title: 'signer', actsFor: 'community', level: 'village-community' },
      { id: 'workerOnDuty', title: 'worker', actsFor: 'worker', level: 'village-community' },
      { id: 'evaluatorStaff', title: 'evaluator', actsFor: 'evaluator', organisation: true },
      { id: 'bureauDesk', title: 'bureau desk', actsFor: 'bureau', level: 'banner-county', may: ['oversee'] },
    ],
  },
  'params/tenderLine.json': {
    kind: 'param',
    id: 'tenderLine',
    title: 'Tender line',
    unit: 'yuan',
    merge: 'override',
    values: [{ value: 200000, basis: 'outside' }],
  },
  'params/fewest.json': {
    kind: 'param',
    id: 'fewest',
    title: 'Fewest representatives',
    merge: 'override',
    values: [{ value: 5, basis: 'assumption' }],
  },
  'decisions/route.json': {
    kind: 'decision',
    id: 'demo/route',
    asks: 'rule',
    title: 'Route',
    question: 'Which way?',
    basis: 'outside',
    sources: [{ source: 'book', quote: 'the way' }],
    facts: {
      amount: { type: 'number', unit: 'yuan', title: 'Amount', required: true },
      others: { type: 'array', title: 'Others', items: { type: 'number' } },
    },
    rules: [
      { id: 'none', when: { '<=': [{ var: 'amount' }, 0] }, then: { invalid: 'notPositive' } },
      {
        id: 'tender',
        when: { '>': [{ var: 'amount' }, { param: 'tenderLine' }] },
        then: { value: { object: { route: 'tender' } } },
      },
      { id: 'own', then: { value: { object: { route: 'own' } } } },
    ],
    warnings: [
      {
        code: 'split',
        when: {
          '>': [
            {
              '+': [
                { var: 'amount' },
                {
                  reduce: [
                    { if: [{ isPresent: 'others' }, { var: 'others' }, []] },
                    { '+': [{ var: 'current' }, { var: 'accumulator' }] },
                    0,
                  ],
                },
              ],
            },
            200000,
          ],
        },
      },
    ],
  },
  'decisions/plan-check.json': {
    kind: 'decision',
    id: 'demo/plan-check',
    asks: 'rule',
    title: 'Plan',
    question: 'Is the plan good?',
    basis: 'assumption',
    sources: [{ source: 'book', quote: 'the plan' }],
    facts: { months: { type: 'integer', title: 'Months' } },
    rules: [
      {
        id: 'long',
        when: { '>': [{ var: 'months' }, 24] },
        then: { invalid: 'planTooLong', assumptions: ['longestPlan'] },
      },
      { id: 'good', then: { value: true } },
    ],
  },
  ...forms({
    need: { title: 'string!', implementer: 'string' },
    assessment: { reps: 'integer!' },
    application: { appliedAmount: 'money!', year: 'integer!' },
    review: { reviewResult: 'string!' },
    decision: { decisionResult: 'string!', approvedAmount: 'money' },
    contract: { contractAmount: 'money!', signedOn: 'date' },
    tender: { contractAmount: 'money!' },
    plan: { months: 'integer!', evaluator: 'string' },
    log: { servedOn: 'date!', people: 'integer!' },
    payment: { paymentAmount: 'money!' },
    acceptance: { acceptedOn: 'date!' },
  }),
  'flows/case.json': {
    kind: 'flow',
    id: 'demo.case',
    title: 'Demo case',
    basis: 'outside',
    sources: [],
    reasons: { outOfOrder: 'stageTooEarly', wrongActor: 'notYou' },
    completed: 'finished',
    opens: {
      actors: ['socialOrg', 'committee'],
      level: 'village-community',
      title: { var: 'title' },
      facts: {
        amount: { if: [{ isPresent: 'approvedAmount' }, { var: 'approvedAmount' }, { var: 'appliedAmount' }] },
        paidAmount: {
          moneySum: {
            map: [
              { if: [{ isPresent: '$submissions.work/pay' }, { var: '$submissions.work/pay' }, []] },
              { var: 'paymentAmount' },
            ],
          },
        },
      },
      parties: { socialOrg: { var: 'implementer' }, evaluator: { var: 'evaluator' } },
      lookups: {
        others: {
          register: 'demo.contracts',
          match: { provider: { var: 'implementer' }, year: { var: 'year' } },
          fields: { amount: 'contractAmount' },
        },
      },
      overseers: ['bureau'],
      summary: [
        { label: 'applied', value: { var: 'appliedAmount' }, format: 'money' },
        { label: 'paid', value: { var: 'paidAmount' }, format: 'money' },
      ],
    },
    prints: [
      {
        id: 'sheet',
        title: 'Approval sheet',
        after: 'purchase/decide',
        rows: [
          { label: 'place', value: { var: '$place' }, format: 'place' },
          { label: 'amount', value: { var: 'amount' }, format: 'money' },
          { label: 'decided', value: { var: '$dates.purchase/decide' }, format: 'date' },
        ],
        signatures: [{ label: 'town', stamp: true }, { label: 'clerk' }],
      },
    ],
    steps: [
      { id: 'demand', title: 'Demand', flows: [{ flow: 'demo.demand' }] },
      {
        id: 'purchase',
        title: 'Purchase',
        flows: [
          {
            flow: 'demo.chain',
            when: {
              or: [{ '!': [{ isPresent: 'routeAnswer' }] }, { '==': [{ var: 'routeAnswer.value.route' }, 'own'] }],
            },
          },
          { flow: 'demo.tender' },
        ],
      },
      { id: 'work', title: 'Work', flows: [{ flow: 'demo.work' }] },
    ],
  },
  'flows/demand.json': {
    kind: 'flow',
    id: 'demo.demand',
    title: 'Demand',
    basis: 'outside',
    sources: [],
    reasons: { outOfOrder: 'tooEarly', wrongActor: 'notYou' },
    steps: [
      { id: 'collect', title: 'Collect', actors: ['committee', 'socialOrg'], form: 'demo.form.need' },
      {
        id: 'assess',
        title: 'Assess',
        handledBy: ['committee'],
        form: 'demo.form.assessment',
        needs: ['reps'],
        returnsTo: ['collect'],
        checks: [
          { when: { '<': [{ var: 'reps' }, 1] }, reason: 'noRep' },
          { when: { '<': [{ var: 'reps' }, { param: 'fewest' }] }, reason: 'tooFew', assumptions: ['fewest'] },
        ],
      },
      {
        id: 'apply',
        title: 'Apply',
        actors: ['socialOrg'],
        form: 'demo.form.application',
        decisions: [
          {
            decision: 'demo/route',
            as: 'routeAnswer',
            blocking: true,
            facts: {
              amount: { var: 'appliedAmount' },
              others: { if: [{ isPresent: 'others' }, { map: [{ var: 'others' }, { var: 'amount' }] }, []] },
            },
          },
        ],
      },
    ],
  },
  'flows/chain.json': {
    kind: 'flow',
    id: 'demo.chain',
    title: 'Own purchase',
    basis: 'outside',
    sources: [],
    reasons: { outOfOrder: 'tooEarly', wrongActor: 'notYou' },
    completed: 'started',
    preconditions: [
      {
        when: { and: [{ isPresent: 'amount' }, { '>': [{ var: 'amount' }, { param: 'tenderLine' }] }] },
        reason: 'mustTender',
      },
    ],
    steps: [
      { id: 'apply', title: 'Apply', actors: ['socialOrg'], doneBy: 'demand/apply', next: 'review' },
      {
        id: 'review',
        title: 'Review',
        actors: ['partyOrg'],
        form: 'demo.form.review',
        needs: ['reviewResult'],
        minutes: true,
        returnsTo: ['demand/apply', 'apply'],
        next: 'decide',
        outcomes: [{ when: { '==': [{ var: 'reviewResult' }, 'fail'] }, ends: 'refused', reason: 'reviewLost' }],
      },
      {
        id: 'decide',
        title: 'Decide',
        actors: ['town'],
        form: 'demo.form.decision',
        needs: ['decisionResult'],
        minutes: true,
        returnsTo: ['demand/apply', 'purchase/review'],
        next: 'contract',
        outcomes: [{ when: { '==': [{ var: 'decisionResult' }, 'rejected'] }, ends: 'refused', reason: 'townSaidNo' }],
      },
      {
        id: 'contract',
        title: 'Contract',
        actors: ['community'],
        form: 'demo.form.contract',
        needs: ['signedOn'],
        next: 'started',
        warnings: [{ code: 'aboveApproved', when: { '>': [{ var: 'contractAmount' }, { var: 'amount' }] } }],
      },
    ],
  },
  'flows/tender.json': {
    kind: 'flow',
    id: 'demo.tender',
    title: 'Tender',
    basis: 'outside',
    sources: [],
    reasons: { outOfOrder: 'tooEarly', wrongActor: 'notYou' },
    completed: 'started',
    steps: [
      { id: 'award', title: 'Award', actors: ['community'], form: 'demo.form.tender', returnsTo: ['demand/apply'] },
    ],
  },
  'flows/work.json': {
    kind: 'flow',
    id: 'demo.work',
    title: 'Work',
    basis: 'outside',
    sources: [],
    reasons: { outOfOrder: 'tooEarly', wrongActor: 'notYou' },
    steps: [
      {
        id: 'plan',
        title: 'Plan',
        actors: ['socialOrg'],
        form: 'demo.form.plan',
        signatures: ['committee', 'socialOrg', 'worker'],
        decisions: [{ decision: 'demo/plan-check', as: 'planAnswer', blocking: true }],
      },
      {
        id: 'serve',
        title: 'Serve',
        actors: ['socialOrg', 'worker'],
        after: ['plan'],
        repeat: true,
        form: 'demo.form.log',
      },
      {
        id: 'pay',
        title: 'Pay',
        actors: ['community'],
        after: [],
        repeat: true,
        optional: true,
        form: 'demo.form.payment',
      },
      {
        id: 'accept',
        title: 'Accept',
        actors: ['evaluator', 'partyOrg'],
        after: ['serve'],
        form: 'demo.form.acceptance',
        returnsTo: ['plan'],
      },
    ],
  },
  'registers/contracts.json': {
    kind: 'register',
    id: 'demo.contracts',
    title: 'Contracts',
    flow: 'demo.case',
    after: 'purchase/contract',
    columns: [
      { id: 'provider', title: 'Provider', value: { var: 'implementer' } },
      { id: 'year', title: 'Year', value: { var: 'year' } },
      { id: 'contractAmount', title: 'Amount', value: { var: 'contractAmount' }, format: 'money' },
    ],
  },
  'registers/logs.json': {
    kind: 'register',
    id: 'demo.logs',
    title: 'Services',
    flow: 'demo.case',
    each: 'work/serve',
    columns: [
      { id: 'on', title: 'Day', value: { var: 'servedOn' } },
      { id: 'people', title: 'People', value: { var: 'people' } },
      { id: 'title', title: 'Case', value: { var: 'title' } },
      { id: 'entered', title: 'True day', value: { var: '$on' } },
    ],
  },
  'messages/zh-CN.json': { reasons: { tooEarly: 'an earlier step is missing' } },
};

function forms(fields: Record<string, Record<string, string>>): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, properties]) => [
      `forms/${name}.json`,
      {
        kind: 'form',
        id: `demo.form.${name}`,
        title: name,
        schema: {
          type: 'object',
          additionalProperties: false,
          required: Object.keys(properties).filter((key) => properties[key]?.endsWith('!')),
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, type]) => [key, fieldSchema(key, type.replace('!', ''))]),
          ),
        },
      },
    ]),
  );
}

function fieldSchema(title: string, type: string): JsonValue {
  if (type === 'money') return { type: 'number', title, format: 'money', maximum: 100000000 };
  if (type === 'date') return { type: 'string', title, format: 'date' };
  return type === 'string' ? { type, title, minLength: 1, maxLength: 100 } : { type, title };
}

/** The demo policy, with files changed or added. */
export function demoPolicy(changes: Record<string, JsonValue> = {}, region = VILLAGE): Policy {
  const files = { ...demoFiles, ...changes };
  const source: PackSource = { folder: 'demo', files: Object.entries(files).map(([path, json]) => ({ path, json })) };
  const packs = validatePacks([source]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
  const policy = createRulebook(packs.value).policy(region);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

export const VILLAGE = 'zz/city/banner/town/village';
const TOWN = 'zz/city/banner/town';

function person(id: string, ...assignments: Person['assignments']): Person {
  return { id, name: id, assignments };
}

/** The cast, one person per role, and some who are in the wrong place. */
export const cast = {
  org: person('org', { role: 'orgClerk', place: VILLAGE, organisation: 'org-1' }),
  otherOrg: person('otherOrg', { role: 'orgClerk', place: VILLAGE, organisation: 'org-2' }),
  committee: person('committee', { role: 'committeeClerk', place: VILLAGE }),
  party: person('party', { role: 'partyClerk', place: VILLAGE }),
  otherParty: person('otherParty', { role: 'partyClerk', place: `${TOWN}/elsewhere` }),
  town: person('town', { role: 'townClerk', place: TOWN }),
  signer: person('signer', { role: 'signer', place: VILLAGE }),
  worker: person('worker', { role: 'workerOnDuty', place: VILLAGE }),
  evaluator: person('evaluator', { role: 'evaluatorStaff', place: VILLAGE, organisation: 'eval-1' }),
  bureau: person('bureau', { role: 'bureauDesk', place: 'zz/city/banner' }),
} satisfies Record<string, Person>;

export type CastName = keyof typeof cast;

/** A context with ids that count up. */
export function contextMaker() {
  let count = 0;
  return (actor: Person, more: Partial<CommandContext> = {}): CommandContext => ({
    now: '2026-11-25T09:30:00+08:00',
    actor,
    newId: () => {
      count += 1;
      return `id-${String(count).padStart(4, '0')}`;
    },
    ...more,
  });
}
