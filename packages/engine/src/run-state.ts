import type { JsonValue } from './issue.ts';
import { LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';
import type { Scope } from './scope.ts';

/** One run of a program: its budget and what is left of it, the scope it reads from, the values it keeps for a trace. */
export class RunState {
  budget: number;
  fuel: number;
  readonly scope: Scope | undefined;
  readonly kept: (JsonValue | undefined)[];

  constructor(budget: number, scope?: Scope, kept: (JsonValue | undefined)[] = []) {
    this.budget = budget;
    this.fuel = budget;
    this.scope = scope;
    this.kept = kept;
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
}

/** One own property of a list or object. A text has characters but no fields: asking for one is refused. */
export function readOwn(value: JsonValue, name: string, at: string): JsonValue | undefined {
  if (typeof value === 'string')
    return Object.hasOwn(Object(value), name) ? refuse('fieldOfText', at, { name }) : undefined;
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, JsonValue>)[name];
}

/** Own properties one after the other, until nothing is there. */
export function readSteps(from: JsonValue | undefined, steps: readonly string[], at: string): JsonValue | undefined {
  let value = from;
  for (let i = 0; i < steps.length; i++) {
    if (value === undefined || value === null) return undefined;
    value = readOwn(value, steps[i] as string, at);
  }
  return value;
}
