import { findCivilDate, findCivilMonth } from '../civil-date.ts';
import { copyValue } from '../copy-value.ts';
import type { JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import { LIMITS } from '../limits.ts';
import { registry } from '../operators/registry.ts';
import { Refusal } from '../refusal.ts';
import { RunState } from '../run-state.ts';

/**
 * What generated code is given. Whatever refuses answers undefined, and the code hands over; what is metered is added
 * to `meter.n`.
 */
export interface ModuleRuntime {
  readonly meter: { n: number };
  /** An operator by its name, on the values of all its arguments. */
  operator(name: string): (args: JsonValue[]) => JsonValue | undefined;
  /** A value of its own for an answer. */
  copy(value: JsonValue | undefined): JsonValue | undefined;
  /** Whether two values are two days or two months, or two numbers. */
  ordered(a: unknown, b: unknown): boolean;
  truthy(value: JsonValue | undefined): boolean;
}

/** A runtime for one module. */
export function createRuntime(): ModuleRuntime {
  const meter = { n: 0 };
  const attempt = (work: () => JsonValue): JsonValue | undefined => {
    try {
      return work();
    } catch (thrown) {
      if (thrown instanceof Refusal) return undefined;
      throw thrown;
    }
  };
  return {
    meter,
    operator(name) {
      const apply = registry.get(name)?.apply;
      if (apply === undefined) throw new TypeError(`no operator ${name}`);
      return (args) =>
        attempt(() => {
          const run = new RunState(LIMITS.fuel);
          const [a, b] = args as [JsonValue, JsonValue];
          const value =
            apply.arity === 1
              ? apply.of(a, run, '')
              : apply.arity === 2
                ? apply.of(a, b, run, '')
                : apply.of(args, run, '');
          meter.n += run.budget - run.fuel;
          return value;
        });
    },
    copy: (value) => {
      if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null;
      return attempt(() =>
        copyValue(value, (cost) => {
          meter.n += cost;
          if (meter.n > LIMITS.fuel) throw new Refusal('fuelExhausted', '');
        }),
      );
    },
    ordered(a, b) {
      if (typeof a === 'number' && typeof b === 'number') return Number.isFinite(a) && Number.isFinite(b);
      if (typeof a !== 'string' || typeof b !== 'string') return false;
      if (findCivilDate(a) !== undefined) return findCivilDate(b) !== undefined;
      return findCivilMonth(a) !== undefined && findCivilMonth(b) !== undefined;
    },
    truthy: (value) => value !== undefined && isTruthy(value),
  };
}
