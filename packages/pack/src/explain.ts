import type { JsonValue } from '@cebao/engine';
import type { Answer, AnswerSource } from './answer.ts';
import { type ConditionContext, conditionWords, valueWords } from './condition-words.ts';
import type { Decision } from './format.ts';
import { packMessages as m } from './messages/zh-CN.ts';
import type { Policy } from './policy.ts';
import { fill } from './words.ts';

/**
 * An answer in Chinese for three readers, made from the rule and never written by hand: `resident` one sentence (what,
 * why, where to ask), `staff` the reason for a register with level and date, `lines` the trace for an auditor.
 */
export interface Explanation {
  readonly heading: string;
  readonly answer: string;
  readonly reason: string;
  readonly resident: string;
  readonly staff: string;
  readonly lines: readonly string[];
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Explains an answer of this policy.
 *
 * @example
 * const { answer, reason, sources } = explain(policy, { at, decision, facts }, answered.value);
 */
export function explain(
  policy: Policy,
  question: { readonly at: string; readonly decision: string; readonly facts: Readonly<Record<string, JsonValue>> },
  answer: Answer,
): Explanation {
  const decision = policy.findDecision(question.decision);
  const words = (code: string) => wordsOf(policy, code);
  const answered = answerWords(answer, decision, words);
  const reason = reasonWords(policy, question, answer, decision, words);
  const level =
    answer.layer === undefined ? '' : fill(m.judgedBy ?? '', { layer: m[`level.${answer.layer}`] ?? answer.layer });
  const notes = [
    ...answer.warnings.map(words),
    ...(answer.assumptions.length > 0 ? [m.assumptionNote ?? ''] : []),
    ...answer.assumptions.map(words),
  ];
  const objection =
    [...policy.layered.layers].reverse().find((layer) => layer.objection)?.objection ?? m.askCommunity ?? '';
  const title = decision?.title ?? policy.titleElsewhere(question.decision) ?? question.decision;
  const because = reason === '' ? '' : fill(m.because ?? '', { reason });
  const explained = (parts: readonly string[]) =>
    fill(m.explained ?? '', { title, said: parts.filter((part) => part !== '').join(m['joint.sentence']) });
  return {
    heading: m.heading ?? '',
    answer: answered,
    reason,
    resident: explained([
      answered,
      because,
      answer.assumptions.length > 0 ? (m.assumptionNote ?? '') : '',
      fill(m.objection ?? '', { where: objection }),
    ]),
    staff: explained([answered, because, level, fill(m.inForce ?? '', { at: question.at })]),
    lines: decision ? traceLines(policy, question, answer, decision, words) : [],
    sources: answer.sources.map(sourceWords),
    notes,
  };
}

/** A passage in quotes, what kind of source it stands in, and the policy document or that it is pending. */
export function sourceWords(source: AnswerSource): string {
  const policy = source.policy
    ? fill(m.policyFilled ?? '', { ...source.policy, article: source.policy.article ?? '' })
    : (m.policyPending ?? '');
  const where = [m[`source.${source.kind}`], source.title, source.paragraph]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  return fill(m.sourceLine ?? '', { quote: source.quote, where, policy });
}

/** Pack words first, then the runtime's own for its convention codes. */
function wordsOf(policy: Policy, code: string): string {
  const own = policy.words(code);
  if (own !== code) return own;
  return m[code] ?? policy.layered.layers.find((layer) => layer.region === code)?.title ?? code;
}

function answerWords(answer: Answer, decision: Decision | undefined, words: (code: string) => string): string {
  switch (answer.status) {
    case 'undefined':
      return answer.reason === undefined ? (m['status.undefined'] ?? '') : words(answer.reason);
    case 'missingFacts':
      return fill(m.missingFacts ?? '', { names: (answer.missing ?? []).map((name) => factTitle(decision, name)) });
    case 'invalid':
      return labelled(m['status.invalid'] ?? '', answer.reason === undefined ? '' : words(answer.reason));
    case 'decided':
      return valueInWords(answer.value as JsonValue, decision, words);
  }
}

function valueInWords(value: JsonValue, decision: Decision | undefined, words: (code: string) => string): string {
  const label = (code: string) => decision?.labels?.[code] ?? words(code);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    if (typeof value === 'boolean')
      return label(`${value}`) === `${value}` ? (m[`words.${value}`] ?? '') : label(`${value}`);
    return valueWords(value, decision?.labels ? { labels: decision.labels } : undefined, words);
  }
  const parts: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'boolean') {
      const own = label(`${key}.${item}`);
      parts.push(own === `${key}.${item}` ? (m[`words.${key}.${item}`] ?? `${label(key)}${m[`words.${item}`]}`) : own);
    } else if (key === 'faults' || key === 'missing') {
      parts.push(fill(m[`words.${key}`] ?? '', { names: (item as string[]).map(label) }));
    } else if (key === 'next') {
      parts.push(fill(m['words.next'] ?? '', { next: label(String(item)) }));
    } else if (typeof item === 'string') {
      const own = label(item);
      if (own !== item) parts.push(label(key) === key ? own : labelled(label(key), own));
    } else {
      const unit = decision?.units?.[key];
      const said = valueWords(item, unit ? { unit } : undefined, words);
      parts.push(label(key) === key ? said : `${label(key)} ${said}`);
    }
  }
  return parts.join(m['joint.clause']);
}

