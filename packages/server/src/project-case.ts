import { type CaseState, registerRecords, statusOf, viewCase } from '@cebao/casework';
import type { Policy } from '@cebao/pack';
import type { DocumentWrite, Store } from '@cebao/store';
import { CASES, type CaseIndexRow } from './case-index.ts';
import { caseText, caseViews } from './case-views.ts';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';
import { refuseIssues } from './refuse-issues.ts';
import { REGISTER_RECORDS, recordKey } from './register-book.ts';

/**
 * The documents that follow from a case's state: its index row and its register records. They depend on the events
 * alone, not on today, so that dropped projections come back byte by byte.
 */
export async function projectCase(store: Store, policy: Policy, state: CaseState): Promise<DocumentWrite[]> {
  const writes: DocumentWrite[] = [putCaseRow(policy, indexRowOf(policy, state))];
  for (const register of policy.registers) {
    if (register.flow !== state.flow) continue;
    const records = registerRecords(policy, register, state, { today: state.changedOn.slice(0, 10) });
    if (!records.ok) throw refuseIssues(records.issues, 'commandRefused');
    const keys = new Set(records.value.map(recordKey));
    for (const record of records.value)
      writes.push({ put: { collection: REGISTER_RECORDS, key: recordKey(record), value: inKeyOrder(record) } });
    for await (const { key } of eachDocument(store, REGISTER_RECORDS, `${register.id}|${state.id}|`)) {
      if (!keys.has(key)) writes.push({ delete: { collection: REGISTER_RECORDS, key } });
    }
  }
  return writes;
}

/** The index row of a case, in the lists in which it stands, found by its title and number. */
export function putCaseRow(policy: Policy, row: CaseIndexRow): DocumentWrite {
  const value = inKeyOrder(row);
  return { put: { collection: CASES, key: row.id, value, views: caseViews(policy, row), text: caseText(row) } };
}

export function indexRowOf(policy: Policy, state: CaseState): CaseIndexRow {
  const view = viewCase(policy, state, undefined, { today: state.changedOn.slice(0, 10) });
  if (!view.ok) throw refuseIssues(view.issues, 'commandRefused');
  const { id, title, flow, place, revision, governedOn, openedOn, openedBy, changedOn, version, parties, ended } =
    state;
  return {
    id,
    title,
    flow,
    flowTitle: policy.findFlow(flow)?.title ?? flow,
    place,
    revision,
    governedOn,
    state: statusOf(state),
    openedOn,
    openedBy,
    changedOn,
    version,
    parties,
    acted: [...new Set(state.timeline.map(({ actor }) => actor.body))].sort(),
    participants: [...new Set(state.timeline.map(({ actor }) => actor.person))].sort(),
    waiting: view.value.openSteps.map((step) => ({
      step: step.path,
      title: step.title,
      ...(step.action === undefined ? {} : { action: step.action }),
      kind: step.kind,
      bodies: step.who.map(({ body }) => body),
      since: step.since,
      ...(step.due === undefined || !step.waits ? {} : { due: step.due }),
      ...(step.returned === undefined ? {} : { returned: step.returned.reason }),
      ...(step.signing?.settlers === undefined ? {} : { settlers: step.signing.settlers }),
      optional: (step.optional && step.kind === 'submit') || (step.repeat && state.done.includes(step.path)),
    })),
    ...(ended === undefined ? {} : { end: policy.words(ended.end) }),
  };
}
