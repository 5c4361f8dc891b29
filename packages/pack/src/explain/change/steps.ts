import type { JsonValue } from '@cebao/engine';
import type { Answer } from '../../answer.ts';
import { prerequisitesOf } from '../../flow/prerequisites.ts';
import type { Flow } from '../../format.ts';
import { passes } from '../outcome.ts';
import { say } from '../say.ts';
import type { AskedQuestion, Scene } from '../scene.ts';
import { type AskedStep, askedStep, stepTitles } from '../step-words.ts';
import type { Candidate } from './candidate.ts';
import type { Change } from './change-words.ts';

/** To do first what the step rests on. */
export function stepCandidates({ flow, step, done, action }: AskedStep): Candidate[] {
  if (!step || done.includes(action)) return [];
  const needed = restsOn(flow, [action, ...done]).filter((id) => !done.includes(id) && id !== action);
  if (needed.length === 0) return [];
  const order = flow.steps.map(({ id }) => id).filter((id) => done.includes(id) || needed.includes(id));
  return [{ path: 'done', value: order, manner: { kind: 'steps', steps: needed }, distance: needed.length }];
}

/** Everything some steps rest on, directly or through others, in the order of the flow. */
function restsOn(flow: Flow, ids: readonly string[]): string[] {
  const reached = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const before of prerequisitesOf(flow, id))
      if (!reached.has(before)) {
        reached.add(before);
        waiting.push(before);
      }
  return flow.steps.map(({ id }) => id).filter((id) => reached.has(id));
}

/** Where a step cannot be taken for its order: which steps can be taken now. */
export function openSteps(
  scene: Scene,
  question: AskedQuestion,
  ask: (facts: Record<string, JsonValue>) => Answer | undefined,
): Change[] {
  const asked = askedStep(scene, question);
  if (asked?.judged.kind !== 'refused' || asked.judged.at !== 'order') return [];
  const { actor: _, ...facts } = question.facts;
  const open = asked.flow.steps.filter(({ id }) => {
    if (id === asked.action || asked.done.includes(id)) return false;
    const answer = ask({ ...facts, action: id });
    return answer !== undefined && (passes(answer) || answer.status === 'missingFacts');
  });
  const [first] = open;
  if (!first) return [];
  return [
    {
      text: say('changeAction', {
        steps: stepTitles(
          asked.flow,
          open.map(({ id }) => id),
        ),
      }),
      facts: { action: first.id },
      leadsTo: { status: 'decided' },
    },
  ];
}
