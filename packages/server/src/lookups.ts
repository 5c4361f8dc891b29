import { type CaseState, foldCase, lookUp, lookupQueries } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import { balanceFacts } from './account-book.ts';
import { listFacts } from './place-list-book.ts';
import { refuseIssues } from './refuse-issues.ts';
import { heldOn, recordsOf } from './register-book.ts';
import type { Services } from './services.ts';

/**
 * Rows of other cases that a case's decisions read (`opens.lookups`), were `data` submitted: lines of the named
 * register whose matching columns are equal, with the fields that the pack publishes and no others.
 */
export async function findLookups(
  services: Services,
  policy: Policy,
  state: CaseState,
  data: Readonly<Record<string, JsonValue>> = {},
): Promise<Record<string, JsonValue>> {
  const queries = lookupQueries(policy, state, data);
  if (!queries.ok) throw refuseIssues(queries.issues);
  const found: Record<string, JsonValue> = {
    ...(await listFacts(services, policy, state.flow, state.place)),
    ...(await balanceFacts(services.store, policy, state)),
  };
  const today = services.today();
  for (const query of queries.value)
    found[query.fact] = lookUp(query, heldOn(await recordsOf(services.store, query.register), today), state.id);
  return found;
}

/** A case as it would be if it were opened now: for what is asked before there is one. */
export function imaginedCase(
  policy: Policy,
  flow: string,
  place: string,
  data: Readonly<Record<string, JsonValue>>,
  now: string,
): CaseState {
  const state = foldCase([
    {
      type: 'opened',
      id: '',
      schema: 1,
      caseId: '',
      at: now,
      actor: { person: '', role: '', body: '' },
      sealed: null,
      flow,
      place,
      revision: policy.revision,
      governedOn: now.slice(0, 10),
      data,
      title: '',
      parties: {},
    },
  ]);
  if (state === undefined) throw new Error('an opened event always opens');
  return state;
}
