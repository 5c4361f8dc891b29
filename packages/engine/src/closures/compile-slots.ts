import { childrenOf } from '../ir/children.ts';
import type { Ir, IrNode } from '../ir/ir.ts';
import { readsOf } from '../ir/reads-of.ts';
import type { Slots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { RunState } from '../run-state.ts';
import { compileStep, isKept } from './compile-step.ts';
import type { Step } from './step.ts';
import { type TraceValues, writeTrace } from './trace.ts';

/** A rule over slots that are filled before it runs: the fastest that can be had without making code from text. */
export interface SlotProgram {
  readonly ir: Ir;
  /** The slots it reads. */
  readonly reads: readonly number[];
  /** The fuel of the last run, refused or not. */
  readonly spent: number;
  /**
   * The answer, or the refusal. The slots must be as long as their table; loops write into their own. A list or object
   * may be a piece of the facts or the rule: read it, and copy it to keep it.
   */
  run(slots: Slots, fuel?: number): JsonValue | Refusal;
  /** The same with the value of every node kept; written out only when `trace` is called. */
  runKept(slots: Slots, fuel?: number): JsonValue | Refusal;
  /** The values of the last run that kept them. The slots must be as they were. */
  trace(slots: Slots): TraceValues;
}

/**
 * Closures over slots. Types that the rule was lowered with must have been checked on the facts.
 *
 * @example
 * const program = compileSlots(lowerExpression(expression, types));
 * program.run(fillSlots(program.ir.slots, dataScope(facts))); // true
 */
export function compileSlots(ir: Ir): SlotProgram {
  const mode = { table: ir.slots, lazy: false };
  const plain = compileStep(ir.root, { ...mode, keep: false });
  let keeping: Step | undefined;
  let keptIds: readonly number[] = [];
  const bound = ir.fuel;
  const exhausted = (limit: number): Refusal => new Refusal('fuelExhausted', ir.path, { limit });
  const state = new RunState(LIMITS.fuel, undefined, []);

  const go = (step: Step, slots: Slots, budget: number): JsonValue | Refusal => {
    state.budget = budget;
    state.fuel = budget - bound;
    if (state.fuel < 0) return exhausted(budget);
    try {
      return step(slots, state);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      return thrown.issue.code === 'fuelExhausted' ? exhausted(budget) : thrown;
    }
  };

  return {
    ir,
    reads: readsOf(ir),
    get spent() {
      return state.budget - state.fuel;
    },
    run: (slots, fuel = LIMITS.fuel) => go(plain, slots, fuel),
    runKept(slots, fuel = LIMITS.fuel) {
      const { kept } = state;
      if (keeping === undefined) {
        keeping = compileStep(ir.root, { ...mode, keep: true });
        keptIds = keptOf(ir);
        for (let i = 0; i < ir.nodes; i++) kept.push(undefined);
      }
      for (let i = 0; i < keptIds.length; i++) kept[keptIds[i] as number] = undefined;
      return go(keeping, slots, fuel);
    },
    trace: (slots) => writeTrace(ir, { kept: state.kept, slots }),
  };
}

/** The nodes whose values a run keeps. */
function keptOf({ root, slots }: Ir): readonly number[] {
  const mode = { table: slots, lazy: false, keep: true };
  const ids: number[] = [];
  const visit = (node: IrNode): void => {
    // The second argument of a `var` is kept when it is needed, whatever it is.
    if (isKept(node, mode)) ids.push(node.id);
    if (node.op === 'var' && node.otherwise) ids.push(node.otherwise.id);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return ids;
}
