import { LIMITS } from '../limits.ts';
import type { CallNode, Ir, IrNode } from './ir.ts';
import { isTextKind } from './value-type.ts';

/** How long lists and texts of the facts may be. */
export interface Lengths {
  /** Of lists by dotted path; other lists are as long as `list` says. */
  readonly lists?: Readonly<Record<string, number>>;
  /** 100 when left out. */
  readonly list?: number;
  /** 100 when left out. */
  readonly text?: number;
}

/** The most a value can be: items of a list, units of a text. */
interface Size {
  readonly list: number;
  readonly text: number;
}

/** Very large and very small numbers have hundreds of digits. */
const DIGITS = 20;
const NUMBER_TEXT = 25;
const NONE: Size = { list: 0, text: 0 };

/**
 * The most fuel a run of the rule can take with facts of such lengths, without the copy of its answer. It is never too
 * small; it may be larger than any run really takes.
 *
 * @example
 * worstCase(ir, { lists: { payments: 12 } }); // 29
 */
export function worstCase(ir: Ir, lengths: Lengths = {}): number {
  return ir.fuel + new Measure(ir, lengths).of(ir.root).fuel;
}

class Measure {
  readonly #ir: Ir;
  readonly #lengths: Lengths;
  readonly #reached = new Map<number, Size>();

  constructor(ir: Ir, lengths: Lengths) {
    this.#ir = ir;
    this.#lengths = lengths;
  }

