import { type ExampleResult, fill, type Rulebook, runExamples } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { readRulebook } from '../read-rulebook.ts';
import { complain, say, sayJson } from '../say.ts';
import { reportIssues, wordIssue } from '../worded-issue.ts';
import { coverage } from './examples-coverage.ts';
import { mutate } from './examples-mutate.ts';
import { propose } from './examples-propose.ts';

export interface ExamplesOptions {
  readonly rules?: string;
  readonly json?: boolean;
  readonly coverage?: boolean;
  readonly mutate?: boolean;
  readonly propose?: boolean;
  readonly write?: string;
  readonly decision?: string;
  readonly limit?: string;
  readonly seed?: string;
}

/**
 * `cebao examples`: runs the examples of all packs; prints those that differ, as a difference. `--coverage` says what no
 * example touches, `--mutate` which changes of the rules none notices, `--propose` writes examples that would.
 */
export function examples(options: ExamplesOptions): number {
  const { json = false } = options;
  for (const name of ['limit', 'seed'] as const) {
    const value = options[name];
    if (value === undefined || /^\d{1,9}$/.test(value)) continue;
    complain(fill(messages.usage.invalidValue, { name: `--${name}`, value }));
    return 2;
  }
  const read = readRulebook(options.rules);
  if (!read.ok) return reportIssues(read.issues, json);
  const known = read.value.packs.flatMap((pack) => pack.decisions.map(({ id }) => id));
  if (options.decision !== undefined && !known.includes(options.decision)) {
    complain(fill(messages.usage.invalidValue, { name: '--decision', value: options.decision }));
    return 2;
  }
  if (options.coverage) return coverage(read.value, options.decision, json);
  if (options.mutate)
    return mutate(
      read.value,
      {
        ...(options.decision === undefined ? {} : { decision: options.decision }),
        ...(options.limit === undefined ? {} : { limit: Number(options.limit) }),
        ...(options.seed === undefined ? {} : { seed: Number(options.seed) }),
      },
      json,
    );
  if (options.propose) return propose(read.value, options.decision, options.write, json);
  return run(read.value, json);
}

function run(rulebook: Rulebook, json: boolean): number {
  const results = runExamples(rulebook);
  const failed = results.filter((result) => !result.passed);
  const proposed = results.filter(({ example }) => example.proposed).length;
  const counts = { total: results.length, passed: results.length - failed.length, failed: failed.length, proposed };
  if (json) sayJson({ ...counts, results: results.map(resultInJson) });
  else {
    for (const result of failed) describeFailure(result);
    say(fill(messages.examplesDone, counts));
    if (proposed > 0) say(fill(messages.examplesProposed, counts));
  }
  return failed.length === 0 ? 0 : 1;
}

function resultInJson({ example, passed, differences, issues }: ExampleResult) {
  const { id, title, decision, region, at, proposed } = example;
  return {
    id,
    title,
    decision,
    region,
    at,
    passed,
    ...(proposed ? { proposed } : {}),
    differences,
    issues: issues.map(wordIssue),
  };
}

function describeFailure({ example, differences, issues }: ExampleResult): void {
  say(fill(messages.failedExample, { id: example.id, title: example.title ?? '' }));
  for (const issue of issues)
    say(`    ${fill(messages.issue, { path: issue.path, words: wordIssue(issue).message, code: issue.code })}`);
  for (const { key, expected, found } of differences) {
    say(fill(messages.difference, { key, expected: JSON.stringify(expected), found: JSON.stringify(found) }));
  }
}
