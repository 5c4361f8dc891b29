import type { Issue } from '@cebao/engine';
import { fill, wordsForIssue } from '@cebao/pack';
import { analyseWords } from './messages/analyse.zh-CN.ts';
import { messages } from './messages/zh-CN.ts';
import { complain, sayJson } from './say.ts';

/** An issue together with its Chinese sentence. */
export interface WordedIssue extends Issue {
  readonly message: string;
}

/** Adds the sentence to an issue: what, where, and the next step. */
export function wordIssue(issue: Issue): WordedIssue {
  return { ...issue, message: wordsForIssue(issue, messages.issues, analyseWords.issues) };
}

/** Reports issues, for people on standard error or as JSON on standard output; the exit code is 1. */
export function reportIssues(issues: readonly Issue[], json: boolean): 1 {
  const worded = issues.map(wordIssue);
  if (json) sayJson({ issues: worded });
  else {
    complain(fill(messages.problems, { count: worded.length }));
    for (const { code, path, message } of worded)
      complain(`  ${fill(messages.issue, { path, words: message, code }).trim()}`);
  }
  return 1;
}
