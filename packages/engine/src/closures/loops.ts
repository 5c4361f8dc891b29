import { childrenOf } from '../ir/children.ts';
import type { IrNode, LoopNode, ReduceNode } from '../ir/ir.ts';
import type { Slots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import { demandList } from '../operators/lists.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { RunState } from '../run-state.ts';
import type { Compiler, Step, Test } from './step.ts';

/** A loop over a list. Each turn is paid for before it runs. */
export function loopStep(node: LoopNode, compiler: Compiler): Step {
  const { path, item, turn } = node;
  const source = compiler.step(node.list);
  const list = (slots: Slots, run: RunState): JsonValue[] => demandList(source(slots, run), path);
  const pay = payer(node, compiler);
  if (node.loop === 'map') {
    const body = compiler.step(node.body);
    return (slots, run) => {
      const items = list(slots, run);
      const made: JsonValue[] = [];
      for (let i = 0; i < items.length; i++) {
        pay(run, turn, path);
        slots[item] = items[i];
        made.push(body(slots, run));
      }
      return run.made(made, path);
    };
  }
  const test = compiler.test(node.body);
  switch (node.loop) {
    case 'filter':
      return (slots, run) => {
        const items = list(slots, run);
        const made: JsonValue[] = [];
        for (let i = 0; i < items.length; i++) {
          const each = items[i] as JsonValue;
          pay(run, turn, path);
          slots[item] = each;
          if (test(slots, run)) made.push(each);
        }
        return run.made(made, path);
      };
    case 'all':
      return (slots, run) => {
        const items = list(slots, run);
        for (let i = 0; i < items.length; i++) {
          pay(run, turn, path);
          slots[item] = items[i];
          if (!test(slots, run)) return false;
        }
        return items.length > 0;
      };
    case 'some':
    case 'none': {
      const isSome = node.loop === 'some';
      return (slots, run) => {
        const items = list(slots, run);
        for (let i = 0; i < items.length; i++) {
          pay(run, turn, path);
          slots[item] = items[i];
          if (test(slots, run)) return isSome;
        }
        return !isSome;
      };
    }
  }
}

/** Pays for one turn. When values are kept, those that the turn before has left in the body are forgotten. */
function payer(
  { body }: { readonly body: IrNode },
  { keep }: Compiler,
): (run: RunState, turn: number, path: string) => void {
  if (!keep) return pay;
  const first = body.id;
  const end = first + sizeOf(body);
  return (run, turn, path) => {
    run.kept.fill(undefined, first, end);
    pay(run, turn, path);
  };
}

function pay(run: RunState, turn: number, path: string): void {
  run.fuel -= turn;
  if (run.fuel < 0) refuse('fuelExhausted', path, { limit: run.budget });
}

function hasLoop(node: IrNode): boolean {
  return node.op === 'loop' || node.op === 'reduce' || childrenOf(node).some(hasLoop);
}

/** How many nodes a node has with itself: ids below it follow its own. */
function sizeOf(node: IrNode): number {
  let last = node.id;
  const visit = (each: IrNode) => {
    last = Math.max(last, each.id);
    for (const child of childrenOf(each)) visit(child);
  };
  visit(node);
  return last - node.id + 1;
}

export function reduceStep(node: ReduceNode, compiler: Compiler): Step {
  const { path, current, accumulator, turn } = node;
  const list = compiler.step(node.list);
  const body = compiler.step(node.body);
  const start: Step = node.start ? compiler.step(node.start) : () => null;
  const pay = payer(node, compiler);
  const plain: Step = (slots, run) => {
    const items = demandList(list(slots, run), path);
    let reached = start(slots, run);
    for (let i = 0; i < items.length; i++) {
      pay(run, turn, path);
      slots[current] = items[i];
      slots[accumulator] = reached;
      reached = body(slots, run);
    }
    return reached;
  };
  return compiler.keep ? plain : (fused(node, plain, compiler) ?? plain);
}

/**
 * A reduce over a map, a filter or a map of a filter, in one go and without the lists between. Whatever is unusual
 * (a refusal, no fuel left, a list too long) is left to the plain closures, which begin again and find the issue that
 * comes first in the order of the rule. Only where nothing inside loops: so nothing is tried again more than once.
 */
function fused(node: ReduceNode, plain: Step, compiler: Compiler): Step | undefined {
  const map = node.list.op === 'loop' && node.list.loop === 'map' ? node.list : undefined;
  const below = map ? map.list : node.list;
  const filter = below.op === 'loop' && below.loop === 'filter' ? below : undefined;
  if (map === undefined && filter === undefined) return undefined;
  const parts = [filter?.body, map?.body, node.body, node.start, filter ? filter.list : map?.list];
  if (parts.some((part) => part !== undefined && hasLoop(part))) return undefined;
  const source = compiler.step(filter ? filter.list : (map as LoopNode).list);
  const test: Test | undefined = filter && compiler.test(filter.body);
  const value: Step | undefined = map && compiler.step(map.body);
  const body = compiler.step(node.body);
  const start: Step = node.start ? compiler.step(node.start) : () => null;
  const item = (filter ?? (map as LoopNode)).item;
  const mapped = map?.item ?? item;
  const { current, accumulator } = node;
  const filterTurn = filter?.turn ?? 0;
  // Of an item that is kept: a turn of the map and one of the reduce, and one for each list it would stand in.
  const keptTurn = (map ? map.turn + 1 : 0) + (filter ? 1 : 0) + node.turn;
  return (slots, run) => {
    const before = run.fuel;
    try {
      const items = source(slots, run);
      if (Array.isArray(items)) {
        let reached = start(slots, run);
        let kept = 0;
        let left = true;
        for (let i = 0; i < items.length; i++) {
          let each = items[i] as JsonValue;
          slots[item] = each;
          run.fuel -= filterTurn;
          if (run.fuel < 0) {
            left = false;
            break;
          }
          if (test !== undefined && !test(slots, run)) continue;
          run.fuel -= keptTurn;
          kept++;
          if (run.fuel < 0) {
            left = false;
            break;
          }
          if (value !== undefined) {
            slots[mapped] = each;
            each = value(slots, run);
          }
          slots[current] = each;
          slots[accumulator] = reached;
          reached = body(slots, run);
        }
        if (left && run.fuel >= 0 && kept <= LIMITS.list) return reached;
      }
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
    run.fuel = before;
    return plain(slots, run);
  };
}
