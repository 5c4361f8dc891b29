import type { Expression } from '../expression.ts';
import type { JsonValue } from '../issue.ts';
import type { CallNode, Node } from '../node.ts';
import { writtenName } from '../operators/access.ts';
import { registry } from '../operators/registry.ts';
import type { EqualNode, FactTypes, Ir, IrNode, MissingName, OrderNode, ValueType } from './ir.ts';
import { equalBy, isNumber, orderBy } from './proofs.ts';
import { createSlotTable, type GrowingSlotTable } from './slots.ts';
import {
  BOOLEAN,
  DATE,
  isTextKind,
  joinTypes,
  LIST,
  MONTH,
  NULL,
  NUMBER,
  RECORD,
  typeAt,
  typeOf,
  UNKNOWN,
} from './value-type.ts';

/**
 * Turns a parsed rule into the typed form: names become slots, what the types prove is noted in the nodes, and the
 * fuel of everything outside of loops is summed up. Rules lowered with one table share slots.
 *
 * @example
 * const parsed = parseExpression({ '>=': [{ var: 'age' }, 60] });
 * if (parsed.ok) lowerExpression(parsed.value, { vars: { age: { kind: 'number', nullable: false } } }).fuel; // 2
 */
export function lowerExpression(expression: Expression, types: FactTypes = {}, table = createSlotTable()): Ir {
  const lowering = new Lowering(types, table);
  const { node, cost } = lowering.lower(expression.node, undefined);
  return { root: node, path: expression.node.path, slots: table, fuel: cost, nodes: lowering.nodes };
}

/** What `var` reads inside of a loop. */
type Loop =
  | { readonly depth: number; readonly item: number; readonly type: ValueType }
  | {
      readonly depth: number;
      readonly current: number;
      readonly accumulator: number;
      readonly type: ValueType;
      readonly reached: ValueType;
    };

/** A lowered node, and the fuel of everything in it that is not the body of a loop. */
interface Lowered {
  readonly node: IrNode;
  readonly cost: number;
}

class Lowering {
  nodes = 0;
  #guessing = false;
  readonly #types: FactTypes;
  readonly #table: GrowingSlotTable;

  constructor(types: FactTypes, table: GrowingSlotTable) {
    this.#types = types;
    this.#table = table;
  }

