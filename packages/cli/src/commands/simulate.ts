import { fstatSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonValue, Result } from '@cebao/engine';
import { fill, type PackOverride, parseJsonText, type Rulebook } from '@cebao/pack';
import type { Change, ShortAnswer, SimulationReport } from '@cebao/pack/simulate';
import { linesOf } from '../lines-of.ts';
import { simulateWords as words } from '../messages/simulate.zh-CN.ts';
import { messages } from '../messages/zh-CN.ts';
import { overrideIssues } from '../read-question.ts';
import { readRulebook } from '../read-rulebook.ts';
import { complain, say, sayJson } from '../say.ts';
import { runWorkers } from '../simulate/run-workers.ts';
import { reportIssues, wordIssue } from '../worded-issue.ts';

export interface SimulateOptions {
  readonly rules?: string;
  readonly to?: string;
  readonly override?: string;
  readonly threads?: string;
  readonly json?: boolean;
}

const MOST_THREADS = 64;

/**
 * `cebao simulate`: the questions on standard input (as `decide --batch` takes them), answered under two versions of the
 * rules; how many answers change, from what to what, with a witness each. Exit code 1 when a question was refused.
 */
export async function simulate(options: SimulateOptions): Promise<number> {
  const { json = false, rules, to } = options;
  const threads = options.threads === undefined ? availableParallelism() : Number(options.threads);
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    complain(fill(messages.usage.invalidValue, { name: '--threads', value: options.threads ?? '' }));
    return 2;
  }
  if (to === undefined && options.override === undefined) {
    complain(words.hintSides);
    return 2;
  }
  const override = readOverride(options.override);
  if (!override.ok) return reportIssues(override.issues, json);
  const before = readRulebook(rules);
  if (!before.ok) return reportIssues(before.issues, json);
  const after = to === undefined ? before : readRulebook(to);
  if (!after.ok) return reportIssues(after.issues, json);
  const wrong = override.value && checkOverride(after.value, override.value);
  if (wrong && !wrong.ok) return reportIssues(wrong.issues, json);

  const modules = mkdtempSync(join(tmpdir(), 'cebao-modules-'));
  try {
    // Node takes a folder for an empty input.
    if (fstatSync(0).isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
    const task = { rules, to, override: override.value, modules };
    const report = await runWorkers(linesOf(process.stdin), threads, task);
    if (json) sayJson({ ...report, issues: report.issues.map((one) => ({ ...one, issue: wordIssue(one.issue) })) });
    else describe(after.value, report);
    return report.refused === 0 ? 0 : 1;
  } catch (error) {
    complain(fill(messages.batchUnreadable, { reason: (error as NodeJS.ErrnoException).code ?? String(error) }));
    return 1;
  } finally {
    rmSync(modules, { recursive: true, force: true });
  }
}

function readOverride(text: string | undefined): Result<PackOverride | undefined> {
  if (text === undefined) return { ok: true, value: undefined };
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  const issues = overrideIssues(parsed.value);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: parsed.value as unknown as PackOverride };
}

/** An override that cannot be laid over its regions at all is told before anything is counted. */
function checkOverride(rulebook: Rulebook, override: PackOverride): Result<unknown> {
  for (const region of Object.keys(override)) {
    const policy = rulebook.policy(region, override);
    if (!policy.ok) return policy;
  }
  return { ok: true, value: undefined };
}

function describe(rulebook: Rulebook, report: SimulationReport): void {
  const titles = new Map(rulebook.packs.flatMap(({ decisions }) => decisions.map(({ id, title }) => [id, title])));
  for (const [id, changes] of grouped(report.changes)) {
    say(fill(words.decision, { title: titles.get(id) ?? id, id }));
    for (const { before, after, count, witness } of changes)
      say(fill(words.change, { before: textOf(before), after: textOf(after), count, witness: String(witness) }));
  }
  for (const { issue, count, witness } of report.issues)
    complain(fill(words.refused, { words: wordIssue(issue).message, count, witness: String(witness) }));
  const changed = report.changes.reduce((sum, { count }) => sum + count, 0);
  say(fill(words.total, { asked: report.asked, same: report.same, changed, refused: report.refused }));
}

function grouped(changes: readonly Change[]): Map<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) groups.set(change.decision, [...(groups.get(change.decision) ?? []), change]);
  return groups;
}

/** An answer in one line: how it stands, the value, why, and what it rests on. */
function textOf({ status, value, reason, missing, warnings, assumptions }: ShortAnswer): string {
  const shown = (label: string, part: JsonValue | undefined | readonly string[]): string[] =>
    part === undefined || (Array.isArray(part) && part.length === 0)
      ? []
      : [`${label}${typeof part === 'string' ? part : JSON.stringify(part)}`];
  return [
    words.status[status],
    ...shown('', value),
    ...shown(words.reason, reason),
    ...shown(words.missing, missing),
    ...shown(words.warnings, warnings),
    ...shown(words.assumptions, assumptions),
  ].join(words.between);
}
