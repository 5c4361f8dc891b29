import type { IrNode, SlotTable } from '../ir/ir.ts';
import type { Access } from './access.ts';
import type { Code } from './code.ts';
import type { Given } from './given.ts';
import type { KeyOf } from './shared-parts.ts';

/** How a generated rule ends: with an answer, or by handing over to the closures because a value is in doubt. */
export interface Exits {
  readonly answer: (text: string) => string;
  readonly doubt: string;
}

/** One rule being written. The parts of the generator call each other through it. */
export interface Writer {
  readonly code: Code;
  readonly access: Access;
  readonly slots: SlotTable;
  readonly exits: Exits;
  /** What the items of loops are called at the moment, by slot. */
  readonly items: Map<number, Given>;
  /** Shared parts that have been computed already, by key. */
  readonly shared: ReadonlyMap<string, Given>;
  /** Whether conditions are computed whole, without jumps. */
  readonly eager: boolean;
  /** The key of a part that can be computed early. */
  readonly keyOf: KeyOf;
  /** A part that has been computed already. */
  part(node: IrNode): Given | undefined;
  /** The name of something the module makes once: a set of values, an operator. */
  constant(made: string): string;
  /** The place of some values, one after the other, in the module's table of answers. */
  table(values: readonly string[]): number;
  /** Notes that fuel is metered as the rule runs. */
  meter(): void;

  /** The value of a node; it may be raw or absent. */
  value(node: IrNode): Given;
  /** Its truth, as a JavaScript expression. */
  condition(node: IrNode): string;
  /** Breaks to a label when the truth of the node is `when`; goes on otherwise. */
  jump(node: IrNode, when: boolean, label: string): void;
  /** The value of a loop. */
  loop(node: IrNode): Given;
  /** How many items a list has that is only counted. */
  count(node: IrNode): Given;
}