  lower(node: Node, loop: Loop | undefined): Lowered {
    const id = this.nodes++;
    const { path } = node;
    switch (node.kind) {
      case 'literal':
        return { node: { op: 'const', id, path, type: typeOf(node.value), value: node.value }, cost: 0 };
      case 'list': {
        const { nodes: items, cost } = this.#all(node.items, loop);
        const type = { ...LIST, items: items.map((item) => item.type).reduce(joinTypes) };
        return { node: { op: 'list', id, path, type, items }, cost: cost + 1 };
      }
      case 'object': {
        const { nodes, cost } = this.#all(
          node.fields.map(([, value]) => value),
          loop,
        );
        const fields = node.fields.map(([name], i) => [name, nodes[i] as IrNode] as const);
        const type = { ...RECORD, fields: Object.fromEntries(fields.map(([name, value]) => [name, value.type])) };
        return { node: { op: 'record', id, path, type, fields }, cost: cost + 1 };
      }
      case 'call': {
        const { node: lowered, cost } = this.#call(node, id, loop);
        return { node: lowered, cost: cost + 1 };
      }
    }
  }

  #all(given: readonly Node[], loop: Loop | undefined): { nodes: IrNode[]; cost: number } {
    let cost = 0;
    const nodes = given.map((each) => {
      const lowered = this.lower(each, loop);
      cost += lowered.cost;
      return lowered.node;
    });
    return { nodes, cost };
  }

  /** A call; its cost is without the call itself. */
  #call(call: CallNode, id: number, loop: Loop | undefined): Lowered {
    const { operator, path } = call;
    switch (operator) {
      case 'var':
        return this.#var(call, id, loop);
      case 'param': {
        const name = writtenName(call.args[0]);
        const type = known(this.#types.params, name) ?? UNKNOWN;
        return {
          node: {
            op: 'param',
            id,
            path,
            type: { ...type, nullable: false },
            slot: this.#table.ofParam(name),
            param: name,
          },
          cost: 0,
        };
      }
      case 'isPresent': {
        const place = this.#place(writtenName(call.args[0]), loop);
        if (place === undefined) return { node: { op: 'const', id, path, type: BOOLEAN, value: false }, cost: 0 };
        return { node: { op: 'present', id, path, type: BOOLEAN, slot: place.slot, steps: place.steps }, cost: 0 };
      }
      case 'missing':
      case 'missing_some':
        return this.#missing(call, operator, id, loop);
      case 'map':
      case 'filter':
      case 'all':
      case 'some':
      case 'none':
        return this.#loop(call, operator, id, loop);
      case 'reduce':
        return this.#reduce(call, id, loop);
    }
    const { nodes: args, cost } = this.#all(call.args, loop);
    return this.#strict(call, args, cost, id);
  }

  /** A call whose arguments all see what it sees. */
  #strict(call: CallNode, args: IrNode[], cost: number, id: number): Lowered {
    const { operator, path } = call;
    const common = { id, path };
    switch (operator) {
      case 'if': {
        const branches: [IrNode, IrNode][] = [];
        for (let i = 0; i + 1 < args.length; i += 2) branches.push([args[i] as IrNode, args[i + 1] as IrNode]);
        const otherwise = args.length % 2 === 1 ? args[args.length - 1] : undefined;
        const type = [...branches.map(([, then]) => then.type), otherwise?.type ?? NULL].reduce(joinTypes);
        return { node: { op: 'if', ...common, type, branches, ...(otherwise ? { otherwise } : {}) }, cost };
      }
      case 'and':
      case 'or':
        return { node: { op: operator, ...common, type: args.map((arg) => arg.type).reduce(joinTypes), args }, cost };
      case '!':
      case '!!':
        return {
          node: { op: 'not', ...common, type: BOOLEAN, twice: operator === '!!', arg: args[0] as IrNode },
          cost,
        };
      case '<':
      case '<=':
      case '>':
      case '>=': {
        const compared = args as unknown as OrderNode['args'];
        return {
          node: { op: 'order', ...common, type: BOOLEAN, relation: operator, args: compared, by: orderBy(args) },
          cost,
        };
      }
      case '==':
      case '!=':
      case '===':
      case '!==': {
        const compared = args as unknown as EqualNode['args'];
        const by = equalBy(operator, compared);
        return { node: { op: 'equal', ...common, type: BOOLEAN, relation: operator, args: compared, by }, cost };
      }
      case '+':
      case '*':
      case '-':
      case '/':
      case '%':
      case 'min':
      case 'max': {
        const by = args.every(isNumber) ? 'number' : 'any';
        return { node: { op: 'arithmetic', ...common, type: NUMBER, operator, args, by }, cost };
      }
      case 'in': {
        const [needle, hay] = args as [IrNode, IrNode];
        const written = hay.op === 'const' ? sizeOf(hay.value) : undefined;
        return {
          node: { op: 'in', ...common, type: BOOLEAN, needle, hay, metered: written === undefined },
          cost: cost + (written ?? 0),
        };
      }
    }
    const answers = registry.get(operator)?.answers ?? UNKNOWN;
    const type = operator === 'addMonths' ? monthsLater(args[0]?.type ?? UNKNOWN) : answers;
    return { node: { op: 'call', ...common, type, operator, args }, cost };
  }

  #var(call: CallNode, id: number, loop: Loop | undefined): Lowered {
    const { path } = call;
    const name = writtenName(call.args[0]);
    const given = call.args[1];
    const other = given ? this.lower(given, loop) : undefined;
    const cost = other?.cost ?? 0;
    if (name === '') return { node: this.#whole(id, path, loop), cost };
    const place = this.#place(name, loop);
    const otherwise = other?.node;
    if (place === undefined) {
      return otherwise
        ? { node: { op: 'if', id, path, type: otherwise.type, branches: [], otherwise }, cost }
        : { node: { op: 'const', id, path, type: NULL, value: null }, cost };
    }
    const type = otherwise && place.type.nullable ? joinTypes(place.type, otherwise.type) : place.type;
    return {
      node: { op: 'var', id, path, type, slot: place.slot, steps: place.steps, ...(otherwise ? { otherwise } : {}) },
      cost,
    };
  }

  /** Everything that `var` can see. */
  #whole(id: number, path: string, loop: Loop | undefined): IrNode {
    if (loop === undefined) return { op: 'whole', id, path, type: UNKNOWN, slot: this.#table.whole() };
    if ('item' in loop) return { op: 'var', id, path, type: loop.type, slot: loop.item, steps: [] };
    const fields = { current: loop.type, accumulator: loop.reached };
    const { current, accumulator } = loop;
    return { op: 'pair', id, path, type: { ...RECORD, fields }, current, accumulator };
  }

  /** Where a written name is read, and its type; undefined for a name that is never there. */
  #place(
    name: string,
    loop: Loop | undefined,
  ): { readonly slot: number; readonly steps: readonly string[]; readonly type: ValueType } | undefined {
    if (loop === undefined) return { ...this.#table.ofPath(name), type: this.#typeOfPath(name) };
    const segments = name.split('.');
    if ('item' in loop) return { slot: loop.item, steps: segments, type: typeAt(loop.type, segments) };
    const [first, ...steps] = segments;
    if (first === 'current') return { slot: loop.current, steps, type: typeAt(loop.type, steps) };
    if (first === 'accumulator') return { slot: loop.accumulator, steps, type: typeAt(loop.reached, steps) };
    return undefined;
  }

  /** The type of a written name: as listed, or from the longest listed name before it. */
  #typeOfPath(name: string): ValueType {
    const segments = name.split('.');
    for (let length = segments.length; length > 0; length--) {
      const type = known(this.#types.vars, segments.slice(0, length).join('.'));
      if (type !== undefined) return typeAt(type, segments.slice(length));
    }
    return UNKNOWN;
  }

  #missing(call: CallNode, operator: 'missing' | 'missing_some', id: number, loop: Loop | undefined): Lowered {
    const { path } = call;
    const names = writtenNames(call, operator);
    if (names === undefined) {
      const { nodes: args, cost } = this.#all(call.args, loop);
      const from =
        loop === undefined
          ? { scope: this.#table.scope() }
          : 'item' in loop
            ? { item: loop.item }
            : { current: loop.current, accumulator: loop.accumulator };
      return { node: { op: 'names', id, path, type: LIST, operator, args, from }, cost };
    }
    const need = operator === 'missing_some' ? this.lower(call.args[0] as Node, loop) : undefined;
    const places = names.map((name): MissingName => {
      const place = this.#place(String(name), loop);
      return place ? { name, slot: place.slot, steps: place.steps } : { name, steps: [] };
    });
    return {
      node: {
        op: 'missing',
        id,
        path,
        type: LIST,
        names: places,
        asked: places.length,
        ...(need ? { need: need.node } : {}),
      },
      cost: names.reduce<number>((sum, name) => sum + 1 + (String(name).length >> 4), need?.cost ?? 0),
    };
  }

  #loop(
    call: CallNode,
    loop: 'map' | 'filter' | 'all' | 'some' | 'none',
    id: number,
    outer: Loop | undefined,
  ): Lowered {
    const { path } = call;
    const list = this.lower(call.args[0] as Node, outer);
    const depth = outer === undefined ? 0 : outer.depth + 1;
    const item = this.#table.item(depth, 'item');
    const items = list.node.type.items ?? UNKNOWN;
    const body = this.lower(call.args[1] as Node, { depth, item, type: items });
    const type = loop === 'map' ? { ...LIST, items: body.node.type } : loop === 'filter' ? { ...LIST, items } : BOOLEAN;
    return {
      node: { op: 'loop', id, path, type, loop, list: list.node, body: body.node, item, turn: body.cost + 1 },
      cost: list.cost,
    };
  }

  #reduce(call: CallNode, id: number, outer: Loop | undefined): Lowered {
    const { path } = call;
    const [from, each, first] = call.args as [Node, Node, Node?];
    const list = this.lower(from, outer);
    const start = first ? this.lower(first, outer) : undefined;
    const depth = outer === undefined ? 0 : outer.depth + 1;
    const slots = { current: this.#table.item(depth, 'current'), accumulator: this.#table.item(depth, 'accumulator') };
    const type = list.node.type.items ?? UNKNOWN;
    const begin = widened(start?.node.type ?? NULL);
    const body = this.#turn(each, begin, { depth, ...slots, type, reached: UNKNOWN });
    return {
      node: {
        op: 'reduce',
        id,
        path,
        type: joinTypes(begin, widened(body.node.type)),
        list: list.node,
        body: body.node,
        ...(start ? { start: start.node } : {}),
        ...slots,
        turn: body.cost + 1,
      },
      cost: list.cost + (start?.cost ?? 0),
    };
  }

  /**
   * The body of a reduce. Its type depends on what was reached before: the type it starts with is right when the body
   * keeps to it, else nothing is known. Guessing does not nest, so that deep rules stay quick to lower.
   */
  #turn(each: Node, begin: ValueType, loop: Loop): Lowered {
    if (this.#guessing) return this.lower(each, loop);
    const before = this.nodes;
    this.#guessing = true;
    const guess = this.lower(each, { ...loop, reached: begin } as Loop);
    this.#guessing = false;
    if (sameType(joinTypes(begin, widened(guess.node.type)), begin)) return guess;
    this.nodes = before;
    return this.lower(each, loop);
  }
}

