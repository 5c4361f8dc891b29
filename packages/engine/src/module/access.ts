import type { SlotSource } from '../ir/ir.ts';

/** A value in generated code and the steps from it; `object` when it is one for certain. */
export interface Place {
  readonly text: string;
  readonly steps: readonly string[];
  readonly object: boolean;
}

/** How generated code gets at the facts: the read of one slot's first step, and the names left to read from it. */
export interface Access {
  read(source: SlotSource, slot: number): Place | undefined;
}

/** Facts as one object, `f`; params in an object by id, `p`. */
export const recordAccess: Access = {
  read(source) {
    if (source.kind === 'var') return { text: 'f', steps: source.segments, object: true };
    if (source.kind === 'param') return { text: 'p', steps: [source.id], object: true };
    if (source.kind === 'whole') return { text: 'f', steps: [], object: false };
    return undefined;
  },
};

/** Facts and params in an array by slot, `f`. */
export const slotAccess: Access = {
  read: (source, slot) =>
    source.kind === 'item' || source.kind === 'scope' ? undefined : { text: `f[${slot}]`, steps: [], object: false },
};

/** Facts in columns by slot, `$c3[i]`; params are the same for all rows, `p`. */
export const columnAccess: Access = {
  read(source, slot) {
    if (source.kind === 'var') return { text: `$c${slot}[i]`, steps: [], object: false };
    return source.kind === 'param' ? { text: 'p', steps: [source.id], object: true } : undefined;
  },
};
