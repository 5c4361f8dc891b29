import type { JsonValue } from './issue.ts';

/**
 * The typed tree of a parsed rule. Every node knows where it stands (`path`, a JSON pointer into the rule), so that
 * traces and issues can point at it. Back ends read this tree and never the JSON.
 */
export type Node = LiteralNode | ListNode | CallNode | ObjectNode;

/** A value written in the rule: `5`, `"a"`, `[1, 2]`. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly path: string;
  readonly value: JsonValue;
}

/** A list with at least one item that has to be evaluated: `[1, { "var": "x" }]`. */
export interface ListNode {
  readonly kind: 'list';
  readonly path: string;
  readonly items: readonly Node[];
}

/** One operator with its arguments: `{ ">": [{ "var": "age" }, 18] }`. */
export interface CallNode {
  readonly kind: 'call';
  readonly path: string;
  readonly operator: string;
  readonly args: readonly Node[];
}

/** A made object: `{ "object": { "amount": { "var": "x" } } }`. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: Node])[];
}
