import { type Flow, mayAct, type Person } from '@cebao/pack';
import { type CasePolicy, carriedFlows } from './case-policy.ts';
import type { EventActor } from './event.ts';
import type { CaseState, StepRecord } from './state.ts';

/** What a person sees of a case they may see. */
export interface Sight {
  /** The whole case, but for answers that are blind until they are settled. */
  readonly whole: boolean;
  /** The content of a step and all answers given there. */
  sees(step: string): boolean;
  /** The content of a step, because they are asked to sign it. */
  signs(step: string): boolean;
  /** What they, or the body they act for, did. */
  owns(actor: EventActor): boolean;
}

type Seen = Pick<CaseState, 'flow' | 'place' | 'parties'> & { readonly steps?: CaseState['steps'] };

/** Whether cases of this flow are seen whole only by the bodies it names. */
export function isRestricted(flow: Flow): boolean {
  return flow.visibility !== undefined;
}

/** Whether a person sees cases of a flow whole: no limit, or they act for a body that the flow names. */
export function seesWhole(
  policy: CasePolicy,
  state: Pick<CaseState, 'flow' | 'place' | 'parties'>,
  person: Person,
): boolean {
  const flow = policy.findFlow(state.flow);
  return flow !== undefined && (!flow.visibility || mayAct(policy, flow.visibility, state, person).ok);
}

/** What a person sees of a case, from the `visibility` of its flow and steps. */
export function sightOf(policy: CasePolicy, state: Seen, person: Person): Sight {
  const flow = policy.findFlow(state.flow);
  const whole = seesWhole(policy, state, person);
  const acts = (bodies: readonly string[] | undefined) =>
    bodies !== undefined && bodies.length > 0 && mayAct(policy, bodies, state, person).ok;
  const limits = flow ? limitsOf(policy, flow) : new Map<string, readonly string[]>();
  return {
    whole,
    sees: (step) => {
      return whole || acts(limits.get(step));
    },
    signs: (step) => acts(recordOf(state, step)?.required),
    owns: (actor) => actor.person === person.id || acts([actor.body]),
  };
}

/** The `visibility` of the steps that state one, by path. */
function limitsOf(policy: CasePolicy, flow: Flow): Map<string, readonly string[]> {
  const limits = new Map<string, readonly string[]>();
  for (const step of flow.steps) if (step.visibility) limits.set(step.id, step.visibility);
  for (const carried of carriedFlows(policy, flow)) {
    const stages = flow.steps.filter((step) => step.flows?.some((one) => one.flow === carried.id));
    for (const step of carried.steps)
      if (step.visibility) for (const stage of stages) limits.set(`${stage.id}/${step.id}`, step.visibility);
  }
  return limits;
}

function recordOf(state: Seen, step: string): StepRecord | undefined {
  return state.steps && Object.hasOwn(state.steps, step) ? state.steps[step] : undefined;
}
