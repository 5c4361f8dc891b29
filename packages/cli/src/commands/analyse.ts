import { fill } from '@cebao/pack';
import { type Analysis, analyseDecision, analysisLines } from '@cebao/pack/analyse';
import { findingInJson } from '../analysis-json.ts';
import { analyseWords as words } from '../messages/analyse.zh-CN.ts';
import { messages } from '../messages/zh-CN.ts';
import { readRulebook } from '../read-rulebook.ts';
import { complain, say, sayJson } from '../say.ts';
import { stepsOf } from '../steps-of.ts';
import { today } from '../today.ts';
import { reportIssues } from '../worded-issue.ts';

export interface AnalyseOptions {
  readonly region?: string;
  readonly at?: string;
  readonly decision?: string;
  readonly budget?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

/** `cebao analyse`: gaps, rules that never hit, rules that change nothing; exit code 1 when there is a fault. */
export function analyse(options: AnalyseOptions): number {
  const { json = false, at = today() } = options;
  const budget = stepsOf(options.budget);
  if (budget === null) {
    complain(fill(messages.usage.invalidValue, { name: '--budget', value: options.budget ?? '' }));
    return 2;
  }
  const read = readRulebook(options.rules);
  if (!read.ok) return reportIssues(read.issues, json);
  const rulebook = read.value;
  const regions =
    options.region === undefined ? rulebook.packs.map(({ manifest }) => manifest.region) : [options.region];
  const analysed: { analysis: Analysis; title: string; words: string[] }[] = [];
  const seen = new Set<string>();
  let isKnown = options.decision === undefined;
  for (const region of regions) {
    const made = rulebook.policy(region);
    if (!made.ok) return reportIssues(made.issues, json);
    const policy = made.value;
    for (const { id, title } of policy.decisions) {
      if (options.decision !== undefined && options.decision !== id) continue;
      isKnown = true;
      // Without a region, a decision is read where it is stated.
      const stated = policy.layered.layers[policy.layered.decisions[id]?.layer ?? 0]?.region;
      if (options.region === undefined && stated !== region) continue;
      if (seen.has(id)) continue;
      seen.add(id);
      const analysis = analyseDecision(policy, id, at, budget === undefined ? {} : { budget });
      if (!analysis) continue;
      analysed.push({
        analysis,
        title,
        words: [
          ...analysisLines(policy, analysis),
          ...(analysis.inForce ? [] : [words.notInForce]),
          ...(analysis.complete ? [] : [fill(words.notExhaustive, { steps: analysis.steps })]),
        ],
      });
    }
  }
  if (!isKnown)
    return reportIssues(
      [{ code: 'unknownDecision', path: '/decision', params: { id: options.decision ?? '', suggestion: null } }],
      json,
    );
  const faults = analysed.flatMap(({ analysis }) => analysis.findings.filter(({ severity }) => severity === 'fault'));
  if (json)
    sayJson({
      at,
      decisions: analysed.map(({ analysis, title }) => ({
        ...analysis,
        title,
        findings: analysis.findings.map(findingInJson),
        unsettled: analysis.unsettled.map(findingInJson),
      })),
    });
  else {
    for (const { analysis, title, words: lines } of analysed) {
      if (lines.length === 0) continue;
      say(fill(words.decision, { title, id: analysis.decision, region: analysis.region }));
      for (const text of lines) say(fill(words.indented, { text }));
    }
    const sum = (count: (analysis: Analysis) => number) =>
      analysed.reduce((total, { analysis }) => total + count(analysis), 0);
    say(
      fill(words.analysed, {
        decisions: analysed.length,
        rules: sum(({ rules }) => rules),
        faults: faults.length,
        notes: sum(({ findings }) => findings.filter(({ severity }) => severity === 'note').length),
        unsettled: sum(({ unsettled }) => unsettled.length),
      }),
    );
  }
  return faults.length > 0 ? 1 : 0;
}
