import {
  compileExpression,
  type Issue,
  type JsonValue,
  LIMITS,
  type Program,
  parseExpression,
  type Result,
} from '@cebao/engine';

/** Reads a name of the scope: facts, `let` names and `$` names; undefined when it is not there. */
export type ReadName = (name: string) => JsonValue | undefined;

/** Fuel that several evaluations share: steps that are left. It goes down as they run. */
export interface FuelTank {
  left: number;
}

/** Evaluates an expression of a pack. Programs are compiled once per expression. */
export type Evaluate = (
  expression: JsonValue,
  read: ReadName,
  readParam?: (id: string) => JsonValue | undefined,
  tank?: FuelTank,
) => Result<JsonValue>;

/**
 * An evaluator with its own store of compiled programs, keyed by the expression's identity: packs are frozen
 * once they are layered, so an expression never changes under its program.
 */
export function createEvaluator(): Evaluate {
  const programs = new WeakMap<object, Program | readonly Issue[]>();
  const programOf = (expression: object): Program | readonly Issue[] => {
    let program = programs.get(expression);
    if (program === undefined) {
      const parsed = parseExpression(expression);
      program = parsed.ok ? compileExpression(parsed.value) : parsed.issues;
      programs.set(expression, program);
    }
    return program;
  };
  return (expression, read, readParam, tank) => {
    if (expression === null || typeof expression !== 'object') return { ok: true, value: expression };
    const program = programOf(expression);
    if (!('run' in program)) return { ok: false, issues: program };
    const scope = readParam ? { get: read, param: readParam } : { get: read };
    if (tank === undefined) {
      const run = program.run(scope);
      return run.ok ? { ok: true, value: run.value } : { ok: false, issues: [run.issue] };
    }
    const fuel = Math.max(0, Math.min(LIMITS.fuel, tank.left));
    const run = program.run(scope, { fuel });
    // What a refused run took is not known: it counts as all that it was given.
    tank.left -= run.ok ? run.fuel : fuel;
    if (run.ok) return { ok: true, value: run.value };
    const isTank = run.issue.code === 'fuelExhausted' && fuel < LIMITS.fuel;
    return { ok: false, issues: [isTank ? { ...run.issue, params: { limit: LIMITS.questionFuel } } : run.issue] };
  };
}

/**
 * The fuel of one question. Handed to `decide`, it tells afterwards how much was taken.
 *
 * @example
 * const tank = questionTank();
 * policy.decide({ at, decision, facts }, tank);
 * LIMITS.questionFuel - tank.left; // steps taken
 */
export function questionTank(): FuelTank {
  return { left: LIMITS.questionFuel };
}
