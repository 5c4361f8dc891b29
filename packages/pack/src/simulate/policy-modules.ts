import type { EmittedModule, LinkedModule } from '@cebao/engine/module';
import type { Policy } from '../policy.ts';
import { answerByModule, type ShortAnswerer } from './answer-by-module.ts';
import { type PolicyModule, writePolicyModule } from './policy-module.ts';
import { shortAnswerOf } from './short-answer.ts';

/** Brings the generated module of a revision into this process; undefined where the closures have to answer. */
export type LoadModule = (revision: string, emitted: EmittedModule) => Promise<LinkedModule | undefined>;

/** Generated modules of the policies that decide here. */
export interface PolicyModules {
  /** Writes and loads the module of a policy before it is asked, as when its pack is published. */
  prepare(policy: Policy): Promise<void>;
  /** Answers one decision on one day many times: by the module where there is one, by the closures elsewhere. */
  answerer(policy: Policy, decision: string, at: string): Promise<ShortAnswerer>;
}

/** How many revisions keep what was written for them; the loader has a limit of its own. */
const KEPT = 4;

/**
 * Modules of policies over a loader; without one the closures answer everything.
 *
 * @example
 * const modules = createPolicyModules(shelf.load);
 * const answer = await modules.answerer(policy, 'ejinhoro.procurement.threshold/route', '2025-06-30');
 * answer({ projectAmount: 200000 }); // { ok: true, value: { status: 'decided', … } }
 */
export function createPolicyModules(load: LoadModule | undefined, { kept = KEPT } = {}): PolicyModules {
  const written = new Map<string, PolicyModule>();

  const write = (policy: Policy): PolicyModule => {
    const module = written.get(policy.revision) ?? writePolicyModule(policy);
    written.delete(policy.revision);
    written.set(policy.revision, module);
    const oldest = written.keys().next();
    if (written.size > kept && oldest.done !== true) written.delete(oldest.value);
    return module;
  };

  // A folder that cannot be written costs speed only.
  const loadOrNone: LoadModule = async (revision, emitted) => {
    try {
      return await load?.(revision, emitted);
    } catch {
      return undefined;
    }
  };

  return {
    async prepare(policy) {
      await loadOrNone(policy.revision, write(policy).emitted);
    },
    async answerer(policy, decision, at) {
      const slowly: ShortAnswerer = (facts) => {
        const answered = policy.decide({ at, decision, facts });
        return answered.ok ? { ok: true, value: shortAnswerOf(answered.value) } : answered;
      };
      // What `decide` refuses whatever the facts are, is refused here too.
      if (load === undefined || !slowly({}).ok) return slowly;
      const module = write(policy);
      const plan = module.plans.get(decision);
      const linked = plan && (await loadOrNone(policy.revision, module.emitted));
      return plan && linked ? answerByModule(policy, plan, linked, at) : slowly;
    },
  };
}
