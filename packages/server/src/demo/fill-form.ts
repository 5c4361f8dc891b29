import type { JsonValue } from '@cebao/engine';
import type { Form } from '@cebao/pack';
import { addDays } from './days.ts';
import type { Range, Recipe } from './demo-files.ts';
import { numberText } from './number-text.ts';
import type { Prng } from './prng.ts';

type Data = Readonly<Record<string, JsonValue>>;
type Schema = Record<string, JsonValue>;

/** A recipe points to a list or range that the profile does not have. */
export class DemoFileIncomplete extends Error {}

/** What a form of one case is filled from. */
export interface Filling {
  readonly recipes: Readonly<Record<string, Recipe>>;
  /** The profile, for pointers. */
  readonly lists: JsonValue;
  /** Everything filled in the case before. */
  readonly data: Data;
  /** Earlier submissions of the same step, oldest first. */
  readonly earlier: readonly Data[];
  readonly day: string;
  /** Number of the case, and names for texts. */
  readonly n: number;
  readonly names: Readonly<Record<string, string>>;
  readonly parties: Readonly<Record<string, string>>;
  /** Entries drawn once for the case, by pointer. */
  readonly drawn: Map<string, JsonValue>;
  readonly prng: Prng;
}

/**
 * Fills a form: each field by its recipe, and required fields without one by what their schema allows.
 *
 * @example
 * fillForm(form, { …, recipes: { needTitle: { from: '/needTopics', key: 'title' } } });
 */
export function fillForm(form: Form, filling: Filling): Record<string, JsonValue> {
  const { properties = {}, required = [] } = form.schema as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  const filled: Record<string, JsonValue> = {};
  for (const [name, schema] of Object.entries(properties)) {
    const recipe = filling.recipes[name];
    const needed = required.includes(name);
    const value =
      recipe === undefined ? (needed ? bySchema(schema, filling) : undefined) : byRecipe(name, recipe, filled, filling);
    if (
      value !== undefined &&
      value !== null &&
      (needed || recipe?.chance === undefined || filling.prng.chance(recipe.chance))
    )
      filled[name] = value;
  }
  return filled;
}

function byRecipe(name: string, recipe: Recipe, filled: Data, filling: Filling): JsonValue | undefined {
  const { prng, day, earlier } = filling;
  const read = (field: string): JsonValue | undefined => filled[field] ?? filling.data[field];
  const number = (field: string): number => Number(read(field) ?? 0);
  const turn = earlier.length;
  if (recipe.omit) return undefined;
  if (recipe.value !== undefined) return recipe.value as JsonValue;
  if (recipe.year) return Number(day.slice(0, 4));
  if (recipe.party !== undefined) return filling.parties[recipe.party];
  if (recipe.copy !== undefined) return read(recipe.copy);
  if (recipe.series) return recipe.series[Math.min(turn, recipe.series.length - 1)] as JsonValue;
  if (recipe.pick !== undefined) return prng.pick(listOf(recipe.pick, filling));
  if (recipe.some !== undefined) {
    const list = listOf(recipe.some, filling);
    const first = prng.between(0, list.length - 1);
    return list.filter((_, index) => index === first || prng.chance(0.4));
  }
  if (recipe.from !== undefined) return drawnFrom(recipe.from, recipe.key, filling);
  if (recipe.text !== undefined) return text(recipe.text, read, filling);
  if (recipe.number !== undefined) return numberIn(rangeOf(recipe.number, filling), prng);
  if (recipe.share !== undefined) {
    const whole = number(recipe.share);
    const {
      from,
      to,
      step = 0.01,
    } = recipe.between === undefined ? { from: 1, to: 1 } : rangeOf(recipe.between, filling);
    const part = whole * (from + (to - from) * prng.next());
    return Math.min(whole, cents(Math.max(step, Math.floor(part / step) * step)));
  }
  if (recipe.parts && recipe.of !== undefined) {
    const whole = number(recipe.of);
    const before = earlier.reduce((sum, data) => sum + Number(data[name] ?? 0), 0);
    const isLast = turn >= recipe.parts.length - 1;
    return cents(isLast ? whole - before : Math.floor(whole * (recipe.parts[turn] ?? 0)));
  }
  if (recipe.day !== undefined) {
    const start = recipe.after === undefined ? day : String(read(recipe.after) ?? day);
    return addDays(start, typeof recipe.day === 'number' ? recipe.day : numberIn(recipe.day, prng));
  }
  return undefined;
}

