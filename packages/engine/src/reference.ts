import jsonLogic from 'json-logic-js';
import type { Expression } from './expression.ts';
import type { Issue, JsonValue, Result } from './issue.ts';
import type { Node } from './node.ts';
import { registry } from './operators/registry.ts';

/**
 * Evaluates a parsed rule with json-logic-js, the truth for the standard operators. Rules that use our own operators
 * are refused. It has no budget: for tests and comparisons, not for deciding.
 *
 * @example
 * const parsed = parseExpression({ '+': [1, { var: 'x' }] });
 * if (parsed.ok) evaluateByReference(parsed.value, { x: 2 }); // { ok: true, value: 3 }
 */
export function evaluateByReference(expression: Expression, data: JsonValue): Result<JsonValue> {
  const issues = findForeign(expression.node);
  if (issues.length > 0) return { ok: false, issues };
  try {
    const apply = jsonLogic.apply as (rule: unknown, data: unknown) => unknown;
    return { ok: true, value: (apply(expression.json, data) ?? null) as JsonValue };
  } catch {
    return { ok: false, issues: [{ code: 'referenceFailed', path: '', params: {} }] };
  }
}

/** The places where an operator is ours. */
function findForeign(node: Node): Issue[] {
  switch (node.kind) {
    case 'literal':
      return [];
    case 'list':
      return node.items.flatMap(findForeign);
    case 'object':
      return [foreign('object', node.path), ...node.fields.flatMap(([, value]) => findForeign(value))];
    case 'call':
      return [
        ...(registry.get(node.operator)?.standard ? [] : [foreign(node.operator, node.path)]),
        ...node.args.flatMap(findForeign),
      ];
  }
}

function foreign(operator: string, path: string): Issue {
  return { code: 'notStandard', path, params: { operator } };
}
