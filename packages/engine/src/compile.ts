import type { Expression, Node } from './expression.ts';
import { type Closure, Frame, Refusal, type Scope } from './frame.ts';
import type { Issue, JsonValue } from './issue.ts';
import type { Operator } from './operator.ts';
import { OPERATORS } from './operators/index.ts';

/** Fuel of a run when none is given: a node costs 1, each item of a loop 1 more. */
export const DEFAULT_FUEL = 100_000;

export interface RunOptions {
  readonly fuel?: number;
  /** Collects the value of every node by its pointer. */
  readonly trace?: Map<string, JsonValue>;
}

export type Run = { readonly ok: true; readonly value: JsonValue; readonly fuel: number } | { readonly ok: false; readonly issue: Issue };

/** A compiled expression. It reads nothing but its scope, throws nothing, and always ends. */
export interface Program {
  /**
   * @example
   * compileExpression(parsed).run({ get: (name) => facts[name] }); // { ok: true, value: true, fuel: 3 }
   */
  run(scope: Scope, options?: RunOptions): Run;
}

/** Compiles a parsed expression to closures: no code is generated from text. */
export function compileExpression(expression: Expression): Program {
  const plain = build(expression.root, undefined);
  return {
    run: (scope, options = {}) => {
      const fuel = options.fuel ?? DEFAULT_FUEL;
      const frame = new Frame(scope, fuel);
      const closure = options.trace ? build(expression.root, options.trace) : plain;
      try {
        const value = closure(frame);
        return { ok: true, value, fuel: fuel - frame.fuel };
      } catch (stop) {
        if (stop instanceof Refusal) return { ok: false, issue: stop.issue };
        throw stop;
      }
    },
  };
}

function build(node: Node, trace: Map<string, JsonValue> | undefined): Closure {
  const closure = buildPlain(node, trace);
  if (!trace) return closure;
  return (frame) => {
    const value = closure(frame);
    trace.set(node.path, value);
    return value;
  };
}

function buildPlain(node: Node, trace: Map<string, JsonValue> | undefined): Closure {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'list': {
      const items = node.items.map((item) => build(item, trace));
      return (frame) => items.map((item) => item(frame));
    }
    case 'record': {
      const entries = node.entries.map(([key, value]) => [key, build(value, trace)] as const);
      return (frame) => {
        const record: Record<string, JsonValue> = {};
        for (const [key, value] of entries) {
          const made = value(frame);
          if (made !== null) record[key] = made;
        }
        return record;
      };
    }
    case 'call': {
      const operator = OPERATORS.get(node.operator) as Operator;
      const closure = operator.build(
        node.args.map((arg) => build(arg, trace)),
        node.args,
        node.path,
      );
      const { path } = node;
      return (frame) => {
        frame.charge(1, path);
        return closure(frame);
      };
    }
  }
}
