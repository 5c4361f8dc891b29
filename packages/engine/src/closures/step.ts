import type { IrNode, SlotTable } from '../ir/ir.ts';
import { readSource, type Slots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import type { RunState } from '../run-state.ts';
import type { Scope } from '../scope.ts';

/** A compiled node: reads slots, answers a value, or leaves by a refusal. */
export type Step = (slots: Slots, run: RunState) => JsonValue;

/** A compiled condition. */
export type Test = (slots: Slots, run: RunState) => boolean;

/** How closures are made. */
export interface Mode {
  readonly table: SlotTable;
  /** Slots are read from the scope of the run when they are first asked for. */
  readonly lazy: boolean;
  /** The value of every operator is kept in the run. */
  readonly keep: boolean;
}

/** Makes the closures of the nodes below a node. */
export interface Compiler extends Mode {
  step(node: IrNode): Step;
  test(node: IrNode): Test;
  /** The slot of a node that is nothing but a slot which can be read as it stands. */
  slot(node: IrNode): number | undefined;
  /** The same where a closure stands by for what is not plain; a slot that has not been read is not plain. */
  jumpSlot(node: IrNode): number | undefined;
}

/** Stands in a slot that has not been asked for. */
export const UNREAD = Object.freeze({}) as JsonValue;

/** Reads a slot when it is first asked for. */
export function fill(table: SlotTable, slots: Slots, slot: number, run: RunState): JsonValue | undefined {
  const source = table.sources[slot];
  const value = source === undefined ? undefined : readSource(source, run.scope as Scope);
  slots[slot] = value;
  return value;
}

/** Whether a node is a written value, and which. */
export function constant(node: IrNode | undefined): { readonly value: JsonValue } | undefined {
  return node?.op === 'const' ? node : undefined;
}

/** The same step, its value kept for the trace. */
export function keeping(id: number, step: Step): Step {
  return (slots, run) => {
    const value = step(slots, run);
    run.kept[id] = value;
    return value;
  };
}
