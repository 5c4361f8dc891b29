import type { JsonValue } from '@cebao/engine';
import type { Answer } from '../answer.ts';
import { rulesOf } from '../table/index.ts';
import { codeWords, malformedFact } from './answer-words.ts';
import { conditionWords } from './met-condition.ts';
import { say } from './say.ts';
import type { AskedQuestion, Scene } from './scene.ts';
import { stepReason } from './step-words.ts';

/** Why it was answered so: the pack's own words where it has them, else the condition that hit, with its values. */
export function reasonWords(scene: Scene, question: AskedQuestion, answer: Answer): string {
  const { decision } = scene;
  if (answer.status === 'missingFacts') return '';
  if (malformedFact(decision, question.facts, answer) !== undefined) return '';
  if (answer.trace.some(({ at }) => at === 'step')) return stepReason(scene, question, answer);
  if (answer.reason !== undefined && answer.status === 'decided') return codeWords(answer.reason, scene.name);
  const hit = answer.trace.find((line) => line.hit && (line.at === 'rule' || line.at === 'row'));
  const rule = rulesOf(decision).find(({ id }) => id === hit?.rule);
  if (rule?.when !== undefined) return conditionWords(rule.when as JsonValue, scene);
  if (rule) return otherwiseWords(scene, answer);
  return faultWords(scene, answer);
}

/** A rule without condition holds because those before it did not: the nearest of them says which facts were read. */
function otherwiseWords(scene: Scene, answer: Answer): string {
  const rules = rulesOf(scene.decision);
  const hit = rules.findIndex(({ id }) => answer.trace.some((line) => line.hit && line.rule === id));
  const before = rules[hit - 1];
  return before?.when === undefined || scene.decision.table?.hit === 'collect'
    ? ''
    : conditionWords(before.when as JsonValue, scene, false);
}

/** A check: what did not conform, each as it was met. */
function faultWords(scene: Scene, answer: Answer): string {
  const faults = answer.trace.filter((line) => line.at === 'fault');
  const hits = faults.filter(({ hit }) => hit);
  const said = hits.flatMap(({ rule }) => {
    const fault = scene.decision.check?.faults?.find(({ code }) => code === rule);
    return fault ? [conditionWords(fault.when as JsonValue, scene, true)] : [];
  });
  if (said.length > 0) return said.join(say('sentence'));
  const value = answer.value;
  const conforms = value !== null && typeof value === 'object' && !Array.isArray(value) && value['conforms'] === true;
  return conforms ? say('nothingWrong') : '';
}