function reasonWords(
  policy: Policy,
  question: { readonly at: string; readonly facts: Readonly<Record<string, JsonValue>> },
  answer: Answer,
  decision: Decision | undefined,
  words: (code: string) => string,
): string {
  if (answer.reason !== undefined && answer.status === 'decided') return words(answer.reason);
  const hit = answer.trace.find((line) => line.hit && line.at === 'rule');
  const rule = decision?.rules?.find(({ id }) => id === hit?.rule);
  if (!decision || !rule) return '';
  return rule.when === undefined
    ? elseWords(policy, question, answer, decision, words)
    : conditionWords(rule.when as JsonValue, conditionContext(policy, question, answer, decision, words));
}

/** A rule without condition holds because the rules before it did not: say the facts and params that were read. */
function elseWords(
  policy: Policy,
  question: { readonly at: string; readonly facts: Readonly<Record<string, JsonValue>> },
  answer: Answer,
  decision: Decision,
  words: (code: string) => string,
): string {
  const before = decision.rules
    ?.filter((rule) => answer.trace.some((line) => line.rule === rule.id && !line.hit))
    .at(-1);
  if (!before?.when) return '';
  return conditionWords(before.when as JsonValue, conditionContext(policy, question, answer, decision, words), false);
}

function conditionContext(
  policy: Policy,
  question: { readonly at: string; readonly facts: Readonly<Record<string, JsonValue>> },
  answer: Answer,
  decision: Decision,
  words: (code: string) => string,
): ConditionContext {
  return {
    decision,
    facts: question.facts,
    words,
    param: (id) => answer.params.find((param) => param.id === id) ?? policy.findParam(id, question.at),
  };
}

function traceLines(
  policy: Policy,
  question: { readonly at: string; readonly facts: Readonly<Record<string, JsonValue>> },
  answer: Answer,
  decision: Decision,
  words: (code: string) => string,
): string[] {
  const context = conditionContext(policy, question, answer, decision, words);
  const lines = answer.trace.map((line) => {
    const rule = decision.rules?.find(({ id }) => id === line.rule);
    const fault = decision.check?.faults?.find(({ code }) => code === line.rule);
    const when = (rule?.when ?? fault?.when) as JsonValue | undefined;
    if (when === undefined)
      return `${line.hit ? '✓' : '✗'} ${stepTitle(policy, decision, line.rule ?? '') ?? m[line.hit ? 'trace.otherwise' : 'trace.refused']}`;
    return `${line.hit ? '✓' : '·'} ${conditionWords(when, context, line.hit)}`;
  });
  for (const param of answer.params) {
    const basis = m[`basis.${param.basis}`] ?? param.basis;
    const notes = [m[`level.${param.layer}`] ?? '', basis, ...(param.from ? [param.from] : [])].join(m['joint.clause']);
    lines.push(fill(m.paramLine ?? '', { title: param.title, value: valueWords(param.value, param, words), notes }));
  }
  return lines;
}

/** The title of a step in the flow that a decision asks. */
function stepTitle(policy: Policy, decision: Decision, id: string): string | undefined {
  const flow = decision.flow === undefined ? undefined : policy.findFlow(decision.flow);
  return flow?.steps.find((step) => step.id === id)?.title;
}

function labelled(label: string, value: string): string {
  return fill(m.labelled ?? '', { label, value });
}

function factTitle(decision: Decision | undefined, path: string): string {
  const [head = '', ...rest] = path.split('.');
  let spec = decision?.facts[head];
  for (const part of rest) spec = spec?.properties?.[part];
  return spec?.title ?? path;
}
