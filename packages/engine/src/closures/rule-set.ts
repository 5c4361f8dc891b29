import type { Ir, SlotTable } from '../ir/ir.ts';
import type { Slots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import { Refusal } from '../refusal.ts';
import { readSteps } from '../run-state.ts';
import { compileSlots, type SlotProgram } from './compile-slots.ts';

/** One rule of a set; with `as` other rules can read its answer under that name. */
export interface SetRule {
  readonly ir: Ir;
  readonly as?: string;
}

/**
 * Many rules over one record that changes field by field, as in a form: only what depends on the change is computed
 * again. `answers` are in the order of the rules.
 */
export interface RuleSet {
  readonly answers: readonly (JsonValue | Refusal)[];
  /** Puts in one fact by its dotted path, and answers which rules were computed again, in the order of computing. */
  set(path: string, value: JsonValue | undefined): readonly number[];
  /** Puts in several facts at once. */
  setAll(facts: Readonly<Record<string, JsonValue | undefined>>): readonly number[];
  /** Puts in a param. */
  setParam(id: string, value: JsonValue | undefined): readonly number[];
}

/**
 * Rules that were lowered with one slot table. A rule that reads a refused rule's answer is refused as that one was.
 * Throws a TypeError when rules read each other in a circle.
 *
 * @example
 * const set = createRuleSet(rules);
 * set.setAll(facts);
 * set.set('household.income', 12_000); // [3, 17]
 */
export function createRuleSet(rules: readonly SetRule[]): RuleSet {
  return new Rules(rules);
}

/** A set of rule places, as bits. */
type Bits = Uint32Array;

class Rules implements RuleSet {
  readonly answers: (JsonValue | Refusal)[];
  readonly #slots: Slots;
  readonly #table: SlotTable;
  /** Rules in an order in which each comes after those it reads. */
  readonly #order: readonly number[];
  readonly #programs: readonly SlotProgram[];
  readonly #names: readonly (string | undefined)[];
  /** By slot: the places in the order of the rules that read it. */
  readonly #readers: readonly Bits[];
  readonly #dirty: Bits;
  readonly #touched = new Map<string, readonly Touch[]>();

  constructor(rules: readonly SetRule[]) {
    this.#table = rules[0]?.ir.slots ?? { sources: [] };
    if (rules.some(({ ir }) => ir.slots !== this.#table))
      throw new TypeError('the rules of a set are lowered with one slot table');
    this.#slots = new Array(this.#table.sources.length).fill(undefined);
    const programs = rules.map(({ ir }) => compileSlots(ir));
    this.#order = sortRules(rules, programs);
    this.#programs = this.#order.map((rule) => programs[rule] as SlotProgram);
    this.#names = this.#order.map((rule) => rules[rule]?.as);
    const words = (rules.length + 31) >> 5;
    this.#dirty = new Uint32Array(words);
    this.#readers = this.#table.sources.map(() => new Uint32Array(words));
    this.#programs.forEach((program, place) => {
      for (const slot of program.reads) setBit(this.#readers[slot] as Bits, place);
    });
    this.answers = rules.map(() => null);
    for (let place = 0; place < rules.length; place++) setBit(this.#dirty, place);
    this.#compute();
  }

  set(path: string, value: JsonValue | undefined): readonly number[] {
    this.#put(path, value);
    return this.#compute();
  }

  setAll(facts: Readonly<Record<string, JsonValue | undefined>>): readonly number[] {
    for (const [path, value] of Object.entries(facts)) this.#put(path, value);
    return this.#compute();
  }

  setParam(id: string, value: JsonValue | undefined): readonly number[] {
    const slot = this.#table.sources.findIndex((source) => source.kind === 'param' && source.id === id);
    if (slot !== -1) this.#change(slot, value);
    return this.#compute();
  }

  #put(path: string, value: JsonValue | Refusal | undefined): void {
    let touched = this.#touched.get(path);
    if (touched === undefined) {
      touched = touchedBy(path, this.#table);
      this.#touched.set(path, touched);
    }
    for (const touch of touched) {
      const next =
        value instanceof Refusal
          ? (value as unknown as JsonValue)
          : 'below' in touch
            ? readSteps(value, touch.below, '')
            : replaced(this.#slots[touch.slot], touch.above, value);
      this.#change(touch.slot, next);
    }
  }

  #change(slot: number, value: JsonValue | undefined): void {
    if (Object.is(this.#slots[slot], value) && (value === null || typeof value !== 'object')) return;
    this.#slots[slot] = value;
    const readers = this.#readers[slot] as Bits;
    for (let word = 0; word < readers.length; word++)
      this.#dirty[word] = (this.#dirty[word] as number) | (readers[word] as number);
  }

  /** Computes what has become stale, in order; an answer with a name may make later rules stale. */
  #compute(): readonly number[] {
    const done: number[] = [];
    for (let word = 0; word < this.#dirty.length; word++) {
      for (let bits = this.#dirty[word] as number; bits !== 0; bits = this.#dirty[word] as number) {
        const place = (word << 5) + (31 - Math.clz32(bits & -bits));
        this.#dirty[word] = bits & (bits - 1);
        const answer = this.#answer(this.#programs[place] as SlotProgram);
        const rule = this.#order[place] as number;
        this.answers[rule] = answer;
        done.push(rule);
        const name = this.#names[place];
        if (name !== undefined) this.#put(name, answer);
      }
    }
    return done;
  }

  #answer(program: SlotProgram): JsonValue | Refusal {
    for (const slot of program.reads) {
      const value: unknown = this.#slots[slot];
      if (value instanceof Refusal) return value;
    }
    return program.run(this.#slots);
  }
}

function setBit(bits: Bits, place: number): void {
  bits[place >> 5] = (bits[place >> 5] as number) | (1 << (place & 31));
}

/** How a fact reaches a slot: the slot reads below it, or holds an object that it is part of. */
type Touch =
  | { readonly slot: number; readonly below: readonly string[] }
  | { readonly slot: number; readonly above: readonly string[] };

function touchedBy(path: string, table: SlotTable): readonly Touch[] {
  const segments = path.split('.');
  const touched: Touch[] = [];
  for (const [slot, source] of table.sources.entries()) {
    if (source.kind !== 'var') continue;
    const length = Math.min(segments.length, source.segments.length);
    if (!segments.slice(0, length).every((segment, i) => segment === source.segments[i])) continue;
    if (source.segments.length >= segments.length) touched.push({ slot, below: source.segments.slice(length) });
    else touched.push({ slot, above: segments.slice(length) });
  }
  return touched;
}

/** An object with one field, some steps down, replaced; the old one stays as it is. */
function replaced(
  from: JsonValue | undefined,
  [step, ...rest]: readonly string[],
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (step === undefined) return value;
  if (Array.isArray(from)) {
    const index = Number(step);
    return from.map((item, i) => (i === index ? (replaced(item, rest, value) ?? null) : item));
  }
  const { [step]: old, ...others } = from !== null && typeof from === 'object' ? from : {};
  const next = replaced(old, rest, value);
  return next === undefined ? others : { ...others, [step]: next };
}

/** The rules in an order in which each comes after those whose answers it reads. */
function sortRules(rules: readonly SetRule[], programs: readonly SlotProgram[]): number[] {
  const sorted: number[] = [];
  const state = new Map<number, 'open' | 'done'>();
  const visit = (rule: number): void => {
    if (state.get(rule) === 'done') return;
    if (state.get(rule) === 'open') throw new TypeError('rules of a set read each other in a circle');
    state.set(rule, 'open');
    const { ir, reads } = programs[rule] as SlotProgram;
    for (const [other, { as }] of rules.entries())
      if (as !== undefined && touchedBy(as, ir.slots).some(({ slot }) => reads.includes(slot))) visit(other);
    state.set(rule, 'done');
    sorted.push(rule);
  };
  for (const rule of rules.keys()) visit(rule);
  return sorted;
}
