import { compileStep } from '../closures/compile-step.ts';
import type { JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import { isMissing } from '../operators/access.ts';
import { Refusal } from '../refusal.ts';
import { RunState, readSteps } from '../run-state.ts';
import type { Ir, IrNode, MissingNode, SlotSource, SlotTable } from './ir.ts';
import { equalBy, isNumber, orderBy } from './proofs.ts';
import { BOOLEAN, joinTypes, NULL, typeOf } from './value-type.ts';

/** What is known before a rule runs: params of a region and date, and facts by dotted path (undefined: not there). */
export interface Known {
  readonly vars?: Readonly<Record<string, JsonValue | undefined>>;
  readonly params?: Readonly<Record<string, JsonValue>>;
}

/** Fuel for working out what can be worked out beforehand. */
const BUDGET = 10_000;

/**
 * A rule with what is known put in: constants worked out, branches that are never taken left out. It gives the same
 * answers, issues and fuel as before; it reads fewer slots of the same table. Traces want the whole rule.
 *
 * @example
 * fold(ir, { params: { limit: 200_000 } }).root; // { op: 'order', relation: '<', args: [{ op: 'var', … }, { op: 'const', … }], … }
 */
export function fold(ir: Ir, known: Known = {}): Ir {
  return { ...ir, root: new Folding(ir, known).fold(ir.root) };
}

class Folding {
  readonly #ir: Ir;
  readonly #known: Known;

  constructor(ir: Ir, known: Known) {
    this.#ir = ir;
    this.#known = known;
  }

  fold(node: IrNode): IrNode {
    const folded = this.#below(node);
    return isClosed(folded, this.#ir.slots) ? this.#workOut(folded) : folded;
  }

  /** A node that reads nothing from outside, worked out; as it is when it is refused. */
  #workOut(node: IrNode): IrNode {
    if (node.op === 'const' || (node.op === 'paid' && node.of.op === 'const')) return node;
    const run = new RunState(BUDGET);
    try {
      const value = compileStep(node, { table: this.#ir.slots, lazy: false, keep: false })([], run);
      return paid(BUDGET - run.fuel, constant(node, value), node);
    } catch (thrown) {
      if (thrown instanceof Refusal) return node;
      throw thrown;
    }
  }

  #below(node: IrNode): IrNode {
    switch (node.op) {
      case 'const':
      case 'whole':
      case 'pair':
        return node;
      case 'var': {
        const found = this.#read(node.slot, node.steps);
        if (found === undefined) return node.otherwise ? { ...node, otherwise: this.fold(node.otherwise) } : node;
        if (found.value !== undefined) return constant(node, found.value);
        return node.otherwise ? this.fold(node.otherwise) : constant(node, null);
      }
      case 'param': {
        const found = this.#read(node.slot, []);
        return found === undefined || found.value === undefined || found.value === null
          ? node
          : constant(node, found.value);
      }
      case 'present': {
        const found = this.#read(node.slot, node.steps);
        return found === undefined ? node : constant(node, (found.value ?? null) !== null);
      }
      case 'missing':
        return this.#missing(node);
      case 'names':
        return { ...node, args: node.args.map((arg) => this.fold(arg)) };
      case 'list': {
        const items = node.items.map((item) => this.fold(item));
        return { ...node, items, type: { ...node.type, items: items.map(({ type }) => type).reduce(joinTypes) } };
      }
      case 'record':
        return { ...node, fields: node.fields.map(([name, value]) => [name, this.fold(value)] as const) };
      case 'if':
        return this.#if(node);
      case 'and':
      case 'or':
        return this.#andOr(node);
      case 'not':
        return { ...node, arg: this.fold(node.arg) };
      case 'order': {
        const args = node.args.map((arg) => this.fold(arg));
        return { ...node, args: args as unknown as typeof node.args, by: orderBy(args) };
      }
      case 'equal': {
        const args = node.args.map((arg) => this.fold(arg)) as unknown as typeof node.args;
        return { ...node, args, by: equalBy(node.relation, args) };
      }
      case 'arithmetic': {
        const args = node.args.map((arg) => this.fold(arg));
        return { ...node, args, by: args.every(isNumber) ? 'number' : 'any' };
      }
      case 'in':
        return { ...node, needle: this.fold(node.needle), hay: this.fold(node.hay) };
      case 'loop':
        return { ...node, list: this.fold(node.list), body: this.fold(node.body) };
      case 'reduce':
        return {
          ...node,
          list: this.fold(node.list),
          ...(node.start ? { start: this.fold(node.start) } : {}),
          body: this.fold(node.body),
        };
      case 'call':
        return { ...node, args: node.args.map((arg) => this.fold(arg)) };
      case 'paid':
        return paid(node.cost, this.fold(node.of), node);
    }
  }

  #if(node: IrNode & { readonly op: 'if' }): IrNode {
    const branches: (readonly [IrNode, IrNode])[] = [];
    let otherwise: IrNode | undefined;
    let cost = 0;
    let isOpen = true;
    for (const [condition, then] of node.branches) {
      const when = this.fold(condition);
      const written = writtenIn(when);
      if (written === undefined || (written.cost > 0 && branches.length > 0)) {
        branches.push([when, this.fold(then)]);
        continue;
      }
      cost += written.cost;
      if (!isTruthy(written.value)) continue;
      otherwise = this.fold(then);
      isOpen = false;
      break;
    }
    if (isOpen && node.otherwise) otherwise = this.fold(node.otherwise);
    if (branches.length === 0) return paid(cost, otherwise ?? constant(node, null), node);
    const type = [...branches.map(([, then]) => then.type), otherwise?.type ?? NULL].reduce(joinTypes);
    const { otherwise: _, ...rest } = node;
    return paid(cost, { ...rest, branches, type, ...(otherwise ? { otherwise } : {}) }, node);
  }

  #andOr(node: IrNode & { readonly op: 'and' | 'or' }): IrNode {
    const args: IrNode[] = [];
    for (const [index, each] of node.args.entries()) {
      const arg = this.fold(each);
      const isLast = index === node.args.length - 1;
      if (arg.op !== 'const' || isLast) {
        args.push(arg);
        continue;
      }
      if (isTruthy(arg.value) !== (node.op === 'or')) continue;
      args.push(arg);
      break;
    }
    const [only] = args;
    if (args.length === 1 && only) return only;
    return { ...node, args, type: args.map(({ type }) => type).reduce(joinTypes) };
  }

  #missing(node: MissingNode): IrNode {
    const names: MissingNode['names'][number][] = [];
    for (const name of node.names) {
      const found = name.slot === undefined ? undefined : this.#read(name.slot, name.steps);
      if (found === undefined) names.push(name);
      else if (isMissing(found.value)) names.push({ name: name.name, steps: [] });
    }
    return { ...node, names, ...(node.need ? { need: this.fold(node.need) } : {}) };
  }

  /** The known value of a slot after some steps; undefined when it is not known, or would be refused. */
  #read(slot: number, steps: readonly string[]): { readonly value: JsonValue | undefined } | undefined {
    const source = this.#ir.slots.sources[slot];
    const found = source && this.#find(source);
    if (found === undefined) return undefined;
    try {
      return { value: readSteps(found.value, steps, '') };
    } catch (thrown) {
      if (thrown instanceof Refusal) return undefined;
      throw thrown;
    }
  }

  #find(source: SlotSource): { readonly value: JsonValue | undefined } | undefined {
    const { vars = {}, params = {} } = this.#known;
    if (source.kind === 'param') return Object.hasOwn(params, source.id) ? { value: params[source.id] } : undefined;
    if (source.kind !== 'var') return undefined;
    const { segments } = source;
    for (let length = segments.length; length > 0; length--) {
      const path = segments.slice(0, length).join('.');
      if (Object.hasOwn(vars, path)) return { value: readSteps(vars[path], segments.slice(length), '') };
    }
    return undefined;
  }
}

