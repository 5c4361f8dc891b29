import { type Answer, type Explanation, explain, fill, type Policy, packMessages } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { readFacts } from '../read-facts.ts';
import { readRulebook } from '../read-rulebook.ts';
import { complain, say, sayJson } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';

export interface DecideOptions {
  readonly region?: string;
  readonly at?: string;
  readonly decision?: string;
  readonly facts?: string;
  readonly factsFile?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

const REQUIRED = [
  ['region', messages.usage.hintRegion],
  ['at', messages.usage.hintAt],
  ['decision', messages.usage.hintDecision],
] as const;

/** `cebao decide`: one question, answered with its reason and sources. */
export function decide(options: DecideOptions): number {
  const absent = REQUIRED.filter(([name]) => options[name] === undefined);
  for (const [name, hint] of absent) complain(fill(messages.usage.missingOption, { name: `--${name}`, hint }));
  if (absent.length > 0) return 2;
  const { region = '', at = '', decision = '', json = false } = options;

  const facts = readFacts(options);
  if (!facts.ok) return reportIssues(facts.issues, json);
  const rulebook = readRulebook(options.rules);
  if (!rulebook.ok) return reportIssues(rulebook.issues, json);
  const question = { region, at, decision, facts: facts.value };
  const answered = rulebook.value.decide(question);
  if (!answered.ok) return reportIssues(answered.issues, json);
  const policy = rulebook.value.policy(region);
  if (!policy.ok) return reportIssues(policy.issues, json);

  const explanation = explain(policy.value, question, answered.value);
  if (json) sayJson({ ...answered.value, explanation });
  else describe(policy.value, question, answered.value, explanation);
  return 0;
}

function describe(
  policy: Policy,
  question: { region: string; at: string; decision: string },
  answer: Answer,
  explanation: Explanation,
): void {
  const words = messages.answer;
  say(fill(words.heading, { heading: explanation.heading, text: explanation.answer }));
  const asked = policy.findDecision(question.decision);
  if (asked) say(fill(words.question, { text: asked.question ?? asked.title }));
  if (explanation.reason !== '') say(fill(words.reason, { text: explanation.reason }));
  for (const text of explanation.notes) say(fill(words.note, { text }));
  const layer =
    answer.layer === undefined
      ? ''
      : fill(words.layer, { name: packMessages[`level.${answer.layer}`] ?? answer.layer });
  say(fill(words.where, { region: question.region, at: question.at, layer }));
  describeList(words.sources, explanation.sources, words.noSources);
  describeList(words.trace, explanation.lines);
  say(fill(words.revision, { revision: answer.revision }));
}

function describeList(title: string, lines: readonly string[], none?: string): void {
  if (lines.length === 0) {
    if (none !== undefined) say(none);
    return;
  }
  say(title);
  for (const text of lines) say(fill(messages.answer.indented, { text }));
}
