import { type CaseState, foldCase } from '@cebao/casework';
import type { FormValue } from '@cebao/react';
import { today } from '../../app/today.ts';

/** A case as it would be if it were opened today: what the first form's decisions are asked about. */
export function imaginedCase(flow: string, place: string, revision: string, data: FormValue): CaseState {
  const on = today();
  const state = foldCase([
    {
      type: 'opened',
      id: '',
      schema: 1,
      caseId: '',
      at: `${on}T00:00:00+08:00`,
      actor: { person: '', role: '', body: '' },
      sealed: null,
      flow,
      place,
      revision,
      governedOn: on,
      data,
      title: '',
      parties: {},
    },
  ]);
  if (!state) throw new Error('an opened event always opens');
  return state;
}
