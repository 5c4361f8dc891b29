import { compileExpression, type Program } from '../compile.ts';
import type { JsonValue } from '../issue.ts';
import { parseExpression } from '../parse.ts';
import { dataScope } from '../scope.ts';
import { type ConstantTerm, constant, type RefusedTerm } from './term.ts';

export type Outcome = ConstantTerm | RefusedTerm;

/** Runs expressions and operators on values with the engine itself, so that an analysis means what a decision means. */
export class Concrete {
  readonly #programs = new Map<string, Program | RefusedTerm>();

  /** An expression over facts. */
  run(json: JsonValue, facts: Readonly<Record<string, JsonValue>>): Outcome {
    if (json === null || typeof json !== 'object') return constant(json);
    return this.#run(JSON.stringify(json), json, facts);
  }

  /** An operator on values. */
  call(operator: string, args: readonly JsonValue[]): Outcome {
    const json = { [operator]: args.map((_, index) => ({ var: `a${index}` })) };
    return this.#run(
      `${operator}/${args.length}`,
      json,
      Object.fromEntries(args.map((value, index) => [`a${index}`, value])),
    );
  }

  #run(key: string, json: JsonValue, facts: Readonly<Record<string, JsonValue>>): Outcome {
    let program = this.#programs.get(key);
    if (!program) {
      const parsed = parseExpression(json);
      program = parsed.ok
        ? compileExpression(parsed.value)
        : { kind: 'refused', code: parsed.issues[0]?.code ?? 'notJson' };
      this.#programs.set(key, program);
    }
    if (!('run' in program)) return program;
    const run = program.run(dataScope(facts));
    return run.ok ? constant(run.value) : { kind: 'refused', code: run.issue.code };
  }
}
