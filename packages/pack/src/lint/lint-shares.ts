import type { Node } from '@cebao/engine';
import type { Decision } from '../format.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { writtenName } from './judge.ts';
import { callsIn, readExpression } from './read-expression.ts';
import { expressionsOf } from './sites.ts';

/** A weighted sum whose weights are all params of shares: the weights make one whole. */
export function lintShares(chain: Chain, decision: Decision, findings: Findings): void {
  const at = chain.file('decision', decision.id);
  for (const { expression, at: pointTo } of expressionsOf(decision))
    for (const call of callsIn(readExpression(expression))) {
      if (call.operator !== 'sum' || call.args.length < 2) continue;
      const weights = call.args.map((arg) => weightOf(chain, arg));
      if (!weights.every((weight) => weight !== undefined)) continue;
      const total = Math.round(weights.reduce((sum, weight) => sum + weight, 0) * 1e9) / 1e9;
      if (total !== 1) findings.problem('sharesNotOne', `${at}${pointTo(call.path)}`, { name: decision.title, total });
    }
}

/** The share in a product of a share and something else, as it stands last in the nearest layer. */
function weightOf(chain: Chain, node: Node): number | undefined {
  if (node.kind !== 'call' || node.operator !== 'product') return undefined;
  for (const arg of node.args) {
    if (arg.kind !== 'call' || arg.operator !== 'param') continue;
    const param = chain.params(writtenName(arg.args[0])).at(-1);
    const value = param?.values.at(-1)?.value;
    if (param?.unit === 'ratio' && typeof value === 'number') return value;
  }
  return undefined;
}
