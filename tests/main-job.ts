import type { JsonValue } from '@cebao/engine';

export const ORGANISATION = 'demo-org-clerk-001';
export const COMMITTEE = 'demo-committee-01';
export const WORKER = 'demo-social-worker-01';
export const PARTY = 'demo-party-clerk-01';
export const TOWN = 'demo-town-clerk-01';
export const SIGNER = 'demo-signer-01';
export const EVALUATOR = 'demo-evaluator-01-staff';
export const RESIDENT = 'demo-resident-rep-01';
export const BENEFICIARY = 'demo-beneficiary-rep-01';
export const CIVIL_AFFAIRS = 'demo-civil-affairs-01';

type Data = Readonly<Record<string, JsonValue>>;

/** What is filled in at each step of the main job: a need becomes a purchased, evaluated and archived service. */
export const FILLED = {
  'projectisation/collect': {
    needId: 'E2E-001',
    needTitle: '端到端·老年人助餐',
    needTopic: 'elderly',
    channel: '入户走访',
    collectedOn: '2026-11-01',
    needContent: '辖区高龄老人用餐不便，希望就近助餐。',
    implementer: 'demo-org-001',
  },
  'projectisation/assess': { assessedOn: '2026-11-02', residentReps: 6, assessmentOpinion: '需求真实，同意列入。' },
  'projectisation/writeProjectBook': {
    projectTitle: '端到端·暖心助餐',
    projectBeneficiaries: '辖区 60 周岁以上居民',
    projectGoal: '每周助餐五次',
    projectContent: '助餐、送餐、探访',
    projectBudget: 199_999.99,
    projectMonths: 12,
  },
  'projectisation/enterLibrary': { libraryNo: 'E2E-L1', enteredOn: '2026-11-05' },
  'projectisation/apply': {
    fundingRoute: 'communityPartyOrgApplication',
    purchaser: 'community',
    appliedAmount: 199_999.99,
    projectYear: 2026,
    appliedOn: '2026-11-06',
  },
  'procurement/review': {
    reviewMeetingOn: '2026-11-08',
    reviewMinutesNo: '评审〔2026〕1号',
    reviewResult: 'pass',
    reviewOpinion: '通过评审。',
  },
  'procurement/townDecision': {
    townMeetingOn: '2026-11-09',
    townMinutesNo: '镇党委〔2026〕2号',
    decisionResult: 'approved',
    approvedAmount: 198_000.5,
    townOpinion: '同意立项。',
  },
  'procurement/purchase': { purchasedOn: '2026-11-10', purchaseProcess: '询价比选', catalogueChecked: true },
  'procurement/signContract': {
    contractNo: 'E2E-HT1',
    contractSignedOn: '2026-11-11',
    contractAmount: 197_500.25,
    contractFrom: '2026-11-12',
    contractUntil: '2027-11-11',
  },
  'procurement/startProject': { startedOn: '2026-11-12' },
  'implementation/plan': {
    planFrom: '2026-11-12',
    planUntil: '2026-11-30',
    planMethods: ['个案', '小组'],
    planContent: '社会组织助餐，社工探访，居委会协调。',
    planMilestones: '月底小结',
  },
  'implementation/disclose': { disclosedOn: '2026-11-13', disclosedWhere: '社区公开栏' },
  'implementation/engage': { evaluator: 'demo-evaluator-01', engagedOn: '2026-11-13', engagementScope: '督导和评估' },
  'implementation/supervise': {
    supervisedOn: '2026-11-16',
    supervisionFindings: '服务正常',
    supervisionResult: 'normal',
  },
  'implementation/finish': {
    finishedOn: '2026-11-23',
    finishSummary: '按计划完成',
    finishServices: 2,
    finishPersonTimes: 10,
  },
  'implementation/acceptance': {
    acceptanceInvitedBy: 'communityPartyOrg',
    acceptanceBy: 'thirdPartyEvaluator',
    acceptedOn: '2026-11-24',
    acceptanceResult: 'qualified',
    acceptanceOpinion: '合格',
  },
  'branding/selfEvaluation': { selfEvaluatedOn: '2026-11-24', selfScore: 70, selfSummary: '总结' },
  'branding/thirdPartyEvaluation': {
    thirdPartyEvaluatedOn: '2026-11-24',
    thirdPartyScore: 70,
    thirdPartyReport: '一般',
  },
  'branding/sustainabilityEvaluation': {
    sustainabilityMeetingOn: '2026-11-24',
    sustainabilityMinutesNo: '评估〔2026〕3号',
    sustainabilityInvitedBy: 'communityPartyOrg',
    sustainabilityResidentReps: 3,
    sustainabilityBeneficiaryReps: 2,
    sustainabilityScore: 80,
    sustainabilityOpinion: '可持续',
  },
  'branding/conclude': { concludedOn: '2026-11-24', conclusionMinutesNo: '评估〔2026〕4号', conclusion: 'keep' },
  'branding/satisfaction': {
    surveyedOn: '2026-11-24',
    residentSample: 30,
    residentSatisfaction: 90,
    governmentSatisfaction: 88.5,
  },
  'branding/brand': { brandName: '暖心一餐', timesKept: 1, brandFiledOn: '2026-11-24' },
  'branding/archive': { archivedOn: '2026-11-25', archiveNo: 'E2E-A1' },
} as const satisfies Record<string, Data>;

/** Steps that are taken more than once. */
export const SERVICES: readonly Data[] = [
  { serviceOn: '2026-11-14', serviceKind: '小组', serviceTitle: '集中助餐', servicePersonTimes: 9 },
  { serviceOn: '2026-11-15', serviceKind: '个案', serviceTitle: '入户探访', servicePersonTimes: 1 },
];
export const PAYMENTS: readonly Data[] = [
  { paidOn: '2026-11-15', paymentKind: 'first', paymentAmount: 98_750.1 },
  { paidOn: '2026-11-24', paymentKind: 'final', paymentAmount: 98_750.15 },
];
export const OPINIONS: readonly Data[] = [
  { opinionOn: '2026-11-24', opinionScore: 90, opinionText: '好' },
  { opinionOn: '2026-11-24', opinionScore: 92, opinionText: '愿意继续' },
];
