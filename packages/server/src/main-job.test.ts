import { afterAll, expect, test } from 'vitest';
import { castOf, repositoryPacks } from '../tests/repository.ts';
import { startTestService, type TestService, unwrap } from '../tests/service.ts';
import type { CaseReply, Client } from './client/index.ts';

const COMMUNITY = 'nm/ordos/ejin-horo/demo-town-01/demo-community-01';
const DAY = '2026-11-25';

const services: TestService[] = [];
afterAll(() => Promise.all(services.map((service) => service.close())));

async function start(): Promise<TestService> {
  const cast = castOf('nm-ordos-ejin-horo');
  const service = await startTestService({ engine: 'libsql', demo: true, packs: repositoryPacks(), cast });
  services.push(service);
  return service;
}

const need = {
  needId: 'X-001',
  needTitle: '独居老人陪伴',
  needTopic: 'elderly',
  channel: '入户走访',
  collectedOn: DAY,
  needContent: '陪伴与巡访',
  implementer: 'demo-org-001',
};
const book = {
  projectTitle: '银龄陪伴',
  projectBeneficiaries: '独居老人',
  projectGoal: '每周两次',
  projectContent: '陪伴、巡访',
  projectBudget: 180_000,
  projectMonths: 12,
};
const application = {
  fundingRoute: 'communityPartyOrgApplication',
  purchaser: 'community',
  appliedAmount: 180_000,
  projectYear: 2026,
  appliedOn: DAY,
};

/** The main job, line by line: who takes which step with what. A line without data is signed. */
const ORG = 'demo-org-clerk-001';
const COMMITTEE = 'demo-committee-01';
const PARTY = 'demo-party-clerk-01';
const TOWN = 'demo-town-clerk-01';
const SIGNER = 'demo-signer-01';
const WORKER = 'demo-social-worker-01';
const EVALUATOR = 'demo-evaluator-01-staff';
const JOB: readonly (readonly [string, string, Record<string, unknown>?])[] = [
  [COMMITTEE, 'projectisation/assess', { assessedOn: DAY, residentReps: 12, assessmentOpinion: '同意' }],
  [ORG, 'projectisation/writeProjectBook', book],
  [ORG, 'projectisation/enterLibrary', { libraryNo: 'K-001', enteredOn: DAY }],
  [ORG, 'projectisation/apply', application],
  [
    PARTY,
    'procurement/review',
    { reviewMeetingOn: DAY, reviewMinutesNo: '纪要〔2026〕1号', reviewResult: 'pass', reviewOpinion: '同意' },
  ],
  [
    TOWN,
    'procurement/townDecision',
    {
      townMeetingOn: DAY,
      townMinutesNo: '纪要〔2026〕2号',
      decisionResult: 'approved',
      approvedAmount: 178_000,
      townOpinion: '同意立项',
    },
  ],
  [SIGNER, 'procurement/purchase', { purchasedOn: DAY, purchaseProcess: '自行采购', catalogueChecked: true }],
  [
    SIGNER,
    'procurement/signContract',
    {
      contractNo: 'H-001',
      contractSignedOn: DAY,
      contractAmount: 178_000,
      contractFrom: DAY,
      contractUntil: '2027-11-24',
    },
  ],
  [SIGNER, 'procurement/startProject', { startedOn: DAY }],
  [
    ORG,
    'implementation/plan',
    { planFrom: DAY, planUntil: '2027-11-24', planMethods: ['个案'], planContent: '陪伴', planMilestones: '每季小结' },
  ],
  [ORG, 'implementation/plan'],
  [COMMITTEE, 'implementation/plan'],
  [WORKER, 'implementation/plan'],
  [COMMITTEE, 'implementation/disclose', { disclosedOn: DAY, disclosedWhere: '公开栏' }],
  [SIGNER, 'implementation/engage', { evaluator: 'demo-evaluator-01', engagedOn: DAY, engagementScope: '督导与评估' }],
  [ORG, 'implementation/deliver', { serviceOn: DAY, serviceKind: '个案', serviceTitle: '入户', servicePersonTimes: 3 }],
  [
    EVALUATOR,
    'implementation/supervise',
    { supervisedOn: DAY, supervisionFindings: '正常', supervisionResult: 'normal' },
  ],
  [SIGNER, 'implementation/payment', { paidOn: DAY, paymentKind: 'first', paymentAmount: 100_000 }],
  [SIGNER, 'implementation/payment', { paidOn: DAY, paymentKind: 'progress', paymentAmount: 20_000.5 }],
  [
    ORG,
    'implementation/finish',
    { finishedOn: DAY, finishSummary: '完成', finishServices: 96, finishPersonTimes: 300 },
  ],
  [
    PARTY,
    'implementation/acceptance',
    {
      acceptanceInvitedBy: 'communityPartyOrg',
      acceptanceBy: 'thirdPartyEvaluator',
      acceptedOn: DAY,
      acceptanceResult: 'qualified',
      acceptanceOpinion: '合格',
    },
  ],
  [ORG, 'branding/selfEvaluation', { selfEvaluatedOn: DAY, selfScore: 92, selfSummary: '良好' }],
  [
    EVALUATOR,
    'branding/thirdPartyEvaluation',
    { thirdPartyEvaluatedOn: DAY, thirdPartyScore: 90, thirdPartyReport: '良好' },
  ],
  [
    PARTY,
    'branding/sustainabilityEvaluation',
    {
      sustainabilityMeetingOn: DAY,
      sustainabilityMinutesNo: '纪要3',
      sustainabilityInvitedBy: 'communityPartyOrg',
      sustainabilityResidentReps: 5,
      sustainabilityBeneficiaryReps: 5,
      sustainabilityScore: 91,
      sustainabilityOpinion: '延续',
    },
  ],
  [PARTY, 'branding/conclude', { concludedOn: DAY, conclusionMinutesNo: '纪要4', conclusion: 'keep' }],
  [PARTY, 'branding/archive', { archivedOn: DAY, archiveNo: 'D-001' }],
];

