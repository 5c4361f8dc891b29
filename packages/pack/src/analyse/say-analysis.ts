import { type JsonValue, nearestName, type Result } from '@cebao/engine';
import type { Facts } from '@cebao/engine/analysis';
import type { Answer } from '../answer.ts';
import { explain } from '../explain/index.ts';
import type { Policy } from '../policy.ts';
import { fill, wordsForIssue } from '../words.ts';
import type { Analysis, Finding } from './analyse-decision.ts';
import type { Change, Difference, Side } from './compare-decisions.ts';
import { analyseMessages as m } from './messages/zh-CN.ts';
import { factWords, quotedFacts, type RegionContext, regionWords } from './region-words.ts';

/** Regions of one change that are said in words. */
const MOST_REGIONS = 3;
/** Groups of facts that are named where something was taken as a whole. */
const MOST_WHOLES = 6;

/** Where the words of a decision's facts come from. */
export function regionContext(id: string, ...policies: readonly Policy[]): RegionContext {
  return {
    decisions: policies.flatMap((policy) => policy.findDecision(id) ?? []),
    words: (code) => {
      for (const policy of policies) {
        const said = policy.words(code);
        if (said !== code) return said;
        const layer = policy.layered.layers.find(({ region }) => region === code);
        if (layer) return layer.title;
      }
      return code;
    },
  };
}

/**
 * A finding in one Chinese sentence, with the facts that show it.
 *
 * @example
 * findingWords(policy, analysis.decision, analysis.findings[0]);
 */
export function findingWords(policy: Policy, decision: string, finding: Finding): string {
  const context = regionContext(decision, policy);
  const { kind, severity, rule = '', by = [], witness } = finding;
  const particulars = {
    rule: ruleWords(policy, decision, rule),
    by: by.map((id) => fill(m['rule.named'] ?? '', { id })).join(m['joint.list']),
    where: regionWords(finding.where, context),
    words: finding.code === undefined ? '' : wordsForIssue({ code: finding.code, path: '', params: { kind: null } }),
    facts: witness ? factWords(witness, context) : '',
  };
  if (!witness && kind !== 'unreachable' && kind !== 'redundant') return fill(m.unsettled ?? '', particulars);
  if (kind === 'unreachable') {
    if (severity === 'note') return fill(m.dormant ?? '', particulars);
    return fill(m[witness ? 'unreachable' : 'unreachableNever'] ?? '', particulars);
  }
  if (kind === 'redundant') return fill(m[severity === 'note' ? 'redundantNow' : 'redundant'] ?? '', particulars);
  return fill(m[kind] ?? '', particulars);
}

/**
 * A change in Chinese, one line for each of its regions: where, what it was, what it becomes, and facts that show it.
 *
 * @example
 * changeWords({ policy: before, at }, { policy: after, at }, 'demo/route', change);
 */
export function changeWords(
  before: Side,
  after: Side,
  decision: string,
  change: Change,
  most: number = MOST_REGIONS,
): string[] {
  const context = regionContext(decision, before.policy, after.policy);
  const answers = answerPair(before, after, decision, change);
  const facts = factWords(change.witness, context);
  if (change.where.length === 0) return [fill(m.changeAt ?? '', { ...answers, facts })];
  const shown = change.where.slice(0, most);
  const left = change.where.length - shown.length;
  return [
    ...shown.map((bounds, index) =>
      fill(m[index === 0 ? 'change' : 'changeAlso'] ?? '', { where: regionWords(bounds, context), ...answers, facts }),
    ),
    ...(left > 0 ? [fill(m.changeMore ?? '', { count: left })] : []),
  ];
}

/** A decision that begins or ceases to be in force between two days or places: one line says it all. */
export function forceWords(before: Side, after: Side, difference: Difference): string | undefined {
  const { inForce, changes, decision } = difference;
  const [change] = changes;
  if (inForce.before === inForce.after || !change) return undefined;
  const answers = answerPair(before, after, decision, change);
  return fill(m[inForce.after ? 'started' : 'ended'] ?? '', answers);
}

