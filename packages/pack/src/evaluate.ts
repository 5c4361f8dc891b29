import {
  compileExpression,
  type Issue,
  type JsonValue,
  type Program,
  parseExpression,
  type Result,
} from '@cebao/engine';

/** Reads a name of the scope: facts, `let` names and `$` names; undefined when it is not there. */
export type ReadName = (name: string) => JsonValue | undefined;

/** Evaluates an expression of a pack. Programs are compiled once per expression. */
export type Evaluate = (
  expression: JsonValue,
  read: ReadName,
  readParam?: (id: string) => JsonValue | undefined,
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
  return (expression, read, readParam) => {
    if (expression === null || typeof expression !== 'object') return { ok: true, value: expression };
    const program = programOf(expression);
    if (!('run' in program)) return { ok: false, issues: program };
    const run = program.run(readParam ? { get: read, param: readParam } : { get: read });
    return run.ok ? { ok: true, value: run.value } : { ok: false, issues: [run.issue] };
  };
}