  /** What a node meters at most, beside the static bound, and how large its value can be. */
  of(node: IrNode): { readonly fuel: number; readonly size: Size } {
    switch (node.op) {
      case 'const': {
        const { value } = node;
        const items = Array.isArray(value) ? value : [];
        const texts = [value, ...items].map((each) => (typeof each === 'string' ? each.length : 0));
        return { fuel: 0, size: { list: items.length, text: Math.max(...texts, 0) } };
      }
      case 'var': {
        const other = node.otherwise ? this.of(node.otherwise) : { fuel: 0, size: NONE };
        return { fuel: other.fuel, size: larger(this.#sizeOf(node), other.size) };
      }
      case 'whole':
      case 'param':
        return { fuel: 0, size: this.#sizeOf(node) };
      case 'pair':
      case 'present':
        return { fuel: 0, size: NONE };
      case 'missing': {
        const need = node.need ? this.of(node.need).fuel : 0;
        const text = Math.max(0, ...node.names.map(({ name }) => String(name).length));
        return { fuel: need + node.names.length, size: { list: node.names.length, text } };
      }
      case 'names': {
        const { fuel, size } = this.#all(node.args);
        const count = Math.max(size.list, node.args.length);
        return { fuel: fuel + count * (2 + (size.text >> 4)), size: { list: count, text: size.text } };
      }
      case 'list':
      case 'record': {
        const items = node.op === 'list' ? node.items : node.fields.map(([, value]) => value);
        const { fuel, size } = this.#all(items);
        return { fuel, size: { list: Math.max(size.list, node.op === 'list' ? items.length : 0), text: size.text } };
      }
      case 'if':
        return this.#all([...node.branches.flat(), ...(node.otherwise ? [node.otherwise] : [])]);
      case 'and':
      case 'or':
        return this.#all(node.args);
      case 'not':
        return { fuel: this.of(node.arg).fuel, size: NONE };
      case 'order':
      case 'equal':
      case 'arithmetic':
        return { fuel: this.#all(node.args).fuel, size: NONE };
      case 'in': {
        const needle = this.of(node.needle);
        const hay = this.of(node.hay);
        const through = node.metered ? Math.max(hay.size.list, hay.size.text >> 4) : 0;
        // What is looked for is gone through in a text only.
        const sought = node.hay.type.kind === 'list' ? 0 : needle.size.text >> 4;
        return { fuel: needle.fuel + hay.fuel + through + sought, size: NONE };
      }
      case 'loop': {
        const list = this.of(node.list);
        const turns = list.size.list;
        this.#reached.set(node.item, list.size);
        const body = this.of(node.body);
        const made = node.loop === 'map' || node.loop === 'filter' ? turns : 0;
        const inside = node.loop === 'map' ? body.size : list.size;
        return {
          fuel: list.fuel + turns * (node.turn + body.fuel) + made,
          size: { list: Math.max(made, made > 0 ? inside.list : 0), text: made > 0 ? inside.text : 0 },
        };
      }
      case 'reduce': {
        const list = this.of(node.list);
        const start = node.start ? this.of(node.start) : { fuel: 0, size: NONE };
        this.#reached.set(node.current, list.size);
        // What is reached can grow with every turn, up to the limits of what a rule may make.
        const isScalar = node.type.kind === 'number' || node.type.kind === 'boolean';
        this.#reached.set(node.accumulator, isScalar ? NONE : { list: LIMITS.list, text: LIMITS.text });
        const body = this.of(node.body);
        return {
          fuel: list.fuel + start.fuel + list.size.list * (node.turn + body.fuel),
          size: isScalar ? NONE : larger(body.size, start.size),
        };
      }
      case 'call':
        return this.#call(node);
      case 'paid': {
        const { fuel, size } = this.of(node.of);
        return { fuel: fuel + node.cost, size };
      }
    }
  }

  #call(node: CallNode): { readonly fuel: number; readonly size: Size } {
    const args = node.args.map((arg) => this.of(arg));
    const { fuel, size } = together(args);
    const lists = args.reduce((sum, arg) => sum + arg.size.list, 0);
    // An amount among the facts has few digits; one that was worked out may have many.
    const isShort = (arg: IrNode) => arg.op === 'var' && (arg.type.money || arg.type.items?.money);
    const digits = node.args.every(isShort) ? 0 : DIGITS;
    switch (node.operator) {
      case 'cat': {
        let text = 0;
        let through = 0;
        for (const arg of args) {
          text = Math.min(LIMITS.text, text + Math.max(arg.size.text, NUMBER_TEXT));
          through += text >> 4;
        }
        return { fuel: fuel + through, size: { list: 0, text } };
      }
      case 'substr':
      case 'within':
        return { fuel: fuel + (Math.max(size.text, NUMBER_TEXT) >> 4), size: { list: 0, text: size.text } };
      case 'merge': {
        const list = Math.min(
          LIMITS.list,
          args.reduce((sum, arg) => sum + Math.max(1, arg.size.list), 0),
        );
        return { fuel: fuel + list, size: { list, text: size.text } };
      }
      case 'absent':
      case 'sameSet':
      case 'distinct':
        return { fuel: fuel + lists * 2, size: { list: lists, text: size.text } };
      case 'sumBy': {
        const keys = args[1]?.size.list ?? 0;
        const rows = args[0]?.size.list ?? 0;
        const each = 2 + keys * (1 + (size.text >> 4)) + digits;
        return { fuel: fuel + rows * each, size: { list: rows, text: 0 } };
      }
      case 'sum':
      case 'moneySum':
        return { fuel: fuel + lists + (lists + args.length) * digits, size: NONE };
      case 'difference':
      case 'product':
      case 'quotient':
      case 'round':
        return { fuel: fuel + args.length * (1 + digits), size: NONE };
      default:
        return { fuel, size: isTextKind(node.type.kind) ? { list: 0, text: 10 } : NONE };
    }
  }

  #all(nodes: readonly IrNode[]): { readonly fuel: number; readonly size: Size } {
    return together(nodes.map((node) => this.of(node)));
  }

  /** How large what is read can be, by its type and by the lengths that are told. */
  #sizeOf(node: IrNode & { readonly op: 'var' | 'whole' | 'param' }): Size {
    const { kind } = node.type;
    const { lists = {}, list = 100, text = 100 } = this.#lengths;
    const source = this.#ir.slots.sources[node.slot];
    if (source?.kind === 'item') {
      const reached = this.#reached.get(node.slot) ?? NONE;
      return source.role === 'accumulator' ? reached : { list, text: Math.max(text, reached.text) };
    }
    const steps = node.op === 'var' ? node.steps : [];
    const path = source?.kind === 'var' ? [...source.segments, ...steps].join('.') : '';
    const told = Object.hasOwn(lists, path) ? (lists[path] as number) : list;
    const isScalar = kind !== 'unknown' && kind !== 'list' && kind !== 'record';
    return { list: isScalar ? 0 : told, text: kind === 'number' || kind === 'boolean' ? 0 : text };
  }
}

function together(measured: readonly { readonly fuel: number; readonly size: Size }[]): {
  readonly fuel: number;
  readonly size: Size;
} {
  let fuel = 0;
  let size = NONE;
  for (const each of measured) {
    fuel += each.fuel;
    size = larger(size, each.size);
  }
  return { fuel, size };
}

function larger(a: Size, b: Size): Size {
  return { list: Math.max(a.list, b.list), text: Math.max(a.text, b.text) };
}
