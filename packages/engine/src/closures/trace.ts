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
    if (typeof value !== 'object' && typeof value !== 'string') {
      values[node.path] = value;
      return;
    }
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
    const found = below(node);
    const value = isKept(node, mode) ? run.kept[node.id] : found;
    if (value !== undefined) note(node, value);
    return value;
  };

  /** Goes through what a node evaluates; answers its value where that follows, and undefined when it was refused. */
  const below = (node: IrNode): JsonValue | undefined => {
    switch (node.op) {
      case 'const':
      case 'param':
        return derived(node, run.slots);
      case 'var':
        if (node.otherwise !== undefined && wasNeeded(node, node.otherwise)) visit(node.otherwise);
        return derived(node, run.slots);
      case 'if': {
        for (const [when, then] of node.branches) {
          const held = visit(when);
          if (held === undefined) return undefined;
          if (isTruthy(held)) return visit(then);
        }
        return node.otherwise === undefined ? null : visit(node.otherwise);
      }
      case 'and':
      case 'or': {
        let value: JsonValue | undefined;
        for (const arg of node.args) {
          value = visit(arg);
          if (value === undefined || isTruthy(value) === (node.op === 'or')) break;
        }
        return value;
      }
      case 'not': {
        const value = visit(node.arg);
        return value === undefined ? undefined : isTruthy(value) === node.twice;
      }
      case 'paid':
        return visit(node.of);
      case 'loop':
      case 'reduce': {
        const list = visit(node.list);
        if (list === undefined || (list !== null && !Array.isArray(list))) return undefined;
        if (node.op === 'reduce' && node.start && visit(node.start) === undefined) return undefined;
        if (list !== null && list.length > 0) visit(node.body);
        return undefined;
      }
      default:
        for (const child of childrenOf(node)) if (visit(child) === undefined) break;
        return undefined;
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
