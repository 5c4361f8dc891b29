import type { JsonValue } from './issue.ts';
import type { Node } from './node.ts';

/**
 * A rule that has been read and found sound. `reads` names what it asks of the scope: the written paths of `var`,
 * `missing`, `missing_some` and `isPresent` outside of loops (inside, they read the item), and the ids of params.
 *
 * @example
 * const parsed = parseExpression({ '>': [{ var: 'household.size' }, { param: 'limit' }] });
 * if (parsed.ok) parsed.value.reads; // { vars: ['household.size'], params: ['limit'] }
 */
export interface Expression {
  readonly json: JsonValue;
  readonly reads: { readonly vars: readonly string[]; readonly params: readonly string[] };
  readonly node: Node;
}
