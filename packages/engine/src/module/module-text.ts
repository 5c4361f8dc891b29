import { childrenOf } from '../ir/children.ts';
import type { Ir, IrNode, SlotTable } from '../ir/ir.ts';
import type { Access } from './access.ts';
import { Code } from './code.ts';
import { type Given, given, UNKNOWN } from './given.ts';
import { readKey } from './reads.ts';
import { createKeys, findShared, type KeyOf } from './shared-parts.ts';
import { Unsupported } from './unsupported.ts';
import { type RuleFrame, writeRule, writerOf } from './write-rule.ts';
import type { Exits } from './writer.ts';

/** The text of a module as it grows: constants made once, functions of single rules, functions of many. */
export class ModuleText {
  readonly #constants = new Map<string, string>();
  readonly #table: string[] = ['false', 'true'];
  readonly #places = new Map<string, number>();
  readonly #functions: string[] = [];
  readonly #chunks: string[] = [];
  readonly #keys: KeyOf;
  readonly #access: Access;
  readonly #slots: SlotTable;

  constructor(access: Access, slots: SlotTable) {
    this.#access = access;
    this.#slots = slots;
    this.#keys = createKeys(slots);
  }

  /** A rule as a function of its own; undefined when the closures keep it. */
  writeFunction(index: number, ir: Ir): { readonly metered: boolean } | undefined {
    const exits: Exits = { doubt: 'return undefined;', answer: (text) => `return ${text};` };
    const wrote = this.#rule(ir, exits, new Map(), { name: 0 }, false);
    this.#functions.push([`function r${index}(f, p) {`, ...(wrote?.lines ?? ['return undefined;']), '}'].join('\n'));
    return wrote;
  }

  /** Some rules as one function that fills a list of answers, and of what was metered; how many are left open. */
  writeChunk(rules: readonly { readonly index: number; readonly ir: Ir }[], loads: readonly string[]): void {
    const names = { name: 0 };
    const first = rules[0]?.index ?? 0;
    const none = `out.fill(undefined, ${first}, ${first + rules.length});`;
    const { shared, lines } = this.#share(rules, names, `{ ${none} return ${rules.length}; }`);
    for (const load of loads) {
      names.name += 1;
      const name = `u${names.name}`;
      lines.push(`const ${name} = f[${JSON.stringify(load)}];`);
      shared.set(readKey('f', [load]), { ...given(name, UNKNOWN, { absent: true }), simple: true });
    }
    for (const { index, ir } of rules) {
      const doubt = `out[${index}] = undefined; open += 1;`;
      const exits = {
        doubt: `{ ${doubt} break R${index}; }`,
        answer: (text: string) => `out[${index}] = ${text}; break R${index};`,
      };
      const wrote = this.#rule(ir, exits, shared, names, true);
      if (wrote === undefined) lines.push(doubt);
      else lines.push(`R${index}: {`, ...wrote.lines, '}', ...(wrote.metered ? [`fuel[${index}] = meter.n;`] : []));
    }
    const head = `function q${this.#chunks.length}(f, p, out, fuel) {`;
    this.#chunks.push([head, 'const K = TABLE;', 'let open = 0;', ...lines, 'return open;', '}'].join('\n'));
  }

