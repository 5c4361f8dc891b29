import { prerequisitesOf } from '../flow/prerequisites.ts';
import type { Flow, Form, Step } from '../format.ts';
import type { Chain } from './chain.ts';

/** One step on the way of a case, as it is addressed there. */
export interface CaseStep {
  readonly flow: Flow;
  readonly step: Step;
  readonly index: number;
  /** `review`, or `procurement/review` in a flow of stages. */
  readonly path: string;
  readonly stage?: Step;
  readonly form?: Form;
}

/** Every step a case of this flow may meet, in the order of stages. */
export function stepsOfCase(chain: Chain, opener: Flow): CaseStep[] {
  const own = (flow: Flow, stage?: Step): CaseStep[] =>
    flow.steps.map((step, index) => {
      const form = step.form === undefined ? undefined : chain.form(step.form);
      return {
        flow,
        step,
        index,
        path: stage ? `${stage.id}/${step.id}` : step.id,
        ...(stage ? { stage } : {}),
        ...(form ? { form } : {}),
      };
    });
  return [
    ...own(opener),
    ...opener.steps.flatMap((stage) =>
      (stage.flows ?? []).flatMap(({ flow: id }) => {
        const flow = chain.flow(id);
        return flow ? own(flow, stage) : [];
      }),
    ),
  ];
}

/** Whether two steps cannot both be taken in one case: they stand in alternative flows of one stage. */
export function areAlternatives(a: CaseStep, b: CaseStep): boolean {
  return a.stage !== undefined && a.stage === b.stage && a.flow !== b.flow;
}

/** Fields that must have been filled in when a step is taken: those of its own form and of what goes before it. */
export function filledBefore(chain: Chain, flow: Flow, step: Step): string[] {
  const before = new Set<string>([step.id]);
  const visit = (id: string) => {
    for (const other of prerequisitesOf(flow, id)) {
      const found = flow.steps.find((one) => one.id === other);
      if (!found || before.has(other) || found.optional || found.doneBy !== undefined) continue;
      before.add(other);
      visit(other);
    }
  };
  visit(step.id);
  return [...before].flatMap((id) => {
    const form = flow.steps.find((one) => one.id === id)?.form;
    const schema = form === undefined ? undefined : chain.form(form)?.schema;
    return (schema?.required ?? []) as string[];
  });
}
