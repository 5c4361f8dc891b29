import { compileSlots } from '../closures/compile-slots.ts';
import { compileExpression } from '../compile.ts';
import { copyValue } from '../copy-value.ts';
import type { Expression } from '../expression.ts';
import { fold } from '../ir/fold.ts';
import { interpret } from '../ir/interpret.ts';
import type { Ir } from '../ir/ir.ts';
import { lowerExpression } from '../ir/lower.ts';
import { fillSlots } from '../ir/slots.ts';
import type { Issue, JsonValue } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import { parseExpression } from '../parse.ts';
import { Refusal } from '../refusal.ts';
import { dataScope, type Scope } from '../scope.ts';
import { type Case, TYPES } from './generated-cases.ts';

/** An answer with its fuel, or a refusal, as text that can be compared. */
type Outcome = string;

/** What the back ends make of one case, and what they should. */
export interface Outcomes {
  readonly expression: Expression;
  readonly scope: Scope;
  readonly typed: Ir;
  readonly expected: ReturnType<typeof interpret>;
  /** What the slow interpreter says. */
  readonly slow: Outcome;
  /** By back end: on slots without and with types, with values kept, with params or facts folded in. */
  readonly found: Readonly<Record<string, Outcome>>;
}

/** JSON that tells minus zero from zero. */
export function shown(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_, part: unknown) => (Object.is(part, -0) ? '-0' : part)) ?? 'nothing';
}

function refused({ code, path, params }: Issue): Outcome {
  return `refused ${code} ${path} ${shown(params as JsonValue)}`;
}

function answered(value: JsonValue, fuel: number): Outcome {
  return `${shown(value)} for ${fuel}`;
}

/** Runs a lowered rule on slots, with values kept or not. */
function onSlots(ir: Ir, { facts, params }: Case, budget: number, kept = false): Outcome {
  const program = compileSlots(ir);
  const slots = fillSlots(
    ir.slots,
    dataScope(facts, (id) => params[id]),
  );
  const result = kept ? program.runKept(slots, budget) : program.run(slots, budget);
  return result instanceof Refusal ? refused(result.issue) : answered(result, program.spent);
}

/**
 * Answers a case by every back end of closures, and by the slow interpreter; undefined when the rule cannot be read.
 * `change` spoils what is run, to see that it is noticed.
 */
export function outcomesOf(each: Case, budget: number, change: (ir: Ir) => Ir = (ir) => ir): Outcomes | undefined {
  const parsed = parseExpression(each.rule);
  if (!parsed.ok) return undefined;
  const expression = parsed.value;
  const { facts, params } = each;
  const scope = dataScope(facts, (id) => params[id]);
  const expected = interpret(expression, scope, budget);
  const untyped = change(lowerExpression(expression));
  const typed = change(lowerExpression(expression, TYPES));
  // What was folded in is no longer read, save by rules that read everything.
  const readsAll = typed.slots.sources.some(({ kind }) => kind === 'whole' || kind === 'scope');
  const { n, o, t, ...others } = facts as { n: JsonValue; o: JsonValue; t: JsonValue };
  return {
    expression,
    scope,
    typed,
    expected,
    slow: expected.ok ? answered(expected.value, expected.fuel) : refused(expected.issue),
    found: {
      untyped: onSlots(untyped, each, budget),
      typed: onSlots(typed, each, budget),
      kept: onSlots(typed, each, budget, true),
      'params folded': onSlots(change(fold(typed, { params })), each, budget),
      'some facts folded': onSlots(
        change(fold(typed, { params, vars: { n, o, t, gone: undefined } })),
        { ...each, facts: readsAll ? facts : others },
        budget,
      ),
      'all facts folded': onSlots(change(fold(untyped, { params, vars: { ...facts, gone: undefined } })), each, budget),
    },
  };
}

/** Every back end that says something else than the slow interpreter. */
export function faultsOf({ found, slow }: Outcomes): string[] {
  return Object.entries(found)
    .filter(([, outcome]) => outcome !== slow)
    .map(([name, outcome]) => `${name}: ${outcome} instead of ${slow}`);
}

/** How the program over a scope differs from the slow interpreter: value, issue, fuel (the copy is paid for), trace. */
export function faultsOfProgram({ expression, scope, expected }: Outcomes): string[] {
  const kept = new Map<string, JsonValue>();
  interpret(expression, scope, LIMITS.fuel, kept);
  let copy = 0;
  if (expected.ok)
    copyValue(expected.value, (cost) => {
      copy += cost;
    });
  const should = expected.ok ? answered(expected.value, expected.fuel + copy) : refused(expected.issue);
  const plain = compileExpression(expression, TYPES).run(scope);
  const { trace, ...traced } = compileExpression(expression).run(scope, { trace: true });
  const say = (run: typeof plain) => (run.ok ? answered(run.value, run.fuel) : refused(run.issue));
  const sorted = (values: Iterable<readonly [string, JsonValue]>) =>
    shown([...values].sort(([a], [b]) => (a < b ? -1 : 1)) as unknown as JsonValue);
  const traces = [sorted(Object.entries(trace ?? {})), sorted(kept)];
  return [
    ...(say(plain) === should ? [] : [`program: ${say(plain)} instead of ${should}`]),
    ...(say(traced) === should ? [] : [`traced: ${say(traced)} instead of ${should}`]),
    ...(traces[0] === traces[1] ? [] : [`trace: ${traces[0]} instead of ${traces[1]}`]),
  ];
}
