import type { JsonValue } from '@cebao/engine';
import type { Decision, Example, FactSpec, Flow } from '../format.ts';
import { isWithin } from '../level.ts';
import type { Pack } from '../pack.ts';
import { rulesOf } from '../table/index.ts';
import { isDayOrMonth, moved, shifted, stepOf } from './granularity.ts';
import { readingsOf } from './readings.ts';

/** One thing a question may vary in: a fact by dotted name, `$at`, `$region`; `undefined` is: not given. */
export interface Dimension {
  readonly name: string;
  readonly values: readonly (JsonValue | undefined)[];
}

/** What the questions to one decision may vary in, one value for every way its rules can tell facts apart. */
export interface QuestionSpace {
  readonly facts: readonly Dimension[];
  readonly at: Dimension;
  readonly region: Dimension;
  /** The values stand for all values: where no question of the space tells two rules apart, none does. */
  readonly closed: boolean;
}

const MAX_SUBSETS_OF = 6;
/** A text that stands in no list. */
export const UNLISTED = 'unlisted';

/**
 * The space of questions to a decision, read from its facts, rules, flow and params: every choice, every boundary with
 * the value just below and just above, absence, a malformed value, and what the examples already use.
 */
export function questionSpace(packs: readonly Pack[], id: string, examples: readonly Example[]): QuestionSpace {
  const decisions = packs.flatMap((pack) => pack.decisions.filter((decision) => decision.id === id));
  const flows = packs.flatMap((pack) => pack.flows.filter((flow) => decisions.some((one) => one.flow === flow.id)));
  const reads = readingsOf(packs).get(id);
  const params = packs.flatMap((pack) => pack.params.filter((param) => reads?.params.has(param.id)));
  const valuesOf = (name: string) =>
    params
      .filter((param) => param.id === name)
      .flatMap((param) => param.values.map((entry) => entry.value as JsonValue));
  const used = new Uses(valuesOf);
  for (const decision of decisions) used.readDecision(decision);
  for (const flow of flows) used.readFlow(flow);
  const mine = examples.filter((example) => example.decision === id);
  const facts: Dimension[] = [];
  const specs = Object.assign({}, ...decisions.map((decision) => decision.facts)) as Decision['facts'];
  for (const [name, spec] of Object.entries(specs)) {
    if (!used.mentions(name) && !spec.required && spec.min === undefined && spec.enum === undefined) continue;
    facts.push(...dimensionsOf(name, spec, used, mine));
  }
  const dates = new Set<string>();
  const around = (day: string | undefined, from: number, to: number) => {
    for (let by = from; day !== undefined && by <= to; by += 1) {
      const moved = shifted(day, by);
      if (moved !== undefined) dates.add(moved);
    }
  };
  for (const { evidencedFrom } of packs.flatMap((pack) =>
    pack.sources.filter(({ id: one }) => reads?.sources.has(one)),
  ))
    around(evidencedFrom.date, -1, 1);
  for (const one of [...decisions, ...params.flatMap((param) => param.values)]) {
    around(one.from, -1, 1);
    around(one.until, -1, 2);
  }
  for (const { at } of mine) dates.add(at);
  const regions = new Set<string>();
  for (const { manifest } of packs) regions.add(manifest.region).add(placeBelow(packs, manifest.region));
  for (const { region } of mine) regions.add(region);
  return {
    facts,
    at: { name: '$at', values: [...dates].sort() },
    // Near places first: a proposal asks the neighbour before it asks another league.
    region: { name: '$region', values: [...regions].sort((a, b) => depth(b) - depth(a) || (a < b ? -1 : 1)) },
    closed: used.closed && facts.every(({ name }) => !used.isOpen(name)),
  };
}

function depth(region: string): number {
  return region.split('/').length;
}

/** A named place below a region that has no pack of its own, or an unnamed one. */
export function placeBelow(packs: readonly Pack[], region: string): string {
  const own = packs.map((pack) => pack.manifest.region);
  const places = packs.flatMap((pack) => pack.places.map(({ path }) => path));
  const below = places.find(
    (path) =>
      path.startsWith(`${region}/`) &&
      !own.some(
        (one) => isWithin(one, path) || (one !== region && one.startsWith(`${region}/`) && isWithin(path, one)),
      ),
  );
  return below ?? `${region}/_`;
}

