import type { Chain } from './chain.ts';
import type { LintScope } from './scope.ts';
import type { Shape } from './shape.ts';

/** The scope of an expression that reads these names and nothing else. */
export function namedScope(chain: Chain, shapes: Readonly<Record<string, Shape>>): LintScope {
  return {
    strict: true,
    names: Object.keys(shapes),
    param: (id) => chain.paramShape(id),
    find: (name) => {
      const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      return shape && { shape };
    },
  };
}
