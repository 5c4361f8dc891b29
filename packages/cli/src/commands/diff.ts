import type { Result } from '@cebao/engine';
import { fill, type Policy } from '@cebao/pack';
import {
  changeWords,
  compareDecisions,
  type Difference,
  forceWords,
  regionContext,
  type Side,
  unsettledWords,
  wholesLines,
} from '@cebao/pack/analyse';
import { boundsInJson, changeInJson } from '../analysis-json.ts';
import { analyseWords as words } from '../messages/analyse.zh-CN.ts';
import { messages } from '../messages/zh-CN.ts';
import { readRevision } from '../read-revision.ts';
import { complain, say, sayJson } from '../say.ts';
import { stepsOf } from '../steps-of.ts';
import { today } from '../today.ts';
import { reportIssues } from '../worded-issue.ts';

export interface DiffOptions {
  readonly from?: string;
  readonly to?: string;
  readonly region?: string;
  readonly toRegion?: string;
  readonly at?: string;
  readonly toAt?: string;
  readonly decision?: string;
  readonly budget?: string;
  readonly json?: boolean;
}

/** `cebao diff`: what two versions, days or regions answer differently; exit code 0 when all was compared. */
export function diff(options: DiffOptions): number {
  const { json = false, at = today(), region } = options;
  const budget = stepsOf(options.budget);
  if (region === undefined || budget === null) {
    complain(
      region === undefined
        ? fill(messages.usage.missingOption, { name: '--region', hint: messages.usage.hintRegion })
        : fill(messages.usage.invalidValue, { name: '--budget', value: options.budget ?? '' }),
    );
    return 2;
  }
  const { toRegion = region, toAt = at } = options;
  if (options.from === options.to && toRegion === region && toAt === at) {
    complain(words.hintSame);
    return 2;
  }
  const before = sideOf(options.from, region, at);
  if (!before.ok) return reportIssues(before.issues, json);
  const after = sideOf(options.to, toRegion, toAt);
  if (!after.ok) return reportIssues(after.issues, json);
  const sides = { before: before.value, after: after.value };
  const ids = [
    ...new Set([...sides.before.policy.decisions, ...sides.after.policy.decisions].map(({ id }) => id)),
  ].filter((id) => options.decision === undefined || options.decision === id);
  if (ids.length === 0 && options.decision !== undefined)
    return reportIssues(
      [{ code: 'unknownDecision', path: '/decision', params: { id: options.decision, suggestion: null } }],
      json,
    );
  const differences = ids.map((id) =>
    compareDecisions(sides.before, sides.after, id, budget === undefined ? {} : { budget }),
  );
  if (json)
    sayJson({
      from: { rules: options.from ?? null, region, at },
      to: { rules: options.to ?? null, region: toRegion, at: toAt },
      decisions: differences.map((difference) => ({
        ...difference,
        title: titleOf(sides, difference.decision),
        changes: difference.changes.map((change) => ({
          ...changeInJson(change),
          words: changeWords(sides.before, sides.after, difference.decision, change),
        })),
        unsettled: difference.unsettled.map(boundsInJson),
      })),
    });
  else {
    say(fill(words.comparing, { from: options.from ?? 'rules', region, at }));
    say(fill(words.comparingTo, { to: options.to ?? 'rules', toRegion, toAt }));
    for (const difference of differences) describe(sides, difference);
    const count = (kind: Difference['kind']) => differences.filter((difference) => difference.kind === kind).length;
    say(
      fill(words.compared, {
        total: differences.length,
        changed: count('changed'),
        added: count('added'),
        removed: count('removed'),
        equal: count('equal'),
        unsettled: count('unsettled'),
      }),
    );
  }
  return 0;
}

function sideOf(rules: string | undefined, region: string, at: string): Result<Side> {
  const read = readRevision(rules);
  if (!read.ok) return read;
  const policy: Result<Policy> = read.value.policy(region);
  return policy.ok ? { ok: true, value: { policy: policy.value, at } } : policy;
}

function titleOf({ before, after }: { before: Side; after: Side }, id: string): string {
  return (after.policy.findDecision(id) ?? before.policy.findDecision(id))?.title ?? id;
}

function describe(sides: { before: Side; after: Side }, difference: Difference): void {
  const { kind, decision: id } = difference;
  if (kind === 'equal') return;
  say(fill(words[kind], { title: titleOf(sides, id), id }));
  const context = regionContext(id, sides.before.policy, sides.after.policy);
  const force = forceWords(sides.before, sides.after, difference);
  const lines =
    force !== undefined
      ? [force]
      : [
          ...difference.changes.flatMap((change) => changeWords(sides.before, sides.after, id, change)),
          ...difference.unsettled.map((bounds) => unsettledWords(bounds, context)),
          ...(difference.leftOut.length > 0 ? [fill(words.leftOut, { list: [...difference.leftOut] })] : []),
          ...(difference.complete || difference.leftOut.length > 0
            ? []
            : [difference.changes.length > 0 ? words.more : fill(words.notExhaustive, { steps: difference.steps })]),
          ...(kind === 'unsettled' ? wholesLines(difference.wholes, context) : []),
        ];
  for (const text of lines) say(fill(words.indented, { text }));
}
