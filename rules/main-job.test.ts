import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  applyEvent,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  decideCommand,
  findSubmission,
  registerRecords,
  viewCase,
} from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { createRulebook, type Person, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import { describe, expect, it } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const sources = loadRules(here('.'));
const packs = sources.ok ? validatePacks(sources.value) : sources;
if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
const COMMUNITY = 'nm/ordos/ejin-horo/demo-town-01/demo-community-01';
const found = createRulebook(packs.value).policy(COMMUNITY);
if (!found.ok) throw new Error(JSON.stringify(found.issues));
const policy = found.value;
const cast = JSON.parse(readFileSync(here('./nm-ordos-ejin-horo/demo/cast.json'), 'utf8')) as { people: Person[] };

const ORGANISATION = 'demo-org-clerk-001';
const COMMITTEE = 'demo-committee-01';
const WORKER = 'demo-social-worker-01';
const PARTY = 'demo-party-clerk-01';
const TOWN = 'demo-town-clerk-01';
const SIGNER = 'demo-signer-01';
const EVALUATOR = 'demo-evaluator-01-staff';

/** One case in the hands of the demo's cast. */
class Matter {
  state: CaseState | undefined;
  told: CaseEvent | undefined;
  private count = 0;

  decide(person: string, command: CaseCommand, lookups: Record<string, JsonValue> = {}) {
    const actor = cast.people.find(({ id }) => id === person) as Person;
    return decideCommand(policy, this.state, command, {
      now: '2026-11-25T09:30:00+08:00',
      actor,
      newId: () => `id${(this.count += 1)}`,
      lookups,
    });
  }

  does(person: string, command: CaseCommand, lookups: Record<string, JsonValue> = {}): this {
    const decided = this.decide(person, command, lookups);
    if (!decided.ok) throw new Error(JSON.stringify(decided.issues));
    for (const event of decided.events) {
      this.state = applyEvent(this.state, event);
      this.told = event;
    }
    return this;
  }

  submits(
    person: string,
    step: string,
    data: Record<string, JsonValue>,
    lookups: Record<string, JsonValue> = {},
  ): this {
    return this.does(person, { type: 'submit', step, data }, lookups);
  }

  refusal(person: string, step: string, data: Record<string, JsonValue>): string | undefined {
    const decided = this.decide(person, { type: 'submit', step, data });
    return decided.ok ? undefined : decided.issues[0]?.code;
  }

  get judged() {
    return this.told?.type === 'submitted' ? this.told.judged : undefined;
  }

  get data(): Readonly<Record<string, JsonValue>> {
    return this.state?.data ?? {};
  }
}

const need = {
  needId: 'N-1',
  needTitle: '老年人助餐',
  needTopic: 'elderly',
  channel: '入户走访',
  collectedOn: '2026-11-01',
  needContent: '助餐',
  implementer: 'demo-org-001',
};
const application = (amount: number) => ({
  fundingRoute: 'communityPartyOrgApplication',
  purchaser: 'community',
  appliedAmount: amount,
  projectYear: 2026,
  appliedOn: '2026-11-06',
});
const decision = (amount: number) => ({
  townMeetingOn: '2026-11-09',
  townMinutesNo: 'M2',
  decisionResult: 'approved',
  approvedAmount: amount,
  townOpinion: '同意',
});
const contract = {
  contractNo: 'HT1',
  contractSignedOn: '2026-11-11',
  contractAmount: 120000,
  contractFrom: '2026-11-12',
  contractUntil: '2027-11-11',
};
const acceptance = {
  acceptanceInvitedBy: 'communityPartyOrg',
  acceptanceBy: 'thirdPartyEvaluator',
  acceptedOn: '2026-11-24',
  acceptanceResult: 'qualified',
  acceptanceOpinion: '合格',
};

function applied(amount: number, representatives = 6, despite?: string): Matter {
  return new Matter()
    .does(COMMITTEE, {
      type: 'open',
      flow: 'ejinhoro.service.four-izations',
      place: COMMUNITY,
      data: need,
      submit: true,
    })
    .does(COMMITTEE, {
      type: 'submit',
      step: 'projectisation/assess',
      data: { assessedOn: '2026-11-02', residentReps: representatives, assessmentOpinion: '同意' },
      ...(despite === undefined ? {} : { despite }),
    })
    .submits(ORGANISATION, 'projectisation/writeProjectBook', {
      projectTitle: '暖心助餐',
      projectBeneficiaries: '老年居民',
      projectGoal: '目标',
      projectContent: '内容',
      projectBudget: amount,
      projectMonths: 12,
    })
    .submits(COMMITTEE, 'projectisation/enterLibrary', { libraryNo: 'L1', enteredOn: '2026-11-05' })
    .submits(ORGANISATION, 'projectisation/apply', application(amount));
}

function approved(): Matter {
  return applied(125000)
    .submits(PARTY, 'procurement/review', {
      reviewMeetingOn: '2026-11-08',
      reviewMinutesNo: 'M1',
      reviewResult: 'pass',
      reviewOpinion: '通过',
    })
    .submits(TOWN, 'procurement/townDecision', decision(122000));
}

function started(): Matter {
  return approved()
    .submits(SIGNER, 'procurement/purchase', {
      purchasedOn: '2026-11-10',
      purchaseProcess: '比选',
      catalogueChecked: true,
    })
    .submits(SIGNER, 'procurement/signContract', contract)
    .submits(ORGANISATION, 'procurement/startProject', { startedOn: '2026-11-12' });
}

describe('the main job, carried by the packs and the cast of the demo', () => {
  it('an assumption advises and never refuses: fewer representatives than the param says, with the reason kept', () => {
    expect(() => applied(120000, 4)).toThrow('adviceNeedsReason');
    const matter = applied(120000, 4, '部分代表外出，已电话征求意见');
    expect(matter.state?.done).toContain('projectisation/assess');
  });

  it('is returned for correction, and the splitting warning speaks at the second application', () => {
    const matter = applied(120000).does(PARTY, { type: 'return', to: 'projectisation/apply', reason: '请补充说明' });
    expect(matter.state?.returned?.to).toBe('projectisation/apply');
    matter.submits(ORGANISATION, 'projectisation/apply', application(130000), {
      otherProjects: [{ needId: 'N-1', providerId: 'demo-org-001', amount: 100000, year: 2026 }],
    });
    expect(matter.data.splittingAnswer).toMatchObject({
      warnings: ['possibleSplitting'],
      assumptions: ['splittingCheck'],
    });
    expect(matter.state?.returned).toBeUndefined();
  });

  it('goes the way its amount says', () => {
    expect(applied(200000).judged?.next).toBe('procurement/review');
    expect(applied(200000.01).judged?.next).toBe('procurement/recordResult');
  });

  it('is refused where the rule refuses', () => {
    expect(applied(120000).refusal(COMMITTEE, 'procurement/review', {})).toBe('notYourStep');
    const reviewed = applied(120000).submits(PARTY, 'procurement/review', {
      reviewMeetingOn: '2026-11-08',
      reviewMinutesNo: 'M1',
      reviewResult: 'pass',
      reviewOpinion: '通过',
    });
    expect(reviewed.refusal(TOWN, 'procurement/townDecision', decision(210000))).toBe('routeIsPublicTender');
    const bought = approved().submits(SIGNER, 'procurement/purchase', {
      purchasedOn: '2026-11-10',
      purchaseProcess: '比选',
      catalogueChecked: true,
    });
    expect(bought.refusal(SIGNER, 'procurement/startProject', { startedOn: '2026-11-12' })).toBe('contractMissing');
    expect(
      started().refusal(SIGNER, 'implementation/engage', {
        evaluator: 'demo-org-001',
        engagedOn: '2026-11-13',
        engagementScope: '督导',
      }),
    ).toBe('evaluatorNotIndependent');
  });

  it('ends where a body says no', () => {
    const matter = applied(120000).submits(PARTY, 'procurement/review', {
      reviewMeetingOn: '2026-11-08',
      reviewMinutesNo: 'M1',
      reviewResult: 'fail',
      reviewOpinion: '未通过',
    });
    expect(matter.state?.ended).toMatchObject({ end: 'ended', reason: 'reviewFailed' });
  });

  it('is carried from the need to the archive by the whole cast, with papers and registers', () => {
    const matter = started().submits(ORGANISATION, 'implementation/plan', {
      planFrom: '2026-11-12',
      planUntil: '2026-11-30',
      planMethods: ['个案'],
      planContent: '内容',
      planMilestones: '节点',
    });
    expect(matter.state?.done).not.toContain('implementation/plan');
    for (const person of [ORGANISATION, COMMITTEE, WORKER])
      matter.does(person, {
        type: 'sign',
        step: 'implementation/plan',
        contentHash: findSubmission(matter.state as CaseState, 'implementation/plan')?.contentHash ?? '',
      });
    expect(matter.state?.done).toContain('implementation/plan');
    matter
      .submits(COMMITTEE, 'implementation/disclose', { disclosedOn: '2026-11-13', disclosedWhere: '公开栏' })
      .submits(SIGNER, 'implementation/engage', {
        evaluator: 'demo-evaluator-01',
        engagedOn: '2026-11-13',
        engagementScope: '督导',
      })
      .submits(WORKER, 'implementation/deliver', {
        serviceOn: '2026-11-14',
        serviceKind: '小组',
        serviceTitle: '助餐',
        servicePersonTimes: 9,
      })
      .submits(WORKER, 'implementation/deliver', {
        serviceOn: '2026-11-15',
        serviceKind: '个案',
        serviceTitle: '探访',
        servicePersonTimes: 1,
      })
      .submits(SIGNER, 'implementation/payment', { paidOn: '2026-11-15', paymentKind: 'first', paymentAmount: 60000.5 })
      .submits(SIGNER, 'implementation/payment', { paidOn: '2026-11-16', paymentKind: 'final', paymentAmount: 70000 });
    expect(matter.judged?.warnings).toEqual(['finalPaymentBeforeAcceptance', 'paidAboveContract']);
    matter
      .submits(EVALUATOR, 'implementation/supervise', {
        supervisedOn: '2026-11-16',
        supervisionFindings: '正常',
        supervisionResult: 'normal',
      })
      .submits(ORGANISATION, 'implementation/finish', {
        finishedOn: '2026-11-23',
        finishSummary: '完成',
        finishServices: 2,
        finishPersonTimes: 10,
      });
    expect(matter.refusal(PARTY, 'implementation/acceptance', { ...acceptance, acceptanceBy: 'implementingOrg' })).toBe(
      'notThirdParty',
    );
    matter
      .submits(PARTY, 'implementation/acceptance', acceptance)
      .submits(EVALUATOR, 'branding/thirdPartyEvaluation', {
        thirdPartyEvaluatedOn: '2026-11-24',
        thirdPartyScore: 70,
        thirdPartyReport: '一般',
      })
      .submits(ORGANISATION, 'branding/selfEvaluation', {
        selfEvaluatedOn: '2026-11-24',
        selfScore: 70,
        selfSummary: '总结',
      })
      .submits('demo-resident-rep-01', 'branding/representativeOpinion', {
        opinionOn: '2026-11-24',
        opinionScore: 90,
        opinionText: '好',
      })
      .submits('demo-beneficiary-rep-01', 'branding/representativeOpinion', {
        opinionOn: '2026-11-24',
        opinionScore: 92,
        opinionText: '好',
      })
      .submits(PARTY, 'branding/sustainabilityEvaluation', {
        sustainabilityMeetingOn: '2026-11-24',
        sustainabilityMinutesNo: 'M3',
        sustainabilityInvitedBy: 'communityPartyOrg',
        sustainabilityResidentReps: 3,
        sustainabilityBeneficiaryReps: 2,
        sustainabilityScore: 80,
        sustainabilityOpinion: '可持续',
      });
    const keep = { concludedOn: '2026-11-24', conclusionMinutesNo: 'M4', conclusion: 'keep' };
    expect(matter.refusal(PARTY, 'branding/conclude', keep)).toBe('reasonForDifferingMissing');
    matter.submits(PARTY, 'branding/conclude', { ...keep, conclusionReason: '居民需要' });
    expect(matter.data.overallAnswer).toMatchObject({
      value: { overall: 73, decision: 'end' },
      assumptions: ['keepMark', 'weights'],
    });
    matter
      .submits(PARTY, 'branding/satisfaction', {
        surveyedOn: '2026-11-24',
        residentSample: 30,
        residentSatisfaction: 90,
        governmentSatisfaction: 88,
      })
      .submits(ORGANISATION, 'branding/brand', { brandName: '品牌', timesKept: 1, brandFiledOn: '2026-11-24' })
      .submits(PARTY, 'branding/archive', { archivedOn: '2026-11-25', archiveNo: 'A1' });
    const state = matter.state as CaseState;
    expect(state.ended?.end).toBe('kept');

    const view = viewCase(policy, state, undefined, {
      today: '2026-11-25',
      place: () => '演示社区01',
      organisation: () => '演示社会组织001',
    });
    if (!view.ok) throw new Error(JSON.stringify(view.issues));
    expect(view.value.summary.map(({ value }) => value)).toEqual([
      125000,
      122000,
      120000,
      130000.5,
      'selfProcurement',
      'demo-org-001',
    ]);
    expect(view.value.prints.map(({ title }) => title)).toEqual([
      '购买社会工作服务项目评审意见表',
      '购买社会工作服务项目立项审批表',
      '购买社会工作服务项目验收表',
    ]);
    expect(view.value.prints.every(({ rows }) => rows.every(({ text }) => text !== ''))).toBe(true);
    const lines = Object.fromEntries(
      policy.registers.map((register) => [register.title, registerRecords(policy, register, state)]),
    );
    expect(
      Object.fromEntries(
        Object.entries(lines)
          .map(([title, made]) => [title, made.ok ? made.value.length : made.issues] as const)
          .filter(([, count]) => count !== 0),
      ),
    ).toEqual({
      需求台账: 1,
      项目库: 1,
      购买服务台账: 1,
      合同台账: 1,
      服务记录台账: 2,
      督导台账: 1,
      支付台账: 2,
      评估台账: 1,
    });
  });

  it('has Chinese words for every code its rules can answer', () => {
    const codes = new Set<string>();
    const collect = (node: unknown): void => {
      if (Array.isArray(node)) node.forEach(collect);
      if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
      for (const [key, value] of Object.entries(node)) {
        if (
          typeof value === 'string' &&
          [
            'reason',
            'invalid',
            'undefined',
            'code',
            'actorReason',
            'outOfOrder',
            'wrongActor',
            'ends',
            'completed',
          ].includes(key)
        )
          codes.add(value);
        if (key === 'afterReasons') for (const code of Object.values(value as object)) codes.add(code as string);
        if (key === 'assumptions' && Array.isArray(value))
          for (const one of value) codes.add(typeof one === 'string' ? one : (one as { key: string }).key);
        collect(value);
      }
    };
    collect([policy.decisions, policy.flows]);
    expect([...codes].filter((code) => policy.words(code) === code)).toEqual([]);
  });
});
