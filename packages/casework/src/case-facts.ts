import type { JsonValue } from '@cebao/engine';
import type { Flow, FlowEvaluate, ReadName, Situation } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from './case-policy.ts';
import { type CaseState, findSubmission, statusOf } from './state.ts';

/** What the facts of a case depend on besides its state. */
export interface FactsOptions {
  /** The civil day; the true day for a matter kept on paper. */
  readonly today?: string | undefined;
  readonly lookups?: Readonly<Record<string, JsonValue>> | undefined;
  /** Facts that go before those of the case: the submission a record is made of. */
  readonly over?: Readonly<Record<string, JsonValue>> | undefined;
}

/** The part of a case that its facts are read from. */
export type Factual = Pick<
  CaseState,
  'id' | 'place' | 'title' | 'governedOn' | 'openedOn' | 'openedBy' | 'parties' | 'data' | 'steps' | 'done'
> &
  Partial<Pick<CaseState, 'givenTitle' | 'returned' | 'ended' | 'withdrawn'>>;

/**
 * The facts of a case, by name. First hit wins: `$` names; `over`; the flow's derived facts (`opens.facts`); the data;
 * lookups. `$` names: `$at` (the day the rules are read for), `$today`, `$place`, `$region` (same), `$case`, `$title`,
 * `$openedOn`, `$openedBy`, `$parties`, `$state`, `$end`, `$dates` (step → day it was done), `$submissions` (step → list
 * of the data of its valid submissions), `$signers` (step → list of `{ body, person }` who signed its content).
 */
export function readCase(policy: CasePolicy, flow: Flow, state: Factual, options: FactsOptions = {}): ReadName {
  const evaluate = evaluatorAt(policy, state.governedOn);
  const derived = flow.opens?.facts ?? {};
  const known = new Map<string, JsonValue | undefined>();
  const underWay = new Set<string>();
  const plain: ReadName = (name) => own(options.over, name) ?? own(state.data, name) ?? own(options.lookups, name);
  const read: ReadName = (name) => {
    if (name.startsWith('$')) return special(name, state, options);
    const given = own(options.over, name);
    if (given !== undefined) return given;
    if (!Object.hasOwn(derived, name) || underWay.has(name)) return plain(name);
    if (!known.has(name)) {
      underWay.add(name);
      const run = evaluate(derived[name] as JsonValue, read);
      underWay.delete(name);
      known.set(name, run.ok ? run.value : undefined);
    }
    return known.get(name);
  };
  return read;
}

/** Where a case stands, for the kernel. */
export function situationOf(
  policy: CasePolicy,
  flow: Flow,
  state: Factual,
  options: FactsOptions = {},
): Situation & { readonly evaluate: FlowEvaluate } {
  return {
    done: state.done,
    read: readCase(policy, flow, state, options),
    findFlow: (id) => policy.findFlow(id),
    evaluate: evaluatorAt(policy, state.governedOn),
  };
}

function special(name: string, state: Factual, options: FactsOptions): JsonValue | undefined {
  const given = own(options.over, name);
  if (given !== undefined) return given;
  switch (name) {
    case '$at':
      return state.governedOn;
    case '$today':
      return options.today;
    case '$place':
    case '$region':
      return state.place;
    case '$case':
      return state.id;
    case '$title':
      return state.title;
    case '$openedOn':
      return state.openedOn.slice(0, 10);
    case '$openedBy':
      return { ...state.openedBy };
    case '$parties':
      return { ...state.parties };
    case '$state':
      return statusOf(state as CaseState);
    case '$end':
      return state.ended?.end;
    case '$dates':
      return mapSteps(state, (step) => findSubmission(state as CaseState, step)?.on);
    case '$signers':
      return mapSteps(state, (step) =>
        state.steps[step]?.signatures.map(({ actor: { body, person } }) => ({ body, person })),
      );
    case '$submissions':
      return mapSteps(state, (step) =>
        state.steps[step]?.submissions.filter(({ superseded }) => !superseded).map(({ data }) => ({ ...data })),
      );
    default:
      return undefined;
  }
}

function mapSteps(state: Factual, value: (step: string) => JsonValue | undefined): JsonValue {
  const result: Record<string, JsonValue> = {};
  for (const step of Object.keys(state.steps)) {
    const found = value(step);
    if (found !== undefined) result[step] = found;
  }
  return result;
}

function own(record: Readonly<Record<string, JsonValue>> | undefined, name: string): JsonValue | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
