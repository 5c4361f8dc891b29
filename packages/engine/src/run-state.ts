import type { JsonValue } from './issue.ts';
import { LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';
import type { Scope } from './scope.ts';

/** One run of a program: what is left of the fuel, the scope, and the item of the innermost loop. */
export class RunState {
  readonly scope: Scope;
  readonly budget: number;
  fuel: number;
  /** The item `var` reads inside a loop; undefined outside of loops. */
  item: JsonValue | undefined = undefined;

  constructor(scope: Scope, budget: number) {
    this.scope = scope;
    this.budget = budget;
    this.fuel = budget;
  }

  /** Takes fuel; the run ends when there is none left. */
  charge(cost: number, path: string): void {
    this.fuel -= cost;
    if (this.fuel < 0) refuse('fuelExhausted', path, { limit: this.budget });
  }

  /** A list that a rule has made: within the limit, paid for. */
  made<T extends JsonValue[]>(list: T, path: string): T {
    if (list.length > LIMITS.list) refuse('listTooLong', path, { limit: LIMITS.list });
    this.charge(list.length, path);
    return list;
  }

  /** A text that a rule has made: within the limit, paid for. */
  madeText(text: string, path: string): string {
    if (text.length > LIMITS.text) refuse('textTooLong', path, { limit: LIMITS.text });
    this.chargeText(text, path);
    return text;
  }

  /** Pays for going through a text once. */
  chargeText(text: string, path: string): void {
    this.charge(text.length >> 4, path);
  }

  /** The value at a dotted path, read by own properties only; undefined when it is not there. */
  read(path: readonly string[], at: string): JsonValue | undefined {
    const first = path[0] ?? '';
    let value = this.item === undefined ? this.scope.get(first) : readOwn(this.item, first, at);
    for (let i = 1; i < path.length; i++) {
      if (value === undefined || value === null) return undefined;
      value = readOwn(value, path[i] as string, at);
    }
    return value;
  }

  /** Everything `var` can see: the item of the loop, or the whole data where the scope has it as one value. */
  readWhole(at: string): JsonValue {
    if (this.item !== undefined) return this.item;
    const whole = this.scope.whole?.();
    return whole === undefined ? refuse('wholeScope', at) : whole;
  }
}

/** One own property of a list or object. A text has characters but no fields: asking for one is refused. */
export function readOwn(value: JsonValue, name: string, at: string): JsonValue | undefined {
  if (typeof value === 'string')
    return Object.hasOwn(Object(value), name) ? refuse('fieldOfText', at, { name }) : undefined;
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, JsonValue>)[name];
}
