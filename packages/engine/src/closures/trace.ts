import { copyValue } from '../copy-value.ts';
import { childrenOf } from '../ir/children.ts';
import type { Ir, IrNode } from '../ir/ir.ts';
import type { Slots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import { LIMITS } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { readSteps } from '../run-state.ts';
import { isKept } from './compile-step.ts';
import { UNREAD } from './step.ts';

/** The value of every evaluated node by its pointer; of the bodies of loops, that of the last turn. */
export type TraceValues = Readonly<Record<string, JsonValue>>;

/** What a run has left behind: the values it kept by node, and its slots. */
export interface Kept {
  readonly kept: readonly (JsonValue | undefined)[];
  readonly slots: Slots;
}

/**
 * Writes out the trace of a run: goes the way the run went, node by node. A refused run is traced as far as it came.
 * Values are copies, and only so many.
 */
export function writeTrace(ir: Ir, run: Kept): TraceValues {
  const values: Record<string, JsonValue> = {};
  let left: number = LIMITS.trace;
  const mode = { table: ir.slots, lazy: true, keep: true };

  const note = (node: IrNode, value: JsonValue): void => {
    try {
      values[node.path] = copyValue(value, (cost) => {
        left -= cost;
        if (left < 0) throw new Refusal('traceFull', node.path);
      });
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
  };

  /** The value of a node that was evaluated to its end; undefined when the run was refused on the way. */
  const visit = (node: IrNode): JsonValue | undefined => {
    const isDone = below(node);
    const value = isKept(node, mode) ? run.kept[node.id] : isDone ? derived(node, run.slots) : undefined;
    if (value !== undefined) note(node, value);
    return value;
  };

  /** Goes through what a node evaluates; false when the run was refused there. */
  const below = (node: IrNode): boolean => {
    switch (node.op) {
      case 'var':
        return node.otherwise === undefined || !wasNeeded(node, node.otherwise) || visit(node.otherwise) !== undefined;
      case 'if': {
        for (const [when, then] of node.branches) {
          const held = visit(when);
          if (held === undefined) return false;
          if (isTruthy(held)) return visit(then) !== undefined;
        }
        return node.otherwise === undefined || visit(node.otherwise) !== undefined;
      }
      case 'and':
      case 'or': {
        for (const arg of node.args) {
          const value = visit(arg);
          if (value === undefined) return false;
          if (isTruthy(value) === (node.op === 'or')) return true;
        }
        return true;
      }
      case 'loop':
      case 'reduce': {
        const list = visit(node.list);
        if (list === undefined || (list !== null && !Array.isArray(list))) return false;
        if (node.op === 'reduce' && node.start && visit(node.start) === undefined) return false;
        return list === null || list.length === 0 || visit(node.body) !== undefined;
      }
      default:
        return childrenOf(node).every((child) => visit(child) !== undefined);
    }
  };

  /** Whether the second argument of `var` was evaluated: it was kept, or nothing was there and it was refused. */
  const wasNeeded = (node: IrNode & { readonly op: 'var' }, { id }: IrNode): boolean =>
    run.kept[id] !== undefined || (run.kept[node.id] === undefined && !isRefused(node, run.slots));

  visit(ir.root);
  return values;
}

/** Whether reading a name is refused in itself. */
function isRefused(node: IrNode & { readonly op: 'var' }, slots: Slots): boolean {
  try {
    readSteps(slots[node.slot], node.steps, node.path);
    return false;
  } catch (thrown) {
    if (thrown instanceof Refusal) return true;
    throw thrown;
  }
}

/** The value of a node that follows from the rule or the slots. */
function derived(node: IrNode, slots: Slots): JsonValue | undefined {
  if (node.op === 'const') return node.value;
  if (node.op !== 'var' && node.op !== 'param') return undefined;
  const value = slots[node.slot];
  if (value === UNREAD) return undefined;
  if (node.op === 'param') return value ?? undefined;
  try {
    return readSteps(value, node.steps, node.path) ?? null;
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}
