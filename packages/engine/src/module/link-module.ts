import type { JsonValue } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import type { ModuleLayout } from './emit-module.ts';
import { createRuntime, type ModuleRuntime } from './runtime.ts';

/** One rule of a module; undefined when it hands over. `facts` and `params` are objects, or `facts` is an array by slot. */
export type ModuleFunction = (facts: unknown, params?: unknown) => JsonValue | undefined;

/** The default export of a generated module. */
export type ModuleMaker = (runtime: ModuleRuntime) => {
  readonly rules: readonly ModuleFunction[];
  all(facts: unknown, params: unknown, out: (JsonValue | undefined)[], fuel: Float64Array | number[]): number;
};

/** What a rule of a module answered; undefined: the closures have to. */
export type ModuleAnswer = { readonly value: JsonValue; readonly fuel: number } | undefined;

/** A generated module, ready to run. Not re-entrant: one run after the other. */
export interface LinkedModule {
  readonly layout: ModuleLayout;
  /** One rule, by its place. */
  run(rule: number, facts: unknown, params?: unknown, budget?: number): ModuleAnswer;
  /** The bare functions: no fuel is told, but it is bounded all the same. */
  readonly rules: readonly ModuleFunction[];
  /** All rules on the same facts: answers into `out`, undefined where the closures have to; how many those are. */
  all(facts: unknown, params: unknown, out: (JsonValue | undefined)[]): number;
  /** The fuel of a rule in the last `all`. */
  fuelOf(rule: number): number;
}

/**
 * Joins a generated module with what its code is given. The module has been imported from a file whose hash was checked.
 *
 * @example
 * const linked = linkModule((await import(file)).default, layout);
 * linked.run(0, { age: 20 }); // { value: true, fuel: 2 }
 */
export function linkModule(make: ModuleMaker, layout: ModuleLayout): LinkedModule {
  const runtime = createRuntime();
  const { meter } = runtime;
  const { rules, all } = make(runtime);
  if (rules.length !== layout.rules.length) throw new TypeError('the layout is of another module');
  const count = rules.length;
  const metered = new Float64Array(count);
  return {
    layout,
    rules,
    run(rule, facts, params, budget = LIMITS.fuel) {
      const of = layout.rules[rule];
      const value = rules[rule]?.(facts, params);
      if (of === undefined || value === undefined) return undefined;
      const fuel = of.metered ? of.fuel + meter.n : of.fuel;
      return fuel > budget ? undefined : { value, fuel };
    },
    all: (facts, params, out) => all(facts, params, out, metered),
    fuelOf: (rule) => (layout.rules[rule]?.fuel ?? 0) + (metered[rule] ?? 0),
  };
}
