import type { JsonValue } from './issue.ts';

/**
 * What a rule can read. `get` answers a top-level name (the first segment of a `var` path), `param` a param's value
 * at the date asked for; both answer undefined for what is not there. `whole` is only for data that is one value.
 *
 * @example
 * const scope: Scope = { get: (name) => (name === 'age' ? 20 : undefined), param: () => undefined };
 */
export interface Scope {
  get(name: string): JsonValue | undefined;
  param?(id: string): JsonValue | undefined;
  whole?(): JsonValue | undefined;
}

/**
 * A scope over one JSON value: own properties only, so that nothing of JavaScript's own shows through.
 *
 * @example
 * compileExpression(expression).run(dataScope({ age: 20 }));
 */
export function dataScope(data: JsonValue, param?: (id: string) => JsonValue | undefined): Scope {
  return {
    get: (name) =>
      data !== null && typeof data === 'object' && Object.hasOwn(data, name)
        ? (data as Record<string, JsonValue>)[name]
        : undefined,
    whole: () => data,
    ...(param ? { param } : {}),
  };
}