function known(types: Readonly<Record<string, ValueType>> | undefined, name: string): ValueType | undefined {
  return types !== undefined && Object.hasOwn(types, name) ? types[name] : undefined;
}

/** A type without its list of values. */
function widened({ enum: _enum, money: _money, ...type }: ValueType): ValueType {
  return isTextKind(type.kind) ? { ...type, kind: 'text' } : type;
}

function sameType(a: ValueType, b: ValueType): boolean {
  return a.kind === b.kind && a.nullable === b.nullable && !a.items && !b.items && !a.fields && !b.fields;
}

function monthsLater({ kind }: ValueType): ValueType {
  return kind === 'date' ? DATE : kind === 'month' ? MONTH : { kind: 'text', nullable: false };
}

/** What going through a written list or text costs. */
function sizeOf(hay: JsonValue): number {
  return Array.isArray(hay) ? hay.length : typeof hay === 'string' ? hay.length >> 4 : 0;
}

/** The names that `missing` or `missing_some` asks for, when all are written. */
function writtenNames(call: CallNode, operator: 'missing' | 'missing_some'): (string | number)[] | undefined {
  const { args } = call;
  const only = operator === 'missing_some' ? args[1] : args.length === 1 ? args[0] : undefined;
  if (only?.kind === 'literal' && Array.isArray(only.value)) return only.value as (string | number)[];
  if (operator === 'missing_some') return undefined;
  const names: JsonValue[] = [];
  for (const arg of args) {
    if (arg.kind !== 'literal' || Array.isArray(arg.value)) return undefined;
    names.push(arg.value);
  }
  return names as (string | number)[];
}
