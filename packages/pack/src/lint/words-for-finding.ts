import type { Issue, JsonValue } from '@cebao/engine';
import { wordsForIssue } from '../words.ts';
import { lintMessages } from './messages/zh-CN.ts';

/** Params whose value is a kind, and those whose value is a unit; `left` and `right` are either. */
const KINDS = ['found', 'expected', 'format'];
const EITHER = ['left', 'right'];

/**
 * The Chinese sentence of a finding, with kinds and units by their names.
 *
 * @example
 * wordsForFinding(findings[0]);
 */
export function wordsForFinding(issue: Issue): string {
  const params: Record<string, JsonValue> = { ...issue.params };
  const put = (key: string, ...prefixes: string[]) => {
    const value = params[key];
    if (typeof value !== 'string') return;
    for (const prefix of prefixes) {
      const words = lintMessages[`${prefix}.${value}`];
      if (words !== undefined) {
        params[key] = words;
        return;
      }
    }
  };
  const units = issue.code === 'unitMismatch' || issue.code === 'sameIdOtherThing';
  for (const key of KINDS) put(key, 'name');
  for (const key of EITHER) put(key, ...(units ? ['unit', 'name'] : ['name', 'unit']));
  put('unit', 'unit');
  put('basis', 'basis');
  put('bound', 'bound');
  return wordsForIssue({ ...issue, params }, lintMessages);
}
