import { LIMITS, type Node } from '@cebao/engine';
import type { Decision } from '../format.ts';
import type { Chain } from './chain.ts';
import { pathOf, writtenName } from './judge.ts';
import { readExpression } from './read-expression.ts';
import { expressionsOf } from './sites.ts';

/** The most steps a decision can take when every list it meets has `items` items. */
export interface WorstFuel {
  readonly decision: string;
  readonly title: string;
  readonly file: string;
  /** Whether it grows with lists; without them it is the same for all facts. */
  readonly loops: boolean;
  /** Of the heaviest expression: each has the whole budget. */
  readonly fuel: number;
  /** Of all expressions together, as if every one ran. */
  readonly total: number;
  readonly items: number;
  readonly limit: number;
}

/** Items a list of a form may have; longer ones come only by the API. */
const ITEMS = 200;
/** Calls that make a list; a `var` may always be one. */
const LISTS = new Set([
  'map',
  'filter',
  'merge',
  'distinct',
  'absent',
  'sumBy',
  'if',
  'and',
  'or',
  'reduce',
  'var',
  'missing',
  'missing_some',
]);
const LOOPS = new Set(['map', 'filter', 'all', 'some', 'none', 'reduce']);
const PER_ITEM = new Set(['absent', 'sameSet', 'distinct', 'sumBy', 'sum', 'moneySum', 'merge', 'in', 'count', 'cat']);

/** The worst case of one expression: what is heaviest to run is what is bounded, as every expression has the whole budget. */
export function worstFuelOf(chain: Chain, decision: Decision): WorstFuel {
  const lets = decision.let ?? {};
  const flow = decision.flow === undefined ? undefined : chain.flow(decision.flow);
  const sites = [
    ...expressionsOf(decision),
    ...(flow ? expressionsOf(flow).filter(({ path }) => /^\/(preconditions|steps)\//.test(path)) : []),
  ];
  let loops = false;
  const cost = (node: Node): number => {
    switch (node.kind) {
      case 'literal':
        return 0;
      case 'list':
        return 1 + node.items.reduce((sum, item) => sum + cost(item), 0);
      case 'object':
        return 1 + node.fields.reduce((sum, [, value]) => sum + cost(value), 0);
      case 'call': {
        const args = node.args.map(cost);
        const own = args.reduce((sum, one) => sum + one, 1);
        if (LOOPS.has(node.operator)) {
          const turns = itemsOf(node.args[0] as Node);
          return own - (args[1] as number) + turns * (2 + (args[1] as number));
        }
        if (!PER_ITEM.has(node.operator)) return own;
        return own + node.args.reduce((sum, arg) => sum + itemsOf(arg), 0);
      }
    }
  };
  /** How many items an operand may have: a written list and a param have those they have. */
  const itemsOf = (node: Node): number => {
    if (node.kind === 'literal') return Array.isArray(node.value) ? node.value.length : 0;
    if (node.kind === 'list') return node.items.length;
    if (node.kind === 'object') return 0;
    if (node.operator === 'param')
      return Math.max(
        0,
        ...chain
          .params(writtenName(node.args[0]))
          .flatMap(({ values }) => values.map(({ value }) => (Array.isArray(value) ? value.length : 0))),
      );
    const path = pathOf(node);
    const name = path?.split('.')[0];
    const spec = name === undefined ? undefined : decision.facts[name];
    if (spec && spec.type !== 'array' && spec.type !== 'object') return 0;
    if (name !== undefined && Object.hasOwn(lets, name) && !isList(readExpression(lets[name]))) return 0;
    if (name === undefined && !isList(node)) return 0;
    loops = true;
    return ITEMS;
  };
  const costs = sites.map(({ expression }) => cost(readExpression(expression)));
  return {
    decision: decision.id,
    title: decision.title,
    file: chain.file('decision', decision.id).slice(0, -1),
    loops,
    fuel: Math.max(0, ...costs),
    total: costs.reduce((sum, one) => sum + one, 0),
    items: loops ? ITEMS : 0,
    limit: LIMITS.fuel,
  };
}

function isList(node: Node): boolean {
  return (
    node.kind === 'list' ||
    (node.kind === 'literal' ? Array.isArray(node.value) : node.kind === 'call' && LISTS.has(node.operator))
  );
}
