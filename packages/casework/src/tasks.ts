import type { Result } from '@cebao/engine';
import type { Person } from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import type { Deadline } from './deadline.ts';
import type { CaseState, Returned } from './state.ts';
import { whatNext } from './what-next.ts';

/** Something that waits for a person in a case. */
export interface Task {
  readonly caseId: string;
  readonly step: string;
  readonly stepTitle: string;
  readonly action?: string;
  readonly kind: 'submit' | 'sign';
  readonly since: string;
  readonly returned?: Returned;
  readonly deadline?: Deadline;
  readonly deputyOf?: string;
}

/** What waits for a person in a case: steps the case needs next, signatures, corrections. Optional steps and logs do not wait. */
export function tasksOf(
  policy: CasePolicy,
  state: CaseState,
  person: Person,
  options: { readonly today?: string } = {},
): Result<Task[]> {
  const found = whatNext(policy, state, options.today ?? state.changedOn, person);
  if (!found.ok) return found;
  const waiting = found.value.open.filter(({ mine, waits }) => mine && waits);
  return {
    ok: true,
    value: waiting.map(({ path, title, action, kind, since, returned, deadline, deputyOf }) => ({
      caseId: state.id,
      step: path,
      stepTitle: title,
      ...(action === undefined ? {} : { action }),
      kind,
      since,
      ...(returned ? { returned } : {}),
      ...(deadline ? { deadline } : {}),
      ...(deputyOf === undefined ? {} : { deputyOf }),
    })),
  };
}
