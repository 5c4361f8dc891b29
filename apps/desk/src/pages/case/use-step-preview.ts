import { type CaseState, previewStep, type StepPreview } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import type { FormValue } from '@cebao/react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';
import { today } from '../../app/today.ts';

type Lookups = Readonly<Record<string, JsonValue>>;

export interface LivePreview {
  /** The decisions of the step for what is typed now. */
  readonly preview: StepPreview | undefined;
  /** The same, with rows of other cases asked for anew: what goes along with a submit. */
  readonly settle: (value: FormValue, on?: string) => Promise<StepPreview | undefined>;
}

/** Whether a reference opinion speaks against the step as it is filled in. */
export function isAdvisedAgainst(preview: StepPreview | undefined): boolean {
  return (preview?.judged.advice.length ?? 0) > 0;
}

/**
 * What the rules say about a step while it is filled in, by the service's own evaluator. Rows of other cases, entries of
 * lists and balances of accounts come from the service, only for flows that read some. `stateOf` gives the case that the data would belong to.
 */
export function useStepPreview(
  policy: Policy,
  stateOf: (value: FormValue) => CaseState,
  step: string,
  value: FormValue,
  options: { readonly lookups?: Lookups; readonly caseId?: string } = {},
): LivePreview {
  const state = useMemo(() => stateOf(value), [stateOf, value]);
  const { lookups: others, lists, accounts } = policy.findFlow(state.flow)?.opens ?? {};
  const reads = Object.keys({ ...others, ...lists, ...accounts }).length > 0;
  const ask = (data: FormValue) =>
    client.lookups({
      flow: state.flow,
      place: state.place,
      data: { ...data },
      ...(options.caseId === undefined ? {} : { case: options.caseId }),
    });
  const lookups = useQuery({
    queryKey: ['lookups', state.flow, state.place, options.caseId ?? '', value],
    queryFn: () => valueOf(ask(value)),
    enabled: reads,
    staleTime: 30_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const rows = lookups.data ?? options.lookups ?? {};
  const preview = useMemo(() => previewOf(policy, state, step, value, rows), [policy, state, step, value, rows]);
  return {
    preview,
    settle: async (data, on) => {
      const fresh = reads ? await ask(data) : undefined;
      return previewOf(policy, stateOf(data), step, data, fresh?.ok ? fresh.value : rows, on);
    },
  };
}

function previewOf(
  policy: Policy,
  state: CaseState,
  step: string,
  data: FormValue,
  lookups: Lookups,
  on: string = today(),
): StepPreview | undefined {
  const preview = previewStep(policy, state, step, data, { today: on, lookups });
  return preview.ok ? preview.value : undefined;
}
