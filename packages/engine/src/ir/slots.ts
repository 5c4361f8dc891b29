import type { JsonValue } from '../issue.ts';
import { readSteps } from '../run-state.ts';
import type { Scope } from '../scope.ts';
import type { SlotSource, SlotTable } from './ir.ts';

/** The values of slots, in the order of their table. What is not there is undefined. */
export type Slots = (JsonValue | undefined)[];

/**
 * A table of slots that grows as rules are lowered with it: rules of one pack share the slots of the names they share.
 *
 * @example
 * const table = createSlotTable();
 * for (const { expression } of rules) lowerExpression(expression, types, table);
 */
export function createSlotTable(): GrowingSlotTable {
  return new GrowingSlotTable();
}

/** A slot table while rules are lowered. */
export class GrowingSlotTable implements SlotTable {
  readonly sources: SlotSource[] = [];
  readonly #found = new Map<string, number>();

  /** The slot of a name, and the steps that are left to be read at run time. */
  ofPath(path: string): { readonly slot: number; readonly steps: readonly string[] } {
    const all = path.split('.');
    const cut = all.findIndex((segment, index) => index > 0 && isOfText(segment));
    const segments = cut === -1 ? all : all.slice(0, cut);
    const slot = this.#slot(`var:${segments.join('.')}`, { kind: 'var', path: segments.join('.'), segments });
    return { slot, steps: cut === -1 ? [] : all.slice(cut) };
  }

  ofParam(id: string): number {
    return this.#slot(`param:${id}`, { kind: 'param', id });
  }

  whole(): number {
    return this.#slot('whole', { kind: 'whole' });
  }

  scope(): number {
    return this.#slot('scope', { kind: 'scope' });
  }

  item(depth: number, role: 'item' | 'current' | 'accumulator'): number {
    return this.#slot(`${role}:${depth}`, { kind: 'item', depth, role });
  }

  #slot(key: string, source: SlotSource): number {
    const found = this.#found.get(key);
    if (found !== undefined) return found;
    this.#found.set(key, this.sources.length);
    return this.sources.push(source) - 1;
  }
}

/** Whether a text could have a property of that name, which would have to be refused: such steps are read as it runs. */
function isOfText(segment: string): boolean {
  return segment === 'length' || /^\d+$/.test(segment);
}

/** The value of one slot, read from a scope. */
export function readSource(source: SlotSource, scope: Scope): JsonValue | undefined {
  switch (source.kind) {
    case 'var':
      return readSteps(scope.get(source.segments[0] as string), source.segments.slice(1), '');
    case 'param':
      return scope.param?.(source.id);
    case 'whole':
      return scope.whole?.();
    case 'scope':
      return scope as unknown as JsonValue;
    case 'item':
      return undefined;
  }
}

/**
 * Slots for a table, filled from a scope.
 *
 * @example
 * const slots = fillSlots(ir.slots, dataScope({ age: 72 }));
 */
export function fillSlots(table: SlotTable, scope: Scope): Slots {
  return table.sources.map((source) => readSource(source, scope));
}
