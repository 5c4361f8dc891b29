import jsonLogic from 'json-logic-js';
import type { Expression, Node } from './expression.ts';
import type { JsonValue, Result } from './issue.ts';
import { isStandard } from './operators/index.ts';

/**
 * Evaluates a parsed expression with json-logic-js, the reference for the standard operators. Only expressions that
 * have passed our validation reach it; one that uses our own operators is refused.
 *
 * @example
 * evaluateByReference(parsed, { amount: 5 }); // { ok: true, value: true }
 */
export function evaluateByReference(expression: Expression, data: JsonValue): Result<JsonValue> {
  const foreign = findForeign(expression.root);
  if (foreign !== undefined) return { ok: false, issues: [{ code: 'notStandard', path: foreign.path, params: { name: foreign.name } }] };
  return { ok: true, value: (jsonLogic.apply(expression.json as never, data) ?? null) as JsonValue };
}

function findForeign(node: Node): { path: string; name: string } | undefined {
  switch (node.kind) {
    case 'literal':
      return undefined;
    case 'list':
      return node.items.map(findForeign).find((found) => found !== undefined);
    case 'record':
      return { path: node.path, name: 'object' };
    case 'call':
      return isStandard(node.operator) ? node.args.map(findForeign).find((found) => found !== undefined) : { path: node.path, name: node.operator };
  }
}
