import type { Issue, JsonValue } from './issue.ts';

/** What an expression reads from: top-level names and params. Own properties only, whatever the host holds. */
export interface Scope {
  /** The value of a top-level name (the first part of a `var` path), or undefined when it is not there. */
  get(name: string): JsonValue | undefined;
  param?(id: string): JsonValue | undefined;
  /** Everything at once, for `{ "var": "" }`; hosts whose scope is not one value leave it out. */
  whole?(): JsonValue;
}

/** Thrown inside a run and caught by it: the run answers an issue. Never leaves this package. */
export class Refusal extends Error {
  readonly issue: Issue;
  constructor(code: string, path: string, params: Record<string, JsonValue> = {}) {
    super(code);
    this.issue = { code, path, params };
  }
}

export const TEXT_LIMIT = 65_536;
export const LIST_LIMIT = 10_000;

/** The state of one run: where names are read, the item of the list body we are in, and the fuel that is left. */
export class Frame {
  item: JsonValue | undefined;
  inBody = false;
  fuel: number;
  readonly scope: Scope;

  constructor(scope: Scope, fuel: number) {
    this.scope = scope;
    this.fuel = fuel;
  }

  charge(amount: number, path: string): void {
    this.fuel -= amount;
    if (this.fuel < 0) throw new Refusal('fuelExhausted', path);
  }

  /** Evaluates a list body for one item. */
  within<T>(item: JsonValue, body: () => T): T {
    const [before, wasInBody] = [this.item, this.inBody];
    this.item = item;
    this.inBody = true;
    const result = body();
    this.item = before;
    this.inBody = wasInBody;
    return result;
  }

  /** The value at a path: of the item inside a list body, else of the scope; undefined when it is not there. */
  read(parts: readonly string[]): JsonValue | undefined {
    if (parts.length === 0) {
      if (this.inBody) return this.item;
      return this.scope.whole?.();
    }
    const [head, ...rest] = parts as [string, ...string[]];
    let value = this.inBody ? ownProperty(this.item, head) : this.scope.get(head);
    for (const part of rest) {
      if (value === null || value === undefined) return undefined;
      value = ownProperty(value, part);
    }
    return value;
  }
}

function ownProperty(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A compiled node. */
export type Closure = (frame: Frame) => JsonValue;
