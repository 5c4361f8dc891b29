import type { JsonValue } from './issue.ts';

/** A parsed expression: its tree, and the names it reads. Whatever is in here has passed validation. */
export interface Expression {
  readonly json: JsonValue;
  readonly root: Node;
  readonly reads: {
    /** Full paths read with `var`, `missing`, `isPresent` outside list bodies. */
    readonly vars: readonly string[];
    readonly params: readonly string[];
  };
}

/** One node of the tree; `path` is the JSON pointer inside the expression. */
export type Node =
  | { readonly kind: 'literal'; readonly path: string; readonly value: JsonValue }
  | { readonly kind: 'list'; readonly path: string; readonly items: readonly Node[] }
  | { readonly kind: 'record'; readonly path: string; readonly entries: readonly (readonly [string, Node])[] }
  | { readonly kind: 'call'; readonly path: string; readonly operator: string; readonly args: readonly Node[] };
