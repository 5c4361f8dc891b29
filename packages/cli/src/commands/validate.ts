import type { Issue } from '@cebao/engine';
import { fill, type Rulebook } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { readRulebook } from '../read-rulebook.ts';
import { say, sayJson } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';

/** `cebao validate`: every problem of every pack at once, alone and laid over one another. */
export function validate(options: { rules?: string; json?: boolean }): number {
  const { json = false } = options;
  const read = readRulebook(options.rules);
  if (!read.ok) return reportIssues(read.issues, json);
  const issues = layeringIssues(read.value);
  if (issues.length > 0) return reportIssues(issues, json);
  const { packs, examples } = read.value;
  const count = (kind: 'decisions' | 'params' | 'flows') => packs.reduce((sum, pack) => sum + pack[kind].length, 0);
  const counts = {
    packs: packs.length,
    decisions: count('decisions'),
    params: count('params'),
    flows: count('flows'),
    examples: examples.length,
  };
  if (json) sayJson({ issues: [], ...counts });
  else say(fill(messages.valid, counts));
  return 0;
}

/** What only shows when packs are laid over one another: a value that breaks an upper layer's merge mode. */
function layeringIssues(rulebook: Rulebook): Issue[] {
  const found = new Map<string, Issue>();
  for (const { manifest } of rulebook.packs) {
    const policy = rulebook.policy(manifest.region);
    if (!policy.ok) for (const issue of policy.issues) found.set(`${issue.code} ${issue.path}`, issue);
  }
  return [...found.values()];
}
