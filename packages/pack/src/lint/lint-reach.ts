import { bodiesInSignature } from '../flow/index.ts';
import type { Decision, Flow, Form, Step } from '../format.ts';
import { LEVELS, levelOf } from '../level.ts';
import { packMessages } from '../messages/zh-CN.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';

/** What never comes into force: days the wrong way round, levels that no place here has. */
export function lintReach(chain: Chain, item: Decision | Flow | Form, findings: Findings): void {
  const at = chain.file(item.kind, item.id);
  if (item.from !== undefined && item.until !== undefined && item.from > item.until)
    findings.problem('datesCrossed', at, { name: item.title, from: item.from, until: item.until });
  if (item.kind !== 'decision') return;
  const own = LEVELS.indexOf(levelOf(chain.pack.manifest.region));
  if (item.levels && !item.levels.some((level) => LEVELS.indexOf(level) >= own))
    findings.problem('levelsAbove', `${at}/levels`, { name: item.title });
  const ids = (item.rules ?? []).map(({ id }) => id);
  for (const [index, id] of ids.entries())
    if (ids.indexOf(id) !== index) findings.problem('ruleTwice', `${at}/rules/${index}/id`, { name: id });
}

/** Bodies that nobody acts for, and ends without words. */
export function lintHands(chain: Chain, flow: Flow, findings: Findings): void {
  const at = chain.file('flow', flow.id);
  const acted = new Set(chain.packs.flatMap((pack) => pack.roles.map(({ actsFor }) => actsFor)));
  const demand = (bodies: readonly string[] | undefined, path: string) => {
    for (const [index, body] of (bodies ?? []).entries())
      if (!acted.has(body)) findings.problem('nobodyActs', `${at}${path}/${index}`, { name: body });
  };
  const isCase =
    flow.opens !== undefined ||
    chain.every('flows').some((other) => other.steps.some((step) => step.flows?.some((one) => one.flow === flow.id)));
  if (!isCase) return;
  demand(flow.opens?.actors, '/opens/actors');
  demand(flow.visibility, '/visibility');
  const ends = new Map<string, string>();
  if (flow.completed !== undefined) ends.set(flow.completed, '/completed');
  for (const [index, step] of flow.steps.entries()) {
    demand(step.actors, `/steps/${index}/actors`);
    demand(step.handledBy, `/steps/${index}/handledBy`);
    demand(bodiesInSignature(step), `/steps/${index}/signatures`);
    for (const body of membersOf(chain, step))
      if (!acted.has(body)) findings.problem('nobodyActs', `${at}/steps/${index}/signatures/panel`, { name: body });
    demand(step.visibility, `/steps/${index}/visibility`);
    for (const [i, outcome] of (step.outcomes ?? []).entries())
      if (outcome.ends !== undefined) ends.set(outcome.ends, `/steps/${index}/outcomes/${i}/ends`);
  }
  for (const [end, path] of ends)
    if (!chain.hasWords('labels', end) && !Object.hasOwn(packMessages, end))
      findings.problem('wordsMissing', `${at}${path}`, { name: end, in: 'labels', suggestion: null });
}

/** Who signs as a panel: the entries of its list in all layers. */
function membersOf(chain: Chain, { signatures }: Step): string[] {
  const id = signatures && 'panel' in signatures ? signatures.panel?.list : undefined;
  const lists = id === undefined ? [] : chain.packs.flatMap((pack) => pack.lists.filter((list) => list.id === id));
  return [...new Set(lists.flatMap(({ entries }) => entries.map((entry) => entry.id)))];
}
