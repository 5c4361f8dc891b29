import type { JsonValue } from '../issue.ts';

/**
 * The typed form between the tree of a rule and every back end: names are slots, types and fuel stand in the nodes.
 * `lowerExpression` makes it, `fold` simplifies it; closures, generated modules, columns, tables and analysis read it.
 * Back ends may trust what the types say and nothing else.
 */
export interface Ir {
  readonly root: IrNode;
  /** JSON pointer to the rule. */
  readonly path: string;
  /** What each slot holds; shared by all rules that were lowered with the same table. */
  readonly slots: SlotTable;
  /** Charged once when a run begins: the bound of everything outside of loop bodies, whatever branch runs. */
  readonly fuel: number;
  /** How many nodes there are; each has its own `id` below that. */
  readonly nodes: number;
}

/** What is known of a value before the rule runs. `date` and `month` are texts that are days and months. */
export interface ValueType {
  readonly kind: ValueKind;
  /** Whether it can be null or not there. */
  readonly nullable: boolean;
  /** All values it can have, apart from null. */
  readonly enum?: readonly (string | number)[];
  /** An amount in yuan: at most two decimals. */
  readonly money?: boolean;
  /** Of the items of a list. */
  readonly items?: ValueType;
  /** Of the fields of a record. */
  readonly fields?: Readonly<Record<string, ValueType>>;
}

export type ValueKind = 'number' | 'text' | 'boolean' | 'date' | 'month' | 'list' | 'record' | 'null' | 'unknown';

/** The types of what a rule reads: by dotted path of `var`, and by id of `param`. What is not listed is unknown. */
export interface FactTypes {
  readonly vars?: Readonly<Record<string, ValueType>>;
  readonly params?: Readonly<Record<string, ValueType>>;
}

/**
 * Where the value of a slot comes from. `undefined` in a slot is a name that is not there. `whole` is everything there
 * is (`{ "var": "" }` outside of loops), `scope` the scope itself, for names that a rule works out; `item` slots are
 * written by loops as they turn.
 */
export type SlotSource =
  | { readonly kind: 'var'; readonly path: string; readonly segments: readonly string[] }
  | { readonly kind: 'param'; readonly id: string }
  | { readonly kind: 'whole' }
  | { readonly kind: 'scope' }
  | { readonly kind: 'item'; readonly depth: number; readonly role: 'item' | 'current' | 'accumulator' };

/** The slots of one or more rules, in order; it grows as rules are lowered with it. */
export interface SlotTable {
  readonly sources: readonly SlotSource[];
}

interface Common {
  /** Number of the node in its rule, from 0 in the order of writing. */
  readonly id: number;
  /** JSON pointer into the rule. */
  readonly path: string;
  readonly type: ValueType;
}

export type IrNode =
  | ConstNode
  | VarNode
  | WholeNode
  | PairNode
  | ParamNode
  | PresentNode
  | MissingNode
  | NamesNode
  | ListNode
  | RecordNode
  | IfNode
  | AndOrNode
  | NotNode
  | OrderNode
  | EqualNode
  | ArithmeticNode
  | InNode
  | LoopNode
  | ReduceNode
  | CallNode
  | PaidNode;

export interface ConstNode extends Common {
  readonly op: 'const';
  readonly value: JsonValue;
}

/**
 * A slot, then own properties by `steps` (read at run time; a text refuses those it has). Where nothing is there:
 * `otherwise`, or null.
 */
export interface VarNode extends Common {
  readonly op: 'var';
  readonly slot: number;
  readonly steps: readonly string[];
  readonly otherwise?: IrNode;
}

/** `{ "var": "" }` outside of loops: everything there is; refuses `wholeScope` when its slot is undefined. */
export interface WholeNode extends Common {
  readonly op: 'whole';
  readonly slot: number;
}

/** `{ "var": "" }` in a reduce: the object of both. */
export interface PairNode extends Common {
  readonly op: 'pair';
  readonly current: number;
  readonly accumulator: number;
}

/** A param; refuses `missingParam` for null and undefined. */
export interface ParamNode extends Common {
  readonly op: 'param';
  readonly slot: number;
  readonly param: string;
}

/** `isPresent`: neither undefined nor null. */
export interface PresentNode extends Common {
  readonly op: 'present';
  readonly slot: number;
  readonly steps: readonly string[];
}

/**
 * `missing` and `missing_some` with written names: those that are undefined, null or ''. It charges the length of the
 * list it makes. With `need` it answers [] when at least so many are there; `need` is judged before the names.
 */