/** Regions that may differ, for which no facts were found. */
export function unsettledWords(where: Parameters<typeof regionWords>[0], context: RegionContext): string {
  return fill(m.changeUnsettled ?? '', { where: regionWords(where, context) });
}

/**
 * An analysis in lines for people: every finding, rules that only rest in one line, regions that could not be settled
 * (the first few in words, the others as a number), and what was taken as a whole, each once.
 *
 * @example
 * analysisLines(policy, analyseDecision(policy, 'demo/route', '2025-06-30')).forEach(print);
 */
export function analysisLines(policy: Policy, analysis: Analysis): string[] {
  const { decision, findings, unsettled, wholes, complete } = analysis;
  const isDormant = ({ kind, severity }: Finding) => kind === 'unreachable' && severity === 'note';
  const words = (finding: Finding) => findingWords(policy, decision, finding);
  const dormant = findings.filter(isDormant).map(({ rule = '' }) => ruleWords(policy, decision, rule));
  const shown = [...new Set(unsettled.map(words))].slice(0, MOST_REGIONS);
  const left = unsettled.length - shown.length;
  return [
    ...findings.filter((finding) => !isDormant(finding)).map(words),
    ...(dormant.length > 0 ? [fill(m.dormant ?? '', { rule: dormant.join(m['joint.list']) })] : []),
    ...shown,
    ...(left > 0 ? [fill(m.unsettledMore ?? '', { count: left })] : []),
    ...(unsettled.length > 0 || !complete ? wholesLines(wholes, regionContext(decision, policy)) : []),
  ];
}

/** A rule by its id, with what it says in the words of its pack where it has a reason. */
function ruleWords(policy: Policy, decision: string, id: string): string {
  const then = policy.findDecision(decision)?.rules?.find((rule) => rule.id === id)?.then;
  const code = then?.reason ?? then?.undefined ?? then?.invalid;
  const words = code === undefined ? '' : policy.words(code);
  return words === '' || words === code
    ? fill(m['rule.named'] ?? '', { id })
    : fill(m['rule.saying'] ?? '', { id, words });
}

/** What was taken as a whole, by the facts it is made of: one line, or none. */
export function wholesLines(wholes: readonly JsonValue[], context: RegionContext): string[] {
  const all = [...new Set(wholes.map((json) => fill(m.whole ?? '', { a: quotedFacts(json, context) })))];
  if (all.length === 0) return [];
  const named = all.slice(0, MOST_WHOLES).join(m['joint.list']);
  const list = all.length > MOST_WHOLES ? fill(m.wholesMore ?? '', { list: named, count: all.length }) : named;
  return [fill(m.wholes ?? '', { list })];
}

/** Both answers in words that tell them apart: more is said where the answers themselves read the same. */
function answerPair(before: Side, after: Side, decision: string, change: Change): { before: string; after: string } {
  for (const more of [0, 1, 2]) {
    const one = answerWords(before, decision, change.witness, change.before, more);
    const other = answerWords(after, decision, change.witness, change.after, more);
    if (one !== other || more === 2) return { before: one, after: other };
  }
  return { before: '', after: '' };
}

function answerWords(side: Side, decision: string, facts: Facts, answered: Result<Answer>, more: number): string {
  if (!answered.ok) {
    const [issue] = answered.issues;
    return fill(m['answer.broken'] ?? '', { words: issue ? wordsForIssue(issue) : '' });
  }
  const { answer, reason, notes } = explain(side.policy, { at: side.at, decision, facts }, answered.value);
  if (more === 0 || (more === 1 && reason === '')) return answer;
  const told = more === 1 ? reason : notes.length > 0 ? notes.join(m['joint.fact']) : (m['answer.plain'] ?? '');
  return fill(m['answer.because'] ?? '', { answer, reason: told });
}

/** The decision with the nearest name, when one was asked for that is not there. */
export function nearestDecision(policy: Policy, id: string): string | null {
  return nearestName(
    id,
    policy.decisions.map((decision) => decision.id),
  );
}
