import { type JsonValue, LIMITS, lowerExpression, parseExpression, type ValueType, worstCase } from '@cebao/engine';
import type { Decision } from '../format.ts';
import type { Chain } from './chain.ts';
import { decisionScope } from './decision-scope.ts';
import { Findings } from './finding.ts';
import { judgeExpression } from './judge.ts';
import { readExpression } from './read-expression.ts';
import { DATE, type Shape, shapeOfFact, TEXT } from './shape.ts';
import { expressionsOf } from './sites.ts';

/** The most steps a decision can take, as the engine proves it, when lists and texts of the facts are so long. */
export interface WorstFuel {
  readonly decision: string;
  readonly title: string;
  readonly file: string;
  /** Whether it grows with lists or texts; otherwise it is the same for all facts. */
  readonly loops: boolean;
  /** Of the heaviest expression: each has the whole budget. */
  readonly fuel: number;
  /** Of all expressions together, as if every one ran. */
  readonly total: number;
  readonly items: number;
  readonly limit: number;
}

/** Items a list of a form may have, and signs a text is taken to have; longer ones come only by the API. */
const ITEMS = 200;

export function worstFuelOf(chain: Chain, decision: Decision): WorstFuel {
  const flow = decision.flow === undefined ? undefined : chain.flow(decision.flow);
  const sites = [
    ...expressionsOf(decision),
    ...(flow ? expressionsOf(flow).filter(({ path }) => /^\/(preconditions|steps)\//.test(path)) : []),
  ];
  const types = { vars: typesOf(chain, decision) };
  const costs = sites.map(({ expression }) => {
    const parsed = parseExpression(withParams(chain, expression));
    if (!parsed.ok) return { most: 0, least: 0 };
    const ir = lowerExpression(parsed.value, types);
    return {
      most: worstCase(ir, { list: ITEMS, text: ITEMS }),
      least: worstCase(ir, { list: 0, text: 0 }),
    };
  });
  const loops = costs.some(({ most, least }) => most > least);
  return {
    decision: decision.id,
    title: decision.title,
    file: chain.file('decision', decision.id).slice(0, -1),
    loops,
    fuel: Math.max(0, ...costs.map(({ most }) => most)),
    total: costs.reduce((sum, { most }) => sum + most, 0),
    items: loops ? ITEMS : 0,
    limit: LIMITS.fuel,
  };
}

/** Params as the longest value they state: their length is known. */
function withParams(chain: Chain, json: JsonValue): JsonValue {
  if (Array.isArray(json)) return json.map((item) => withParams(chain, item));
  if (json === null || typeof json !== 'object') return json;
  const id = 'param' in json ? [json.param].flat()[0] : undefined;
  if (typeof id === 'string') {
    const values = chain.params(id).flatMap(({ values: stated }) => stated.map(({ value }) => value as JsonValue));
    const longest = values.sort((a, b) => lengthOf(b) - lengthOf(a))[0];
    return longest === undefined || isCall(longest) ? json : longest;
  }
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withParams(chain, value)]));
}

function lengthOf(value: JsonValue): number {
  return Array.isArray(value) || typeof value === 'string' ? value.length : 0;
}

function isCall(value: JsonValue): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function typesOf(chain: Chain, decision: Decision): Record<string, ValueType> {
  const scope = decisionScope(chain, decision, '');
  const types: Record<string, ValueType> = { $at: typeOf(DATE), $region: typeOf(TEXT), $level: typeOf(TEXT) };
  for (const [name, expression] of Object.entries(decision.let ?? {}))
    types[name] = typeOf({
      ...judgeExpression(readExpression(expression), '', scope, new Findings()).shape,
      optional: true,
    });
  for (const [name, spec] of Object.entries(decision.facts)) types[name] = typeOf(shapeOfFact(spec));
  return types;
}

function typeOf(shape: Shape): ValueType {
  return {
    kind: shape.kind,
    nullable: shape.optional ?? false,
    ...(shape.item ? { items: typeOf(shape.item) } : {}),
    ...(shape.fields
      ? { fields: Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, typeOf(field)])) }
      : {}),
  };
}
