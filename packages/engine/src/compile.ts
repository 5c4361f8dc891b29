import { compileStep } from './closures/compile-step.ts';
import { type Step, UNREAD } from './closures/step.ts';
import { writeTrace } from './closures/trace.ts';
import { copyValue } from './copy-value.ts';
import type { Expression } from './expression.ts';
import type { FactTypes } from './ir/ir.ts';
import { lowerExpression } from './ir/lower.ts';
import type { Slots } from './ir/slots.ts';
import type { Issue, JsonValue } from './issue.ts';
import { LIMITS } from './limits.ts';
import { issueOf, Refusal } from './refusal.ts';
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
 * decided. The trace is written out when it is first read.
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
 * policy. The same rule, scope and fuel give the same answer and the same fuel everywhere: a bound for everything
 * outside of loops, known before the rule runs, and what loops and long texts and lists take as it runs. Names are
 * read from the scope when they are first needed. Types, where given, must have been checked on the facts.
 *
 * @example
 * const parsed = parseExpression({ '>=': [{ var: 'age' }, 60] });
 * if (parsed.ok) compileExpression(parsed.value).run(dataScope({ age: 72 })); // { ok: true, value: true, fuel: 2 }
 */
export function compileExpression(expression: Expression, types?: FactTypes): Program {
  const ir = lowerExpression(expression, types);
  const table = ir.slots;
  const unread: Slots = new Array(table.sources.length).fill(UNREAD);
  const plain = compileStep(ir.root, { table, lazy: true, keep: false });
  let keeping: Step | undefined;

  const go = (step: Step, slots: Slots, run: RunState): RunResult => {
    try {
      run.charge(ir.fuel, ir.path);
      const value = copyAnswer(step(slots, run), run);
      return { ok: true, value, fuel: run.budget - run.fuel };
    } catch (thrown) {
      if (thrown instanceof Refusal) return { ok: false, issue: issueOf(thrown, ir.path) };
      throw thrown;
    }
  };

  return {
    run(scope, { fuel = LIMITS.fuel, trace = false } = {}) {
      const slots = unread.slice();
      if (!trace) return go(plain, slots, new RunState(fuel, scope));
      keeping ??= compileStep(ir.root, { table, lazy: true, keep: true });
      const kept: (JsonValue | undefined)[] = new Array(ir.nodes).fill(undefined);
      const result = go(keeping, slots, new RunState(fuel, scope, kept));
      let written: Readonly<Record<string, JsonValue>> | undefined;
      return Object.defineProperty(result, 'trace', {
        enumerable: true,
        configurable: true,
        get: () => (written ??= writeTrace(ir, { kept, slots })),
      });
    },
  };
}

/** An answer of its own; single values need no copy. */
function copyAnswer(value: JsonValue, run: RunState): JsonValue {
  if (typeof value === 'boolean' || value === null) return value;
  return copyValue(value, (cost) => run.charge(cost, ''));
}