function dimensionsOf(
  name: string,
  spec: Omit<FactSpec, 'title'>,
  used: Uses,
  examples: readonly Example[],
): Dimension[] {
  if (spec.properties) {
    const inner = Object.entries(spec.properties).flatMap(([key, child]) =>
      dimensionsOf(`${name}.${key}`, child, used, examples),
    );
    return [{ name, values: ['$given', undefined] }, ...inner];
  }
  const seen = new Map<string, JsonValue | undefined>();
  const add = (value: JsonValue | undefined) => {
    const key = JSON.stringify(value) ?? '';
    if (!seen.has(key)) seen.set(key, value);
  };
  add(undefined);
  if (spec.nullable) add(null);
  for (const value of candidatesOf(name, spec, used)) add(value);
  for (const example of examples) {
    const value = factAt(example.facts as Record<string, JsonValue>, name);
    add(value);
    if (Array.isArray(value) && spec.items?.properties)
      for (const one of listVariants(value, spec.items, used)) add(one);
  }
  add(malformed(spec));
  return [{ name, values: [...seen.values()] }];
}

function candidatesOf(name: string, spec: Omit<FactSpec, 'title'>, used: Uses): JsonValue[] {
  const constants = used.constantsOf(name);
  switch (spec.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number': {
      const bounds = [...constants, spec.min, spec.max].filter((one) => typeof one === 'number');
      const around = bounds.flatMap((bound) => {
        const step = stepOf(spec, bound);
        return [moved(bound, -step), bound, moved(bound, step)];
      });
      return around.length > 0 ? [...new Set(around)].sort((a, b) => a - b) : [1, 2];
    }
    case 'date':
    case 'month': {
      const days = constants.filter(isDayOrMonth).filter((day) => (day.length === 7) === (spec.type === 'month'));
      const around = days.flatMap((day) => [shifted(day, -1), day, shifted(day, 1)]).filter((day) => day !== undefined);
      return around.length > 0 ? around : [spec.type === 'month' ? '2026-01' : '2026-01-15'];
    }
    case 'array':
      return spec.items?.enum
        ? subsets(spec.items.enum)
        : spec.items?.properties
          ? [[]]
          : [[], ['one'], ['one', 'other']];
    case 'string':
      return [...new Set([...(spec.enum ?? []), ...constants.filter((one) => typeof one === 'string'), UNLISTED])];
    default:
      return [];
  }
}

/** A list of records with one property of its first record left out or set to each candidate. */
function listVariants(list: readonly JsonValue[], spec: Omit<FactSpec, 'title'>, used: Uses): JsonValue[][] {
  const [first, ...rest] = list;
  if (first === undefined || first === null || typeof first !== 'object' || Array.isArray(first)) return [];
  return Object.entries(spec.properties ?? {}).flatMap(([key, child]) => {
    const { [key]: _left, ...without } = first;
    return [without, ...candidatesOf(key, child, used).map((value) => ({ ...first, [key]: value }))].map((one) => [
      one,
      ...rest,
    ]);
  });
}

/** All subsets of a short list; of a longer one the empty one, the singles, the beginnings and all but one. */
export function subsets(list: readonly JsonValue[]): JsonValue[][] {
  if (list.length <= MAX_SUBSETS_OF)
    return Array.from({ length: 2 ** list.length }, (_, bits) => list.filter((_item, index) => (bits >> index) & 1));
  return [
    ...list.map((_, index) => list.slice(0, index)),
    [...list],
    ...list.map((item) => [item]),
    ...list.map((_, index) => list.filter((_item, other) => other !== index)),
  ];
}

function malformed(spec: Omit<FactSpec, 'title'>): JsonValue {
  return spec.type === 'string' || spec.type === 'array' ? 1 : 'x';
}

/** The fact of a question at a dotted name. */
export function factAt(facts: Readonly<Record<string, JsonValue>>, name: string): JsonValue | undefined {
  let value: JsonValue | undefined = facts as Record<string, JsonValue>;
  for (const part of name.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, part))
      return undefined;
    value = value[part];
  }
  return value;
}

/** How expressions use facts: the constants each is compared with, and whether nothing else is done with it. */
class Uses {
  closed = true;
  private readonly params: (id: string) => JsonValue[];
  private readonly constants = new Map<string, Set<JsonValue>>();
  private readonly named = new Set<string>();
  private readonly open = new Set<string>();
  private lets: Readonly<Record<string, unknown>> = {};

  constructor(params: (id: string) => JsonValue[]) {
    this.params = params;
  }

