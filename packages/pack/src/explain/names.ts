import type { Decision, FactSpec } from '../format.ts';
import { packMessages } from '../messages/zh-CN.ts';
import type { Policy } from '../policy.ts';
import { say } from './say.ts';

/** Finds the Chinese name of whatever an answer mentions by a code; undefined when nobody has named it. */
export type FindName = (code: string) => string | undefined;

const PATH = /^[a-z0-9-]+(\/([a-z0-9-]+|_))*$/;

/**
 * Names in a policy: words of the decision, of the pack, bodies, roles, steps, places, and the runtime's own codes.
 * `findPlace` gives the titles of places that are no layers of their own.
 */
export function namesOf(policy: Policy, decision: Decision | undefined, findPlace?: FindName): FindName {
  const labels = new Map<string, string>(Object.entries(decision?.labels ?? {}));
  for (const spec of Object.values(decision?.facts ?? {})) collectLabels(spec, labels);
  return (code) => {
    const own = labels.get(code);
    if (own !== undefined) return own;
    const words = policy.words(code);
    if (words !== code) return words;
    return (
      policy.bodies.find(({ id }) => id === code)?.title ??
      policy.findRole(code)?.title ??
      stepTitle(policy, decision, code) ??
      placeName(policy, code, findPlace) ??
      (Object.hasOwn(packMessages, code) ? packMessages[code] : undefined)
    );
  };
}

function collectLabels(spec: FactSpec | NonNullable<FactSpec['items']>, into: Map<string, string>): void {
  for (const [code, label] of Object.entries(spec.labels ?? {})) if (!into.has(code)) into.set(code, label);
  if (spec.items) collectLabels(spec.items, into);
  for (const child of Object.values(spec.properties ?? {})) collectLabels(child, into);
}

function stepTitle(policy: Policy, decision: Decision | undefined, id: string): string | undefined {
  const flow = decision?.flow === undefined ? undefined : policy.findFlow(decision.flow);
  return flow?.steps.find((step) => step.id === id)?.title;
}

/** A place by its title; an unknown one below a known one is said to be elsewhere there. Never a path. */
export function placeName(policy: Policy, code: string, findPlace?: FindName): string | undefined {
  // A layer made for one question has no title of its own.
  const layer = policy.layered.layers.find(({ region, title }) => region === code && !title.startsWith(code));
  if (layer) return layer.title;
  const found = findPlace?.(code);
  if (found !== undefined) return found;
  if (!PATH.test(code) || !code.includes('/')) return undefined;
  const above = [...policy.layered.layers].reverse().find(({ region }) => code.startsWith(`${region}/`));
  return above ? say('elsewhereIn', { place: above.title }) : say('elsewhere');
}