test('the main job goes from the need to the archive through the hands of the whole cast', async () => {
  const service = await start();
  const clients = new Map<string, Client>();
  const as = async (person: string): Promise<Client> => {
    const known = clients.get(person) ?? (await service.as(person));
    clients.set(person, known);
    return known;
  };

  const org = await as(ORG);
  const flow = unwrap(await org.flows())[0];
  expect(flow).toMatchObject({ firstStep: 'projectisation/collect', form: 'ejinhoro.form.need' });
  expect(flow?.places.some(({ path }) => path === COMMUNITY)).toBe(true);
  let reply: CaseReply = unwrap(
    await org.openCase({ flow: flow?.flow ?? '', place: COMMUNITY, data: need, submit: true }),
  );
  const { id } = reply;

  for (const [person, step, data] of JOB) {
    const client = await as(person);
    const seen = unwrap(await client.case(id));
    const task = unwrap(await client.tasks()).find((one) => one.caseId === id && one.step === step);
    const open = seen.view.openSteps.find(({ path }) => path === step);
    expect(open, `${step} is open`).toBeDefined();
    if (open?.optional === false) expect(task, `${step} is a task of ${person}`).toBeDefined();
    const hash = open?.contentHash ?? '';
    reply = unwrap(
      await client.command(id, {
        version: seen.version,
        command:
          data === undefined
            ? { type: 'sign', step, contentHash: hash }
            : { type: 'submit', step, data: data as never },
      }),
    );
  }
  expect(reply.state.ended).toMatchObject({ end: 'kept' });

  // Four amounts, each its own; decisions recorded and replayable; the books are filled.
  expect(reply.view.summary.slice(0, 4).map(({ value }) => value)).toEqual([180_000, 178_000, 178_000, 120_000.5]);
  const decisions = await service.store.readDecisions(id);
  expect(decisions.map(({ decision }) => decision)).toEqual(
    expect.arrayContaining(['ejinhoro.procurement.threshold/route']),
  );
  const party = await as(PARTY);
  for (const { id: record } of decisions) expect(unwrap(await party.decisionRecord(record)).replay.same).toBe(true);
  const filled = unwrap(await party.registers()).filter(({ kind }) => kind === 'cases');
  expect(filled.length).toBeGreaterThan(0);
  for (const register of filled) {
    expect(register.records, register.title).toBeGreaterThan(0);
    const book = unwrap(await party.register(register.id));
    expect(book.rows[0]?.caseId).toBe(id);
    expect(book.demo).toBe(true);
  }
  for (const print of reply.view.prints) {
    const paper = unwrap(await party.print(id, print.id));
    expect(paper.demo).toBe(true);
    expect(paper.rows.some(({ text }) => text !== '')).toBe(true);
  }
  expect(reply.view.prints.length).toBeGreaterThanOrEqual(2);
  expect(unwrap(await (await as('demo-administrator')).verifyAudit())).toMatchObject({
    ok: true,
    events: JOB.length + 2,
  });

  // Whoever has no part in it does not see it: another organisation, another town, an evaluator who was not engaged.
  for (const person of [
    'demo-org-clerk-002',
    'demo-party-clerk-05',
    'demo-town-clerk-02',
    'demo-evaluator-02-staff',
    'demo-administrator',
  ]) {
    expect(await (await as(person)).case(id), person).toMatchObject({ problem: { status: 404 } });
  }
  for (const person of ['demo-civil-affairs-01', 'demo-town-clerk-01', EVALUATOR])
    expect((await (await as(person)).case(id)).ok, person).toBe(true);
});

test('a second project for the same need, provider and year is seen while filling in', async () => {
  const service = await start();
  const org = await service.as(ORG);
  const open = async () =>
    unwrap(
      await org.openCase({
        flow: unwrap(await org.flows())[0]?.flow ?? '',
        place: COMMUNITY,
        data: need,
        submit: true,
      }),
    );
  const first = await open();
  let { version } = first;
  for (const [person, step, data] of JOB.slice(0, 4)) {
    version = unwrap(
      await (await service.as(person)).command(first.id, {
        version,
        command: { type: 'submit', step, data: data as never },
      }),
    ).version;
  }
  const found = unwrap(
    await org.lookups({ flow: first.state.flow, place: COMMUNITY, data: { ...need, ...application } }),
  );
  expect(found).toMatchObject({
    otherProjects: [{ needId: 'X-001', providerId: 'demo-org-001', amount: 180_000, year: 2026 }],
  });
  expect(
    await (await service.as('demo-evaluator-02-staff')).lookups({
      flow: first.state.flow,
      place: COMMUNITY,
      data: need,
    }),
  ).toMatchObject({ problem: { status: 403 } });
});

test('in a demo one may switch to the cast, and there is a tour', async () => {
  const service = await start();
  const clerk = await service.as(PARTY);
  const people = unwrap(await clerk.people());
  expect(people).toHaveLength(12);
  expect(people[0]?.title).toContain('社区党组织');
  expect(unwrap(await clerk.tour()).map(({ stop }) => stop)).toEqual([1, 2, 3, 4, 5, 6]);
});
