import type { Answer } from '../answer.ts';
import { daysLater } from './change/grid.ts';
import { comparedWith, decidingTrees } from './change/trees.ts';
import { treeValue } from './met-value.ts';
import { comesToTheSame } from './outcome.ts';
import type { AskedQuestion, Scene } from './scene.ts';

/** The last day on which the same facts are answered in the same way, and whether that end is an assumption. */
export interface LastDay {
  readonly day: string;
  readonly assumed: boolean;
}

/**
 * Until when an answer holds, from the rule: the days its conditions compare the asked day with, the end of the
 * decision, and the days its params change. Verified by asking on that day and on the next; undefined when open.
 */
export function lastDay(scene: Scene, question: AskedQuestion, answer: Answer): LastDay | undefined {
  if (answer.status !== 'decided') return undefined;
  const { decision, policy } = scene;
  const flow = decision.flow === undefined ? undefined : policy.findFlow(decision.flow);
  const trees = decidingTrees(decision, flow);
  const days = new Set<string>();
  for (const node of comparedWith(trees, '$at')) {
    const value = treeValue(node, scene);
    if (typeof value === 'string' && value.length === 10) days.add(value).add(daysLater(value, -1));
  }
  if (decision.until !== undefined) days.add(decision.until);
  for (const { id } of answer.params)
    for (const { item } of policy.layered.params[id] ?? [])
      for (const { from, until } of item.values) {
        if (until !== undefined) days.add(until);
        if (from !== undefined) days.add(daysLater(from, -1));
      }
  for (const day of [...days].filter((one) => one >= question.at).sort()) {
    const next = policy.decide({ ...question, at: daysLater(day, 1) });
    if (next.ok && !isSame(answer, next.value))
      return { day, assumed: next.value.assumptions.some((key) => !answer.assumptions.includes(key)) };
  }
  return undefined;
}

function isSame(a: Answer, b: Answer): boolean {
  return comesToTheSame(a, b) && JSON.stringify(a.value) === JSON.stringify(b.value);
}
