import { copyValue } from './copy-value.ts';
import type { Expression } from './expression.ts';
import type { Issue, JsonValue } from './issue.ts';
import { LIMITS } from './limits.ts';
import type { Node } from './node.ts';
import type { Step } from './operator.ts';
import { registry } from './operators/registry.ts';
import { Refusal } from './refusal.ts';
import { RunState } from './run-state.ts';
import type { Scope } from './scope.ts';

/** How one run is bounded and watched. */
export interface RunOptions {
  /** Steps the run may take; 100 000 when left out. */
  readonly fuel?: number;
  /** Whether to keep the value of every node. */
  readonly trace?: boolean;
}

/**
 * What a run answers: a value with the fuel it took, or one issue. With `trace` there is also the value of every
 * evaluated node by its pointer; inside a loop, of the last turn, which for `some`, `all` and `none` is the one that
 * decided.
 */
export type RunResult =
  | {
      readonly ok: true;
      readonly value: JsonValue;
      readonly fuel: number;
      readonly trace?: Readonly<Record<string, JsonValue>>;
    }
  | { readonly ok: false; readonly issue: Issue; readonly trace?: Readonly<Record<string, JsonValue>> };

/** A rule ready to run, as often as wanted. It keeps nothing between runs. */
export interface Program {
  run(scope: Scope, options?: RunOptions): RunResult;
}

/**
 * Turns a parsed rule into a program of closures. No code is generated, so it works under the strictest content
 * policy. The same rule, scope and fuel give the same answer and the same fuel everywhere.
 *
 * @example
 * const parsed = parseExpression({ '>=': [{ var: 'age' }, 60] });
 * if (parsed.ok) compileExpression(parsed.value).run(dataScope({ age: 72 })); // { ok: true, value: true, fuel: 2 }
 */
export function compileExpression(expression: Expression): Program {
  const plain = compileNode(expression.node, undefined);
  return {
    run(scope, options = {}) {
      const budget = options.fuel ?? LIMITS.fuel;
      const run = new RunState(scope, budget);
      if (!options.trace) return finish(run, plain);
      const trace = new Trace();
      const result = finish(run, compileNode(expression.node, trace));
      return { ...result, trace: trace.values };
    },
  };
}

function finish(run: RunState, step: Step): RunResult {
  try {
    const value = copyValue(step(run), (cost) => run.charge(cost, ''));
    return { ok: true, value, fuel: run.budget - run.fuel };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, issue: thrown.issue };
    throw thrown;
  }
}

/** The values of nodes, kept as copies and only so many. */
class Trace {
  readonly values: Record<string, JsonValue> = {};
  #left: number = LIMITS.trace;

  keep(path: string, value: JsonValue): void {
    try {
      this.values[path] = copyValue(value, (cost) => {
        this.#left -= cost;
        if (this.#left < 0) throw new Refusal('traceFull', path);
      });
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
  }
}

function compileNode(node: Node, trace: Trace | undefined): Step {
  const step = stepOf(node, trace);
  if (trace === undefined) return step;
  return (run) => {
    const value = step(run);
    trace.keep(node.path, value);
    return value;
  };
}

function stepOf(node: Node, trace: Trace | undefined): Step {
  const { path } = node;
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'list': {
      const items = node.items.map((item) => compileNode(item, trace));
      return (run) => {
        run.charge(1, path);
        const made: JsonValue[] = [];
        for (const item of items) made.push(item(run));
        return made;
      };
    }
    case 'object': {
      const fields = node.fields.map(([name, value]) => [name, compileNode(value, trace)] as const);
      return (run) => {
        run.charge(1, path);
        const made: Record<string, JsonValue> = {};
        for (const [name, step] of fields) {
          const value = step(run);
          if (value !== null) made[name] = value;
        }
        return made;
      };
    }
    case 'call': {
      const operator = registry.get(node.operator);
      if (operator === undefined)
        throw new TypeError(`no operator ${node.operator}: only parsed expressions can be compiled`);
      const step = operator.compile(
        node.args.map((arg) => compileNode(arg, trace)),
        node,
      );
      return (run) => {
        run.charge(1, path);
        return step(run);
      };
    }
  }
}