export interface MissingNode extends Common {
  readonly op: 'missing';
  /** Those that may be missing. */
  readonly names: readonly MissingName[];
  /** How many were asked for: more than there are `names` when some are known to be there. */
  readonly asked: number;
  readonly need?: IrNode;
}

/** A written name, as it is answered; without a slot it is never there. */
export interface MissingName {
  readonly name: string | number;
  readonly slot?: number;
  readonly steps: readonly string[];
}

/** `missing` and `missing_some` with names that are worked out; reads from the scope slot or the item of the loop. */
export interface NamesNode extends Common {
  readonly op: 'names';
  readonly operator: 'missing' | 'missing_some';
  readonly args: readonly IrNode[];
  /** The scope slot, an item slot, or (in a reduce) the slots of both. */
  readonly from:
    | { readonly scope: number }
    | { readonly item: number }
    | { readonly current: number; readonly accumulator: number };
}

export interface ListNode extends Common {
  readonly op: 'list';
  readonly items: readonly IrNode[];
}

/** A made object; fields whose value is null are left out. */
export interface RecordNode extends Common {
  readonly op: 'record';
  readonly fields: readonly (readonly [name: string, value: IrNode])[];
}

export interface IfNode extends Common {
  readonly op: 'if';
  readonly branches: readonly (readonly [when: IrNode, then: IrNode])[];
  /** Null when left out. */
  readonly otherwise?: IrNode;
}

/** Answers the first false (`and`) or true (`or`) argument, else the last. */
export interface AndOrNode extends Common {
  readonly op: 'and' | 'or';
  readonly args: readonly IrNode[];
}

/** `!`, and `!!` where `twice`. */
export interface NotNode extends Common {
  readonly op: 'not';
  readonly twice: boolean;
  readonly arg: IrNode;
}

/**
 * Order of two or three values. `by` says what is proved of all of them: `number` finite numbers, `text` days only or
 * months only, so that JavaScript's own comparison is right; `rank` nothing: the operator judges the values.
 */
export interface OrderNode extends Common {
  readonly op: 'order';
  readonly relation: '<' | '<=' | '>' | '>=';
  readonly args: readonly [IrNode, IrNode] | readonly [IrNode, IrNode, IrNode];
  readonly by: 'number' | 'text' | 'rank';
}

/** Equality of two values; `by: 'same'` when it is proved that JavaScript's `===` is right, else the operator judges. */
export interface EqualNode extends Common {
  readonly op: 'equal';
  readonly relation: '==' | '!=' | '===' | '!==';
  readonly args: readonly [IrNode, IrNode];
  readonly by: 'same' | 'kind';
}

/** Floating-point arithmetic; the result is finite and never minus zero, or refused `notRepresentable`. */
export interface ArithmeticNode extends Common {
  readonly op: 'arithmetic';
  readonly operator: '+' | '*' | '-' | '/' | '%' | 'min' | 'max';
  readonly args: readonly IrNode[];
  /** `number` when it is proved that all arguments are finite numbers. */
  readonly by: 'number' | 'any';
}

/**
 * Membership. `metered` when it charges for the list or text it goes through as it runs; else that is in the static
 * bound. In a text it always charges for the text it looks for.
 */
export interface InNode extends Common {
  readonly op: 'in';
  readonly needle: IrNode;
  readonly hay: IrNode;
  readonly metered: boolean;
}

/** A loop over a list (null is an empty one). Each turn writes the item slot and charges `turn`. */
export interface LoopNode extends Common {
  readonly op: 'loop';
  readonly loop: 'map' | 'filter' | 'all' | 'some' | 'none';
  readonly list: IrNode;
  readonly body: IrNode;
  readonly item: number;
  /** Bound of the body, and one. `map` and `filter` also charge the length of the list they make. */
  readonly turn: number;
}

export interface ReduceNode extends Common {
  readonly op: 'reduce';
  readonly list: IrNode;
  readonly body: IrNode;
  readonly start?: IrNode;
  readonly current: number;
  readonly accumulator: number;
  readonly turn: number;
}

/** Any other operator: its function on the values of all arguments, in order. It may meter as it runs. */
export interface CallNode extends Common {
  readonly op: 'call';
  readonly operator: string;
  readonly args: readonly IrNode[];
}

/** Left by `fold`: charges what the folded part would have metered, then goes on. */
export interface PaidNode extends Common {
  readonly op: 'paid';
  readonly cost: number;
  readonly of: IrNode;
}
