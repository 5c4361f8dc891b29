import type { JsonValue } from '@cebao/engine';
import { hashJson, type Policy } from '@cebao/pack';

/** A question of a trial: an example of the pack, or one at the edge that a number draws. */
export interface TrialQuestion {
  /** Decision and facts in one word: no question is asked twice. */
  readonly key: string;
  readonly decision: string;
  /** Title of the decision. */
  readonly title: string;
  /** Title of the example it comes from; absent: drawn from the numbers. */
  readonly example?: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

/** What an example of a decision gives to a trial. */
export interface TrialExample {
  readonly title: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

/**
 * The questions worth asking before and after: every different example of each decision, and, where a fact has the
 * param's unit, the same facts at the old value, the new one and just above each.
 */
export function trialQuestions(
  policy: Policy,
  draft: { readonly param: string; readonly value: JsonValue; readonly from: string },
  decisions: readonly {
    readonly decision: string;
    readonly title: string;
    readonly examples: readonly TrialExample[];
  }[],
): TrialQuestion[] {
  const questions: TrialQuestion[] = [];
  const seen = new Set<string>();
  const add = (question: Omit<TrialQuestion, 'key'>) => {
    const key = `${question.decision} ${hashJson(question.facts as JsonValue)}`;
    if (seen.has(key)) return;
    seen.add(key);
    questions.push({ ...question, key });
  };
  const old = policy.findParam(draft.param, draft.from);
  for (const { decision, title, examples } of decisions) {
    for (const facts of edgeFacts(policy, decision, examples[0]?.facts, old?.unit, [draft.value, old?.value]))
      add({ decision, title, facts });
    for (const example of examples) add({ decision, title, example: example.title, facts: example.facts });
  }
  return questions;
}

function edgeFacts(
  policy: Policy,
  decision: string,
  base: TrialExample['facts'] | undefined,
  unit: string | undefined,
  edges: readonly (JsonValue | undefined)[],
): Record<string, JsonValue>[] {
  const specs = Object.entries(policy.findDecision(decision)?.facts ?? {});
  const required = specs.filter(([, spec]) => spec.required !== false);
  const measured = specs.find(
    ([, spec]) => (spec.type === 'number' || spec.type === 'integer') && spec.unit !== undefined && spec.unit === unit,
  );
  if (!measured) return [];
  const [name, spec] = measured;
  const start = base ?? (required.every(([other]) => other === name) ? {} : undefined);
  if (!start) return [];
  const step = spec.type === 'number' && unit?.startsWith('yuan') === true ? 0.01 : 1;
  return edges
    .filter((edge): edge is number => typeof edge === 'number')
    .flatMap((edge) => [edge, Math.round((edge + step) * 100) / 100])
    .sort((a, b) => a - b)
    .map((amount) => ({ ...start, [name]: amount }));
}
