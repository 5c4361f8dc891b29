import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRulebook, type Form, type Policy, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';

const RULES = fileURLToPath(new URL('../rules', import.meta.url));

/** Where the journey takes place, and along which flow. */
export const COMMUNITY = 'nm/ordos/ejin-horo/demo-town-01/demo-community-01';
export const FLOW = 'ejinhoro.service.four-izations';

/** The policy of the packs as they are kept in the repository. */
export const policy: Policy = (() => {
  const sources = loadRules(RULES);
  const packs = sources.ok ? validatePacks(sources.value) : sources;
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 5)));
  const found = createRulebook(packs.value).policy(COMMUNITY);
  if (!found.ok) throw new Error(JSON.stringify(found.issues.slice(0, 5)));
  return found.value;
})();

interface Step {
  readonly title: string;
  /** The word on its button. */
  readonly action: string;
  readonly form: Form | undefined;
  /** Whose step it is, in words, as the desk names them. */
  readonly bodies: string;
}

/** A step of the flow by its path (`procurement/review`), as its pack file writes it. */
export function stepOf(path: string): Step {
  const [stageId, stepId] = path.split('/');
  const stage = policy.findFlow(FLOW)?.steps.find(({ id }) => id === stageId) as
    | { flows: readonly { flow: string }[] }
    | undefined;
  for (const { flow } of stage?.flows ?? []) {
    const step = policy.findFlow(flow)?.steps.find(({ id }) => id === stepId) as
      | { title: string; action?: string; form?: string; actors?: readonly string[]; handledBy?: readonly string[] }
      | undefined;
    if (step === undefined) continue;
    const bodies = (step.actors ?? step.handledBy ?? []).map(
      (id) => policy.bodies.find((body) => body.id === id)?.title,
    );
    return {
      title: step.title,
      action: step.action ?? '提交',
      form: step.form === undefined ? undefined : policy.findForm(step.form),
      bodies: bodies.join('、'),
    };
  }
  throw new Error(`no step ${path}`);
}

interface CastPerson {
  readonly id: string;
  readonly name: string;
  readonly assignments: readonly { readonly role: string; readonly organisation?: string }[];
}

const cast = JSON.parse(readFileSync(`${RULES}/nm-ordos-ejin-horo/demo/cast.json`, 'utf8')) as {
  readonly people: readonly CastPerson[];
};

/** A person of the demo's cast. */
export function personOf(id: string): CastPerson {
  const person = cast.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`no person ${id}`);
  return person;
}
