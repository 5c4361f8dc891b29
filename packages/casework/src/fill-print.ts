import type { JsonValue } from '@cebao/engine';
import type { Flow, Print } from '@cebao/pack';
import { type FactsOptions, readCase } from './case-facts.ts';
import { type CasePolicy, carriedFlows, evaluatorAt } from './case-policy.ts';
import type { CaseState } from './state.ts';
import { type ValueFormat, type ValueNames, valueText } from './value-text.ts';

/** What filling needs besides the case: the day, and names of organisations and places. */
export interface FillOptions extends FactsOptions {
  readonly organisation?: ((id: string) => string) | undefined;
  readonly place?: ((path: string) => string) | undefined;
}

/** A label with its value, raw and as people read it. */
export interface FilledRow {
  readonly label: string;
  readonly value: JsonValue;
  readonly text: string;
  readonly format: ValueFormat;
}

/** A paper of a case, filled; `ready` once its step is done. */
export interface FilledPrint {
  readonly id: string;
  readonly title: string;
  readonly ready: boolean;
  /** The step after which it is offered. */
  readonly after: string;
  readonly rows: readonly FilledRow[];
  readonly signatures: readonly { readonly label: string; readonly stamp: boolean }[];
  readonly note?: string;
}

/**
 * A printable paper of a case, filled with its facts.
 *
 * @example
 * fillPrint(policy, state, 'approvalSheet', { place: titleOf });
 */
export function fillPrint(
  policy: CasePolicy,
  state: CaseState,
  id: string,
  options: FillOptions = {},
): FilledPrint | undefined {
  return fillPrints(policy, state, options).find((print) => print.id === id);
}

/** All papers of a case, of its flow and of the flows it carries. */
export function fillPrints(policy: CasePolicy, state: CaseState, options: FillOptions = {}): FilledPrint[] {
  const flow = policy.findFlow(state.flow);
  if (!flow) return [];
  return printsOf(policy, flow).map(({ print, after }) => ({
    id: print.id,
    title: print.title,
    ready: state.done.includes(after),
    after,
    rows: fillRows(policy, flow, state, print.rows, options),
    signatures: print.signatures.map(({ label, stamp = false }) => ({ label, stamp })),
    ...(print.note === undefined ? {} : { note: print.note }),
  }));
}

/** Labelled values over the facts of a case. */
export function fillRows(
  policy: CasePolicy,
  flow: Flow,
  state: CaseState,
  rows: Print['rows'],
  options: FillOptions,
): FilledRow[] {
  const evaluate = evaluatorAt(policy, state.governedOn);
  const read = readCase(policy, flow, state, options);
  const names: ValueNames = {
    words: (code) => policy.words(code),
    organisation: options.organisation,
    place: options.place,
  };
  return rows.map(({ label, value: expression, format = 'text' }) => {
    const run = evaluate(expression as JsonValue, read);
    const value = run.ok ? run.value : null;
    return { label, value, text: valueText(value, format, names), format };
  });
}

function printsOf(policy: CasePolicy, flow: Flow): { print: Print; after: string }[] {
  const own = (flow.prints ?? []).map((print) => ({ print, after: print.after }));
  const carried = carriedFlows(policy, flow).flatMap((inner) =>
    (inner.prints ?? []).map((print) => {
      const stage = flow.steps.find((step) => step.flows?.some((one) => one.flow === inner.id));
      return { print, after: print.after.includes('/') || !stage ? print.after : `${stage.id}/${print.after}` };
    }),
  );
  return [...own, ...carried];
}
