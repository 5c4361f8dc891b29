import type { JsonValue } from '@cebao/engine';

/** How a fact would have to be, for words. */
export type Manner =
  | { readonly kind: 'is' }
  | {
      readonly kind: 'bound';
      readonly side: 'exceeds' | 'reaches' | 'atMost' | 'below';
      readonly bound: number | string;
    }
  | { readonly kind: 'add' | 'drop'; readonly items: readonly JsonValue[] }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  | { readonly kind: 'asked' };

/** One fact (a dotted path) with another value. `$at` stands for the day that is asked for. */
export interface Candidate {
  readonly path: string;
  readonly value: JsonValue;
  readonly manner: Manner;
  /** How far it is from what was stated, where that can be measured. */
  readonly distance: number;
}

/** The facts with one of them changed; the others stay as they are. */
export function withFact(
  facts: Readonly<Record<string, JsonValue>>,
  path: string,
  value: JsonValue,
): Record<string, JsonValue> {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...facts, [head]: value };
  const inner = facts[head];
  const object = inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
  return { ...facts, [head]: withFact(object ?? {}, rest.join('.'), value) };
}

/** The value at a dotted path, or undefined. */
export function factAt(facts: Readonly<Record<string, JsonValue>>, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = facts as Record<string, JsonValue>;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, part))
      return undefined;
    value = value[part];
  }
  return value;
}
