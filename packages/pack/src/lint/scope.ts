import type { Node } from '@cebao/engine';
import type { Shape } from './shape.ts';

/** What a name of a scope stands for: a value that is declared, or a named expression (`let`) that is judged where it is read. */
export type Bound =
  | { readonly shape: Shape; readonly title?: string }
  | {
      readonly body: Node;
      /** Where the named expression stands. */
      readonly at: string;
      /** What the name means inside of its own expression; absent: it may not be read there. */
      readonly inside?: Shape;
    };

/** What the expressions of one place see. */
export interface LintScope {
  find(name: string): Bound | undefined;
  /** For suggestions. */
  readonly names: readonly string[];
  /** Whether a name that nothing supplies is a fault here; where it is not, it counts as absent. */
  readonly strict: boolean;
  param(id: string): Shape | undefined;
  /** A fact without which another one must be there: absent → the other. */
  readonly unless?: Readonly<Record<string, string>>;
}

/** Names known to be there, with what they lie in. */
export type Present = ReadonlySet<string>;

export function presentWith(present: Present, paths: Iterable<string>): Present {
  const more = new Set(present);
  for (const path of paths) {
    const parts = path.split('.');
    for (let length = 1; length <= parts.length; length++) more.add(parts.slice(0, length).join('.'));
  }
  return more;
}

/** What both know. */
export function inBoth(a: readonly string[], b: readonly string[]): string[] {
  return a.filter((path) => b.includes(path));
}