function bySchema(schema: Schema, { day, prng }: Filling): JsonValue | undefined {
  const choices =
    (schema.oneOf as Schema[] | undefined)?.map((choice) => choice.const as JsonValue) ??
    (schema.enum as JsonValue[] | undefined);
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (choices) return choices[0];
  const low = Number(schema.minimum ?? schema.exclusiveMinimum ?? 0);
  switch (schema.type) {
    case 'string':
      return schema.format === 'date'
        ? day
        : schema.format === 'month'
          ? day.slice(0, 7)
          : String(schema.title ?? '').slice(0, Number(schema.maxLength ?? 60));
    case 'number':
    case 'integer':
      return Math.min(Number(schema.maximum ?? low + 10), low + prng.between(1, 10));
    case 'boolean':
      return true;
    case 'array':
      return [];
    default:
      return undefined;
  }
}

function text(pattern: string, read: (field: string) => JsonValue | undefined, filling: Filling): string {
  const template = pattern.startsWith('/') ? String(at(filling.lists, pattern) ?? '') : pattern;
  const { n, names, day, earlier } = filling;
  const known = numberText(template, n, {
    ...names,
    year: day.slice(0, 4),
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8)),
    k: earlier.length + 1,
  });
  return known.replace(/\{(\w+)\}/g, (whole, field: string) => {
    const value = read(field);
    return value === undefined || value === null ? whole : String(value);
  });
}

function drawnFrom(pointer: string, key: string | undefined, filling: Filling): JsonValue | undefined {
  if (!filling.drawn.has(pointer)) filling.drawn.set(pointer, weighted(listOf(pointer, filling), filling.prng));
  const entry = filling.drawn.get(pointer);
  return key === undefined || entry === null || typeof entry !== 'object' || Array.isArray(entry) ? entry : entry[key];
}

function weighted(list: readonly JsonValue[], prng: Prng): JsonValue {
  const weightOf = (entry: JsonValue): number =>
    entry !== null && typeof entry === 'object' && !Array.isArray(entry) && typeof entry.weight === 'number'
      ? entry.weight
      : 1;
  let left = prng.next() * list.reduce<number>((sum, entry) => sum + weightOf(entry), 0);
  for (const entry of list) {
    left -= weightOf(entry);
    if (left < 0) return entry;
  }
  return list.at(-1) as JsonValue;
}

function listOf(list: string | readonly unknown[], { lists }: Filling): JsonValue[] {
  const found = typeof list === 'string' ? at(lists, list) : list;
  if (!Array.isArray(found) || found.length === 0) throw new DemoFileIncomplete(String(list));
  return found as JsonValue[];
}

function rangeOf(range: string | Range, { lists }: Filling): Range {
  const found = typeof range === 'string' ? at(lists, range) : range;
  if (found === null || typeof found !== 'object' || !('from' in found)) throw new DemoFileIncomplete(String(range));
  return found as Range;
}

export function numberIn({ from, to, step = 1 }: Range, prng: Prng): number {
  return cents(from + step * prng.between(0, Math.floor((to - from) / step + 1e-9)));
}

function at(value: JsonValue, pointer: string): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const part of pointer.split('/').slice(1))
    found = found !== null && typeof found === 'object' ? (found as Record<string, JsonValue>)[part] : undefined;
  return found;
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
