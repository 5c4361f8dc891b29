import { type Issue, isTruthy, type JsonValue, type Result } from '@cebao/engine';
import type { ReadName } from '../evaluate.ts';
import type { Flow } from '../format.ts';

/** Evaluates an expression of a flow over a scope. The caller knows how expressions compile and where params come from. */
export type FlowEvaluate = (expression: JsonValue, read: ReadName) => Result<JsonValue>;

/** What the expressions of a flow see besides the facts of the case. */
export interface FlowNames {
  readonly done: readonly string[];
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
}

/**
 * One judging under way: evaluates the expressions of a flow, remembers `let` values, and collects the issues of
 * broken expressions, so that the judging code reads as its order.
 *
 * Scope, first hit wins: `done` (steps of this flow), `action`, `actor`; the facts; `let` names of the flow.
 */
export class Judging {
  readonly issues: Issue[] = [];
  private readonly flow: Flow;
  private readonly names: FlowNames;
  private readonly facts: ReadName;
  private readonly evaluate: FlowEvaluate;
  private readonly lets = new Map<string, JsonValue | undefined>();
  private readonly after: Record<string, JsonValue> = {};

  constructor(flow: Flow, names: FlowNames, facts: ReadName, evaluate: FlowEvaluate) {
    this.flow = flow;
    this.names = names;
    this.facts = facts;
    this.evaluate = evaluate;
  }

  /** Makes a name such as `$reason` readable from here on. */
  tell(name: string, value: JsonValue): void {
    this.after[name] = value;
  }

  isTrue(expression: unknown, path: string): boolean {
    const run = this.evaluate(expression as JsonValue, this.read);
    if (run.ok) return isTruthy(run.value);
    for (const issue of run.issues) this.issues.push({ ...issue, path: `${this.flow.id}#${path}${issue.path}` });
    return false;
  }

  /** Whether a fact is absent; `trigger.when` looks inside. */
  isMissing(name: string): boolean {
    const [first = '', ...rest] = name.split('.');
    let value = this.read(first);
    for (const part of rest) {
      value =
        value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, part)
          ? value[part]
          : undefined;
    }
    return value === undefined || value === null;
  }

  finish<T>(value: T): Result<T> {
    return this.issues.length > 0 ? { ok: false, issues: this.issues } : { ok: true, value };
  }

  readonly read: ReadName = (name) => {
    if (Object.hasOwn(this.after, name)) return this.after[name];
    if (name === 'done') return [...this.names.done];
    if (name === 'action' && this.names.action !== undefined) return this.names.action;
    if (name === 'actor' && this.names.actor !== undefined) return this.names.actor;
    const fact = this.facts(name);
    return fact === undefined ? this.readLet(name) : fact;
  };

  private readLet(name: string): JsonValue | undefined {
    const lets = this.flow.let;
    if (!lets || !Object.hasOwn(lets, name)) return undefined;
    if (!this.lets.has(name)) {
      this.lets.set(name, undefined);
      const run = this.evaluate(lets[name] as JsonValue, this.read);
      if (run.ok) this.lets.set(name, run.value);
      else
        for (const issue of run.issues)
          this.issues.push({ ...issue, path: `${this.flow.id}#/let/${name}${issue.path}` });
    }
    return this.lets.get(name);
  }
}
