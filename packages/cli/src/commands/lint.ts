import type { Issue } from '@cebao/engine';
import { type Finding, fill, type LintReport, lintPacks, wordsForFinding } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { readBurdenRules } from '../read-burden-rules.ts';
import { readRulebook } from '../read-rulebook.ts';
import { say, sayJson } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';

export interface LintOptions {
  readonly rules?: string;
  readonly at?: string;
  readonly fuel?: boolean;
  readonly json?: boolean;
}

/** `cebao lint`: what validation cannot see. Problems make the exit code 1, advice does not. */
export function lint(options: LintOptions): number {
  const { json = false } = options;
  const read = readRulebook(options.rules);
  if (!read.ok) return reportIssues(read.issues, json);
  const burden = readBurdenRules(options.rules);
  if (burden && !burden.ok) return reportIssues(burden.issues, json);
  const at = options.at ?? new Date().toISOString().slice(0, 10);
  const report = lintPacks(read.value.packs, burden ? { burden: burden.value, at } : { at });
  const problems = report.findings.filter(({ severity }) => severity === 'problem').length;
  const counts = { problems, advice: report.findings.length - problems, decisions: report.fuel.length };
  if (json) sayJson({ ...counts, findings: report.findings.map(worded), fuel: report.fuel });
  else describe(report, counts, options.fuel ?? false);
  return problems === 0 ? 0 : 1;
}

function worded(finding: Finding): Finding & { readonly message: string } {
  return { ...finding, message: wordsForFinding(finding as Issue) };
}

function describe(report: LintReport, counts: Readonly<Record<string, number>>, withFuel: boolean): void {
  const words = messages.lint;
  for (const finding of report.findings.map(worded))
    say(
      fill(words.finding, {
        severity: words.severities[finding.severity],
        path: finding.path,
        words: finding.message,
        code: finding.code,
      }),
    );
  for (const { decision, fuel, items, loops } of withFuel
    ? [...report.fuel].sort((a, b) => b.fuel - a.fuel)
    : report.fuel.filter((one) => one.fuel === Math.max(...report.fuel.map((other) => other.fuel))))
    say(fill(loops ? words.fuelWithLists : words.fuel, { decision, fuel, items }));
  say(fill(words.done, counts));
}
