import { type ExampleResult, fill, runExamples } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { readRulebook } from '../read-rulebook.ts';
import { say, sayJson } from '../say.ts';
import { reportIssues, wordIssue } from '../worded-issue.ts';

/** `cebao examples`: runs the examples of all packs; prints those that differ, as a difference. */
export function examples(options: { rules?: string; json?: boolean }): number {
  const { json = false } = options;
  const read = readRulebook(options.rules);
  if (!read.ok) return reportIssues(read.issues, json);
  const results = runExamples(read.value);
  const failed = results.filter((result) => !result.passed);
  const counts = { total: results.length, passed: results.length - failed.length, failed: failed.length };
  if (json) sayJson({ ...counts, results: results.map(resultInJson) });
  else {
    for (const result of failed) describeFailure(result);
    say(fill(messages.examplesDone, counts));
  }
  return failed.length === 0 ? 0 : 1;
}

function resultInJson({ example, passed, differences, issues }: ExampleResult) {
  const { id, title, decision, region, at } = example;
  return { id, title, decision, region, at, passed, differences, issues: issues.map(wordIssue) };
}

function describeFailure({ example, differences, issues }: ExampleResult): void {
  say(fill(messages.failedExample, { id: example.id, title: example.title ?? '' }));
  for (const issue of issues)
    say(`    ${fill(messages.issue, { path: issue.path, words: wordIssue(issue).message, code: issue.code })}`);
  for (const { key, expected, found } of differences) {
    say(fill(messages.difference, { key, expected: JSON.stringify(expected), found: JSON.stringify(found) }));
  }
}
