import { applyEvent, type CaseEvent, type CaseState, type PlaceLists, type Staffing } from '@cebao/casework';
import type { DocumentWrite, Store } from '@cebao/store';
import { CASES } from './case-index.ts';
import { eachDocument } from './each-document.ts';
import { foldEveryPlace, isListStream, PLACE_LISTS, projectPlaceLists } from './place-list-book.ts';
import type { Policies } from './policies.ts';
import { projectCase } from './project-case.ts';
import { REGISTER_RECORDS } from './register-book.ts';
import { foldStaffEvent, isStaffStream, projectStaffing, STAFFING } from './staff-book.ts';

/**
 * Drops every projection and makes it again from the events.
 *
 * @example
 * await rebuildProjections(store, createPolicies(packs, store));
 */
export async function rebuildProjections(store: Store, policies: Policies): Promise<number> {
  const drops: DocumentWrite[] = [];
  for (const collection of [CASES, REGISTER_RECORDS, PLACE_LISTS, STAFFING])
    for await (const { key } of eachDocument(store, collection)) drops.push({ delete: { collection, key } });
  await store.commit({ documents: drops });

  const cases = new Map<string, CaseState>();
  const lists = new Map<string, PlaceLists>();
  const staff = new Map<string, Staffing>();
  for (let after = 0; ; ) {
    const events = await store.readAll({ after, limit: 1000 });
    for (const { stream, body, seq } of events) {
      after = seq;
      if (isListStream(stream)) foldEveryPlace(lists, stream, body);
      if (isStaffStream(stream)) foldStaffEvent(staff, stream, body);
      if (!stream.startsWith('case/')) continue;
      const state = applyEvent(cases.get(stream), body as unknown as CaseEvent);
      if (state !== undefined) cases.set(stream, state);
    }
    if (events.length < 1000) break;
  }
  for (const state of cases.values()) {
    const policy = await policies.ofRevision(state.revision, state.place);
    if (policy !== undefined) await store.commit({ documents: await projectCase(store, policy, state) });
  }
  for (const one of lists.values()) await store.commit({ documents: [projectPlaceLists(one)] });
  for (const one of staff.values()) await store.commit({ documents: [projectStaffing(one)] });
  return cases.size;
}
