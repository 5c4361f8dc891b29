import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRulebook, type Form, type Policy, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';

const RULES = fileURLToPath(new URL('../rules', import.meta.url));

/** Where the journey takes place, and along which flow. */
export const COMMUNITY = 'nm/ordos/ejin-horo/demo-town-01/demo-community-01';
export const FLOW = 'ejinhoro.service.four-izations';

/** The packs as they are kept in the repository. */
const rulebook = (() => {
  const sources = loadRules(RULES);
  const packs = sources.ok ? validatePacks(sources.value) : sources;
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 5)));
  return createRulebook(packs.value);
})();

/** The policy of a place, by the packs of the repository. */
export function policyAt(place: string): Policy {
  const found = rulebook.policy(place);
  if (!found.ok) throw new Error(JSON.stringify(found.issues.slice(0, 5)));
  return found.value;
}

/** The policy where the journey takes place. */
export const policy: Policy = policyAt(COMMUNITY);

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

/** The cast of a demo scene: its title on the switch, and who plays in it. */
export interface Cast {
  readonly title: string;
  readonly people: readonly CastPerson[];
}

/** The cast that the pack in this folder brings. */
export function castOf(folder: string): Cast {
  return JSON.parse(readFileSync(`${RULES}/${folder}/demo/cast.json`, 'utf8')) as Cast;
}

/** A person of a cast. */
export function personIn(cast: Cast, id: string): CastPerson {
  const person = cast.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`no person ${id}`);
  return person;
}

const journey = castOf('nm-ordos-ejin-horo');

/** A person of the journey's cast. */
export function personOf(id: string): CastPerson {
  return personIn(journey, id);
}