function constant({ id, path }: IrNode, value: JsonValue): IrNode {
  return { op: 'const', id, path, type: typeof value === 'boolean' ? BOOLEAN : typeOf(value), value };
}

/** What goes on after a cost that the folded part would have metered. */
function paid(cost: number, of: IrNode, { id, path }: IrNode): IrNode {
  if (cost === 0) return of;
  if (of.op === 'paid') return { ...of, cost: of.cost + cost };
  return { op: 'paid', id, path, type: of.type, cost, of };
}

/** The value of a node that is written or was worked out, and what it still costs. */
function writtenIn(node: IrNode): { readonly value: JsonValue; readonly cost: number } | undefined {
  if (node.op === 'const') return { value: node.value, cost: 0 };
  return node.op === 'paid' && node.of.op === 'const' ? { value: node.of.value, cost: node.cost } : undefined;
}

/** Whether a node reads nothing but the items of its own loops. */
function isClosed(node: IrNode, table: SlotTable, own: readonly number[] = []): boolean {
  const isOwn = (slot: number) => own.includes(slot);
  const all = (nodes: readonly IrNode[], inside = own) => nodes.every((each) => isClosed(each, table, inside));
  switch (node.op) {
    case 'const':
      return true;
    case 'var':
      return isOwn(node.slot) && (node.otherwise === undefined || all([node.otherwise]));
    case 'pair':
      return isOwn(node.current) && isOwn(node.accumulator);
    case 'present':
      return isOwn(node.slot);
    case 'missing':
      return node.names.every(({ slot }) => slot === undefined || isOwn(slot)) && (!node.need || all([node.need]));
    case 'loop':
      return all([node.list]) && all([node.body], [...own, node.item]);
    case 'reduce':
      return (
        all([node.list, ...(node.start ? [node.start] : [])]) &&
        all([node.body], [...own, node.current, node.accumulator])
      );
    case 'whole':
    case 'param':
    case 'names':
      return false;
    case 'list':
      return all(node.items);
    case 'record':
      return all(node.fields.map(([, value]) => value));
    case 'if':
      return all([...node.branches.flat(), ...(node.otherwise ? [node.otherwise] : [])]);
    case 'and':
    case 'or':
    case 'order':
    case 'equal':
    case 'arithmetic':
    case 'call':
      return all(node.args);
    case 'not':
      return all([node.arg]);
    case 'in':
      return all([node.needle, node.hay]);
    case 'paid':
      return all([node.of]);
  }
}