  mentions(name: string): boolean {
    return [...this.named].some((one) => one === name || one.startsWith(`${name}.`));
  }

  isOpen(name: string): boolean {
    return this.open.has(name);
  }

  constantsOf(name: string): JsonValue[] {
    return [...(this.constants.get(name) ?? [])];
  }

  readDecision(decision: Decision): void {
    this.lets = decision.let ?? {};
    for (const part of [
      decision.let,
      rulesOf(decision).map(({ when, then }) => [when, then.value]),
      decision.check?.missing,
    ])
      this.scan(part as JsonValue);
    for (const one of [
      ...(decision.check?.faults ?? []),
      ...(decision.assumptions ?? []),
      ...(decision.warnings ?? []),
    ])
      this.scan(one.when as JsonValue);
    for (const spec of Object.values(decision.facts)) if (spec.items?.properties) this.closed = false;
    if (Object.keys(decision.let ?? {}).length > 0) this.closed &&= Object.values(decision.facts).every(isFinite);
  }

  readFlow(flow: Flow): void {
    this.lets = flow.let ?? {};
    this.scan(flow.let as JsonValue);
    for (const name of ['action', 'done', 'actor']) this.named.add(name);
    for (const one of flow.preconditions ?? []) this.scan(one.when as JsonValue);
    for (const step of flow.steps) {
      for (const body of step.actors ?? []) this.note('actor', body);
      for (const name of step.needs ?? []) this.named.add(name);
      for (const guard of [
        ...(step.blocks ?? []),
        ...(step.checks ?? []),
        ...(step.outcomes ?? []),
        ...(step.assumptions ?? []),
        ...(step.warnings ?? []),
      ])
        this.scan(guard.when as JsonValue);
    }
  }

  private note(name: string, value: JsonValue): void {
    const known = this.constants.get(name) ?? new Set();
    for (const one of Array.isArray(value) ? value : [value]) known.add(one);
    this.constants.set(name, known);
  }

  private scan(value: JsonValue | undefined): void {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      for (const item of value) this.scan(item);
      return;
    }
    for (const [operator, raw] of Object.entries(value)) {
      const args = Array.isArray(raw) ? raw : [raw];
      if (operator === 'var' || operator === 'isPresent') this.named.add(String(args[0]));
      // What turns with the day or the place is not told apart by facts.
      if (operator === 'var' && (args[0] === '$at' || args[0] === '$region')) this.closed = false;
      const compared = COMPARE.has(operator);
      for (const [index, arg] of args.entries()) {
        const name = varOf(arg);
        if (name === undefined || operator === 'var') continue;
        if (compared) for (const other of args) if (other !== arg) this.compare(name, other);
        if (!compared && !PLAIN.has(operator)) this.open.add(name);
        if (operator === 'within' && index === 0) this.regions(name, args[1]);
      }
      this.scan(raw);
    }
  }

  /** Two facts compared share their constants; a fact compared with something computed is not told apart by constants. */
  private compare(name: string, other: JsonValue): void {
    if (other === null || typeof other !== 'object' || Array.isArray(other)) {
      this.note(name, other);
      return;
    }
    if ('param' in other) {
      for (const value of this.params(String([other.param].flat()[0]))) this.note(name, value);
      return;
    }
    const fact = varOf(other);
    const constant = fact === undefined ? undefined : this.lets[fact];
    if (constant !== undefined && (constant === null || typeof constant !== 'object'))
      this.note(name, constant as JsonValue);
    else if (fact !== undefined && fact !== name && !fact.startsWith('$')) this.note(name, 'same');
    else this.open.add(name);
  }

  private regions(name: string, path: JsonValue | undefined): void {
    if (typeof path !== 'string') return;
    for (const one of [path, `${path}/_`, `${path}x`, path.split('/').slice(0, -1).join('/')]) this.note(name, one);
  }
}

const COMPARE = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!==', 'in']);
const PLAIN = new Set([
  'and',
  'or',
  '!',
  '!!',
  'if',
  '?:',
  'isPresent',
  'within',
  'count',
  'absent',
  'object',
  'distinct',
]);

function isFinite(spec: Omit<FactSpec, 'title'>): boolean {
  return spec.type === 'boolean' || spec.type === 'month' || spec.enum !== undefined || spec.items?.enum !== undefined;
}

function varOf(value: JsonValue | undefined): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !('var' in value)) return undefined;
  return String([value.var].flat()[0]);
}
