import {
  contentHashOf,
  findSubmission,
  type Settlement,
  type Signature,
  type SigningTerms,
  type StepRecord,
  showState,
  sightOf,
  signingUntil,
  viewCase,
} from '@cebao/casework';
import type { SignatureRecord } from './api/signatures.ts';
import { fillOptions, type LoadedCase } from './case-desk.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** The printable record of the answers to one step: who, when, under which content, and with which result. */
export async function signatureRecordOf(
  services: Services,
  viewer: Viewer,
  loaded: LoadedCase,
  step: string,
): Promise<SignatureRecord> {
  const { state, policy } = loaded;
  const sight = sightOf(policy, state, viewer.person);
  const shown = showState(state, sight);
  const record = Object.hasOwn(shown.steps, step) ? shown.steps[step] : undefined;
  const submission = findSubmission(shown, step);
  if (!record || !submission || record.required.length === 0) throw new Refusal(404, 'unknownSignatures');
  const view = viewCase(policy, state, undefined, await fillOptions(services, loaded));
  const { demo } = services.store.settings;
  const withheld = demo && policy.findFlow(state.flow)?.visibility !== undefined;
  const { data, attachments, paper, contentHash } = submission;
  const person = (id: string) => services.instance().findPerson(id)?.name ?? id;
  return {
    caseId: state.id,
    caseTitle: withheld ? (policy.findFlow(state.flow)?.title ?? state.flow) : state.title,
    place: services.instance().titleOf(state.place),
    step,
    stepTitle: (view.ok ? view.value.titles[step] : undefined) ?? step,
    submittedAt: submission.at,
    submittedBy: person(submission.actor.person),
    contentHash,
    intact: contentHashOf({ caseId: state.id, step, data, attachments, paper }) === contentHash,
    ...ruleOf(record.terms, (code) => policy.words(code)),
    ...untilOf(policy, record),
    partial: !sight.sees(step),
    withheld,
    rows: record.required.map((body) => {
      const signature = record.signatures.find(({ actor }) => actor.body === body);
      return {
        body: policy.bodies.find(({ id }) => id === body)?.title ?? body,
        state: signature ? 'answered' : record.lapsed?.includes(body) ? 'again' : 'silent',
        ...(signature ? answerOf(signature, record.terms, person, withheld) : {}),
      };
    }),
    ...(record.settled && !withheld ? { settled: settledOf(record.settled, person) } : {}),
    printedOn: services.today(),
    demo,
  };
}

function ruleOf(
  terms: SigningTerms | undefined,
  words: (code: string) => string,
): Pick<SignatureRecord, 'rule' | 'count' | 'silence' | 'basis' | 'assumption'> {
  if (!terms) return { rule: 'each' };
  return {
    rule: terms.rule,
    ...(terms.count === undefined ? {} : { count: terms.count }),
    silence: terms.silence,
    basis: terms.basis,
    ...(terms.key === undefined || terms.basis !== 'assumption' ? {} : { assumption: words(terms.key) }),
  };
}

function untilOf(policy: LoadedCase['policy'], record: StepRecord): Pick<SignatureRecord, 'until'> {
  const until = signingUntil(policy, record);
  return until ? { until } : {};
}

function answerOf(
  { actor, at, opinion, comment }: Signature,
  terms: SigningTerms | undefined,
  person: (id: string) => string,
  withheld: boolean,
): Partial<SignatureRecord['rows'][number]> {
  const title = terms?.opinions.find(({ id }) => id === opinion)?.title;
  return {
    person: person(actor.person),
    at,
    ...(title === undefined || withheld ? {} : { opinion: title }),
    ...(comment === undefined || withheld ? {} : { comment }),
  };
}

function settledOf(
  { result, at, actor, counted, reason }: Settlement,
  person: (id: string) => string,
): NonNullable<SignatureRecord['settled']> {
  return {
    result,
    at,
    by: person(actor.person),
    ...(counted === undefined ? {} : { counted }),
    ...(reason === undefined ? {} : { reason }),
  };
}