  /** Some rules as one function over rows of columns: the answers of a row stand together; how many are left open. */
  writeRows(
    rules: readonly { readonly index: number; readonly ir: Ir }[],
    columns: readonly number[],
    width: number,
  ): void {
    const names = { name: 0 };
    const first = rules[0]?.index ?? 0;
    const none = `out.fill(undefined, at + ${first}, at + ${first + rules.length});`;
    const { shared, lines } = this.#share(rules, names, `{ ${none} open += ${rules.length}; continue; }`);
    for (const { index, ir } of rules) {
      const doubt = `out[at + ${index}] = undefined; open += 1;`;
      const exits = {
        doubt: `{ ${doubt} break R${index}; }`,
        answer: (text: string) => `out[at + ${index}] = ${text}; break R${index};`,
      };
      const wrote = this.#rule(ir, exits, shared, names, true);
      lines.push(...(wrote === undefined ? [doubt] : [`R${index}: {`, ...wrote.lines, '}']));
    }
    this.#chunks.push(
      [
        `function q${this.#chunks.length}(f, p, from, to, out) {`,
        'const K = TABLE;',
        'let open = 0;',
        ...columns.map((slot) => `const $c${slot} = f[${slot}];`),
        'for (let i = from; i < to; i += 1) {',
        `const at = (i - from) * ${width};`,
        ...lines,
        '}',
        'return open;',
        '}',
      ].join('\n'),
    );
  }

  /** Computes what the rules have in common. A number that is not finite is for the closures, and so are all the rules. */
  #share(
    rules: readonly { readonly ir: Ir }[],
    names: { name: number },
    giveUp: string,
  ): { shared: Map<string, Given>; lines: string[] } {
    const shared = new Map<string, Given>();
    const lines: string[] = [];
    const raw: string[] = [];
    const frame = this.#frame({ doubt: '', answer: (text) => text }, shared, names, true);
    const share = (node: IrNode): void => {
      const key = this.#keys(node);
      if (key === undefined || shared.has(key)) return;
      for (const child of childrenOf(node)) if (child.op === 'arithmetic' && node.op !== 'arithmetic') share(child);
      const code = new Code(names);
      const w = writerOf(frame, code, () => {});
      let value: Given | undefined;
      const text = code.attempt(() => {
        value = w.value(node);
        return value.text;
      });
      if (text === undefined || value === undefined) return;
      const name = code.fresh('c');
      lines.push(`const ${name} = ${text};`);
      if (value.raw) raw.push(`(${name} - ${name})`);
      shared.set(key, { ...value, text: name, simple: true, raw: false });
    };
    const roots = rules.map(({ ir }) => ir.root);
    for (const { node } of findShared(roots, this.#keys)) share(node);
    for (const node of arithmeticIn(roots)) share(node);
    if (raw.length > 0) lines.push(`if (${raw.join(' + ')} !== 0) ${giveUp}`);
    return { shared, lines };
  }

  #frame(exits: Exits, shared: ReadonlyMap<string, Given>, names: { name: number }, eager: boolean): RuleFrame {
    return {
      access: this.#access,
      slots: this.#slots,
      exits,
      shared,
      names,
      keyOf: this.#keys,
      table: (values) => {
        const key = values.join();
        const place = this.#places.get(key) ?? this.#table.length;
        if (place === this.#table.length) this.#table.push(...values);
        this.#places.set(key, place);
        return place;
      },
      eager,
      constant: (made) => {
        const known = this.#constants.get(made);
        if (known !== undefined) return known;
        const name = `k${this.#constants.size}`;
        this.#constants.set(made, name);
        return name;
      },
    };
  }

  #rule(ir: Ir, exits: Exits, shared: ReadonlyMap<string, Given>, names: { name: number }, eager: boolean) {
    try {
      return writeRule(ir, this.#frame(exits, shared, names, eager));
    } catch (thrown) {
      if (thrown instanceof Unsupported) return undefined;
      throw thrown;
    }
  }

  /** The whole module: a function that is given what the code needs, and answers the rules. */
  text(): string {
    const count = this.#functions.length;
    const names = Array.from({ length: count }, (_, index) => `r${index}`);
    return this.#module([
      ...this.#functions,
      ...this.#chunks,
      'function all(f, p, out, fuel) {',
      `return ${this.#chunks.map((_, index) => `q${index}(f, p, out, fuel)`).join(' + ') || '0'};`,
      '}',
      `return { rules: [${names.join(', ')}], all };`,
    ]);
  }

  /** The same of functions over rows. */
  rowsText(): string {
    const open = this.#chunks.map((_, index) => `q${index}(f, p, from, to, out)`);
    return this.#module([...this.#chunks, `return (f, p, from, to, out) => ${open.join(' + ') || '0'};`]);
  }

  #module(parts: readonly string[]): string {
    const constants = [...this.#constants].map(([made, name]) => `const ${name} = ${made};`);
    return `${[
      'export default ({ meter, operator, copy, ordered, truthy }) => {',
      'const EMPTY = {};',
      `const TABLE = [${this.#table.join(', ')}];`,
      ...constants,
      ...parts,
      '};',
    ].join('\n')}\n`;
  }
}

/** All arithmetic in some rules: what is not finite is looked for once, before any rule. */
function arithmeticIn(nodes: readonly IrNode[]): IrNode[] {
  return nodes.flatMap((node) => [...arithmeticIn(childrenOf(node)), ...(node.op === 'arithmetic' ? [node] : [])]);
}
