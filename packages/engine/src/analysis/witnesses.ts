import type { JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import type { Domain } from './domain.ts';
import { after, atLeast, before, positionOf, roundPosition, valueAt } from './line.ts';
import type { Meaning } from './meaning.ts';
import { addRatios, divideRatios, multiplyRatios, negateRatio, type Ratio, ratioOf, ZERO } from './ratio.ts';
import type { Bound, Run } from './regions.ts';
import type { Variable } from './variable.ts';

export type Facts = Readonly<Record<string, JsonValue>>;

export interface WitnessOptions {
  /** How many combinations are tried. */
  readonly tries?: number;
  /** Numbers at which something may change: they and what lies beside them are tried. */
  readonly numbers?: readonly number[];
}

/** How many combinations are tried where conditions were taken as a whole. */
const TRIES = 1_500;

/**
 * Facts that lie in a region, the roundest first. What is bound by cuts is met by construction; what was taken as a
 * whole is met by trying, and may yield nothing although there is something.
 *
 * @example
 * for (const facts of witnessesOf(meaning, region.bounds)) if (confirms(facts)) return facts;
 */
export function* witnessesOf(
  meaning: Meaning,
  bounds: readonly Bound[],
  { tries = TRIES, numbers = [] }: WitnessOptions = {},
): Generator<Facts> {
  const search = new Search(meaning, bounds, numbers);
  const seen = new Set<string>();
  for (let turn = 0; turn < tries; turn++) {
    const facts = search.attempt(turn);
    if (facts === undefined) continue;
    const key = JSON.stringify(facts);
    if (seen.has(key)) continue;
    seen.add(key);
    yield facts;
  }
}

class Search {
  readonly meaning: Meaning;
  readonly wholes: Bound[] = [];
  readonly #bounds = new Map<string, Bound>();
  readonly #texts: string[] = ['A', 'B'];
  readonly #numbers: readonly number[];
  #seed = 20_251_125;

  constructor(meaning: Meaning, bounds: readonly Bound[], numbers: readonly number[]) {
    this.meaning = meaning;
    this.#numbers = numbers.flatMap((each) => [each, each / 2, each + 0.01, each - 0.01, each + 1, each - 1]);
    for (const bound of bounds) {
      const { subject } = bound.variable;
      if (subject.of === 'term' || subject.of === 'relation' || subject.of === 'truth') this.wholes.push(bound);
      else this.#bounds.set(bound.variable.key, bound);
    }
    for (const { variable } of this.wholes)
      for (const text of textsIn(variable.subject as unknown as JsonValue)) {
        if (!this.#texts.includes(text)) this.#texts.push(text, `${text}/a`);
      }
  }

  /** Facts with every free choice made by `pick`, which gives a number to choose by. */
  facts(pick: (path: string) => number): Record<string, JsonValue> {
    const facts: Record<string, JsonValue> = {};
    for (const [name, domain] of Object.entries(this.meaning.space.facts)) this.#put(facts, name, name, domain, pick);
    return facts;
  }

  /** One try at conditions taken as a whole. */
  attempt(turn: number): Facts | undefined {
    const facts = this.facts(turn === 0 ? () => 0 : () => this.#random());
    if (this.#holds(facts)) return facts;
    for (const bound of this.wholes) {
      const solved = this.#solve(facts, bound);
      if (solved && this.#holds(solved)) return solved;
    }
    return undefined;
  }

  #random(): number {
    this.#seed = (Math.imul(this.#seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return this.#seed >> 8;
  }

  #put(
    into: Record<string, JsonValue>,
    name: string,
    path: string,
    domain: Domain,
    pick: (path: string) => number,
  ): void {
    const { space } = this.meaning;
    if (domain.type === 'object') {
      const bound = domain.optional ? this.#bounds.get(space.presence(path, domain).key) : undefined;
      const isThere =
        !domain.optional ||
        (bound ? bound.runs.some((run) => run.most === 1) : this.#below(path) || pick(path) % 2 === 1);
      if (!isThere) {
        if (domain.optional === 'null') into[name] = null;
        return;
      }
      const made: Record<string, JsonValue> = {};
      for (const [child, inner] of Object.entries(domain.properties ?? {}))
        this.#put(made, child, `${path}.${child}`, inner, pick);
      into[name] = made;
      return;
    }
    const value = domain.type === 'list' ? this.#list(path, domain, pick) : this.#scalar(path, domain, pick);
    if (value !== undefined) into[name] = value;
    else if (domain.optional === 'null') into[name] = null;
  }

  /** Whether something below an object is bound, so that it has to be there. */
  #below(path: string): boolean {
    return [...this.#bounds.values()].some(
      ({ variable: { subject } }) => 'path' in subject && subject.path.startsWith(`${path}.`),
    );
  }

  #scalar(path: string, domain: Domain, pick: (path: string) => number): JsonValue | undefined {
    const variable = this.meaning.space.fact(path, domain);
    const bound = this.#bounds.get(variable.key);
    const choices = this.#candidates(variable, bound);
    if (bound === undefined && variable.mayBeAbsent) choices.unshift(undefined);
    return choices[pick(path) % Math.max(1, choices.length)];
  }

  #candidates(variable: Variable, bound: Bound | undefined): (JsonValue | undefined)[] {
    const runs = bound?.runs ?? [{ least: variable.least, most: variable.most }];
    const found: (JsonValue | undefined)[] = [];
    for (const run of runs) {
      if (variable.line === 'choice') found.push(...this.#choices(variable, run));
      else {
        const { least, most } = run;
        const wide = Math.abs(least) > 1e300 || Math.abs(most) > 1e300;
        const positions = [roundPosition(variable.line, least, most), least, most];
        if (!wide && variable.line !== 'real' && most - least > 8) {
          const span = Math.min(most - least, 1_000_000);
          positions.push(least + (this.#random() % span), least + Math.floor(span / 3));
        }
        if (variable.line === 'real' && !wide) {
          const inside = least + ((most - least) * (this.#random() % 9_973)) / 9_973;
          positions.push(Math.round(inside), Math.round(inside * 100) / 100);
        }
        for (const number of this.#numbers) {
          const position = positionOf(variable.line, number);
          if (position !== undefined) positions.push(position);
        }
        for (const position of positions)
          if (position >= least && position <= most && Math.abs(position) < 1e15) {
            const value = valueAt(variable.line, position);
            if (!found.includes(value)) found.push(value);
          }
      }
    }
    if (bound?.absent) found.push(undefined);
    return found;
  }

  #choices(variable: Variable, run: Run): JsonValue[] {
    const found: JsonValue[] = variable.values.slice(run.least, run.most + 1);
    if (variable.open && run.most >= variable.values.length) {
      const isNumber = variable.values.some((value) => typeof value === 'number');
      for (const text of this.#texts) if (!isNumber && !variable.values.includes(text)) found.push(text);
    }
    return found;
  }

  #list(path: string, domain: Domain, pick: (path: string) => number): JsonValue[] | undefined {
    const { space } = this.meaning;
    const count = this.#bounds.get(space.count(path, domain).key);
    const inside: JsonValue[] = [];
    const outside: JsonValue[] = [];
    for (const { variable, runs } of this.#bounds.values()) {
      const { subject } = variable;
      if (subject.of !== 'member' || subject.path !== path) continue;
      (runs.some((run) => run.most === 1) ? inside : outside).push(subject.value);
    }
    if (count ? count.runs.length === 0 : domain.optional && inside.length === 0 && pick(path) % 2 === 0)
      return undefined;
    const run = count?.runs[0] ?? { least: 0, most: 50 };
    const pool = this.#items(domain.items, path, pick).filter(
      (item) => !outside.includes(item) && !inside.includes(item),
    );
    const extra = pick(`${path}#`) % 4;
    const wanted = Math.min(Math.max(run.least, inside.length) + extra, run.most, 60);
    const items = inside.slice(0, wanted);
    for (let i = 0; items.length < wanted && (pool.length > 0 || inside.length > 0); i++)
      items.push((pool.length > 0 ? pool[(i + pick(`${path}/${i}`)) % pool.length] : inside[0]) as JsonValue);
    return items;
  }

  #items(items: Domain | undefined, path: string, pick: (path: string) => number): JsonValue[] {
    if (!items) return ['A', 'B'];
    if (items.values) return [...items.values, ...(items.open ? ['A'] : [])];
    const made: JsonValue[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const holder: Record<string, JsonValue> = {};
      this.#item(holder, items, () => (turn === 0 ? 0 : pick(`${path}[${turn}]`)));
      if (holder.item !== undefined) made.push(holder.item);
    }
    return made;
  }

  /** An item of a list, made without any bound. */
  #item(holder: Record<string, JsonValue>, domain: Domain, pick: () => number): void {
    if (domain.type === 'object') {
      const made: Record<string, JsonValue> = {};
      for (const [name, inner] of Object.entries(domain.properties ?? {})) {
        if (inner.optional && pick() % 3 === 1) continue;
        const one: Record<string, JsonValue> = {};
        this.#item(one, inner, pick);
        if (one.item !== undefined) made[name] = one.item;
      }
      holder.item = made;
      return;
    }
    if (domain.type === 'boolean') holder.item = pick() % 2 === 1;
    else if (domain.values) holder.item = domain.values[pick() % domain.values.length] as JsonValue;
    else if (domain.type === 'date') holder.item = '2025-06-30';
    else if (domain.type === 'month') holder.item = '2025-06';
    else if (domain.type === 'text') holder.item = this.#texts[pick() % this.#texts.length] as string;
    else if (domain.type === 'list') holder.item = [];
    else {
      const fits = this.#numbers.filter((each) => domain.type !== 'integer' || Number.isInteger(each));
      const sizes = [1, ...fits, 2025, 50_000];
      const size = sizes[pick() % sizes.length] as number;
      const held = Math.min(Math.max(size, domain.min ?? size), domain.max ?? size);
      holder.item = domain.type === 'money' ? Math.round(held * 100) / 100 : held;
    }
  }

  #holds(facts: Facts): boolean {
    const { concrete } = this.meaning;
    return this.wholes.every(({ variable, runs }) => {
      const { subject } = variable;
      const isIn = (position: number) => runs.some((run) => position >= run.least && position <= run.most);
      if (subject.of === 'truth') {
        const made = concrete.run(subject.json, facts);
        return made.kind === 'constant' && isIn(isTruthy(made.value) ? 1 : 0);
      }
      if (subject.of === 'relation') {
        const left = concrete.run(subject.left, facts);
        const right = concrete.run(subject.right, facts);
        if (left.kind === 'refused' || right.kind === 'refused') return false;
        const less = concrete.call('<', [left.value, right.value]);
        const greater = concrete.call('>', [left.value, right.value]);
        if (less.kind === 'refused' || greater.kind === 'refused') return false;
        return isIn(less.value === true ? 0 : greater.value === true ? 2 : 1);
      }
      if (subject.of !== 'term') return false;
      if (variable.linear) {
        const sum = linearAt(variable.linear.factors, facts);
        return sum !== undefined && isIn(atLeast('real', sum));
      }
      const made = concrete.run(subject.json, facts);
      if (made.kind === 'refused') return false;
      if (variable.line !== 'choice') {
        const position = positionOf(variable.line, made.value);
        return position !== undefined && isIn(position);
      }
      const known = variable.values.indexOf(made.value);
      return isIn(known === -1 ? variable.values.length : known);
    });
  }

  /** Moves one fact so that a sum of facts meets its bound, or two facts so that they are equal. */
  #solve(facts: Facts, { variable, runs }: Bound): Facts | undefined {
    const run = runs[this.#random() % Math.max(1, runs.length)];
    if (!run) return undefined;
    if (variable.linear) {
      const factors = [...variable.linear.factors];
      const [path, factor] = factors[this.#random() % factors.length] as [string, Ratio];
      const sum = linearAt(variable.linear.factors, facts);
      const own = numberAt(facts, path);
      if (sum === undefined || own === undefined) return undefined;
      const targets = [run.least, run.most, roundPosition('real', run.least, run.most)].filter(
        (each) => Math.abs(each) < 1e15,
      );
      const target = targets[this.#random() % Math.max(1, targets.length)];
      if (target === undefined) return undefined;
      const gap = addRatios(ratioOf(target), negateRatio(sum));
      const wanted = addRatios(ratioOf(own), divideRatios(gap, factor));
      const domain = this.meaning.space.domainAt(path);
      if (!domain) return undefined;
      const fact = this.meaning.space.fact(path, domain);
      const bound = this.#bounds.get(fact.key);
      const position = atLeast(fact.line, wanted) - (this.#random() % 3 === 0 && fact.line !== 'real' ? 1 : 0);
      const isFree = position >= fact.least && position <= fact.most;
      if (!isFree || (bound && !bound.runs.some((each) => position >= each.least && position <= each.most)))
        return undefined;
      return withFact(facts, path, valueAt(fact.line, position));
    }
    if (variable.subject.of !== 'relation') return undefined;
    const { left, right } = variable.subject;
    const from = this.meaning.concrete.run(left, facts);
    const path = factPath(right);
    if (path === undefined || from.kind === 'refused') return undefined;
    const domain = this.meaning.space.domainAt(path);
    const fact = domain ? this.meaning.space.fact(path, domain) : undefined;
    if (!fact || fact.line === 'choice') return undefined;
    const position = positionOf(fact.line, from.value);
    if (position === undefined) return undefined;
    const moved = run.most < 1 ? after(fact.line, position) : run.least > 1 ? before(fact.line, position) : position;
    return moved < fact.least || moved > fact.most ? undefined : withFact(facts, path, valueAt(fact.line, moved));
  }
}

function factPath(json: JsonValue): string | undefined {
  return json !== null && typeof json === 'object' && !Array.isArray(json) && typeof json.var === 'string'
    ? json.var
    : undefined;
}

function numberAt(facts: Facts, path: string): number | undefined {
  let value: JsonValue | undefined = facts as Record<string, JsonValue>;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = value[name];
  }
  return typeof value === 'number' ? value : undefined;
}

function linearAt(factors: ReadonlyMap<string, Ratio>, facts: Facts): Ratio | undefined {
  let sum = ZERO;
  for (const [path, factor] of factors) {
    const value = numberAt(facts, path);
    if (value === undefined) return undefined;
    sum = addRatios(sum, multiplyRatios(factor, ratioOf(value)));
  }
  return sum;
}

function withFact(facts: Facts, path: string, value: JsonValue): Facts {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...facts, [head]: value };
  return {
    ...facts,
    [head]: withFact((facts[head] ?? {}) as Facts, rest.join('.'), value) as Record<string, JsonValue>,
  };
}

/** Texts written in an expression: what a fact may have to be. */
function textsIn(json: JsonValue): string[] {
  if (typeof json === 'string') return json === '' ? [] : [json];
  if (json === null || typeof json !== 'object') return [];
  if (Array.isArray(json)) return json.flatMap(textsIn);
  if (Array.isArray(json.sumBy)) return textsIn(json.sumBy[0] ?? null);
  return Object.entries(json).flatMap(([name, inner]) =>
    name === 'var' || name === 'of' || name === 'path' ? [] : textsIn(inner),
  );
}
