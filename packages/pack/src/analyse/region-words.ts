import type { JsonValue } from '@cebao/engine';
import { type Bound, nextDown, nextUp, type Run, type Variable, valueAt } from '@cebao/engine/analysis';
import { valueWords } from '../explain/values.ts';
import type { Decision, FactSpec } from '../format.ts';
import { fill } from '../words.ts';
import { analyseMessages as m } from './messages/zh-CN.ts';

/** What the words of a region look up. */
export interface RegionContext {
  /** The decision, or both versions of it: titles and labels come from the first that has them. */
  readonly decisions: readonly Decision[];
  readonly words: (code: string) => string;
}

/**
 * A region of facts in a clerk's Chinese.
 *
 * @example
 * regionWords(change.where, { decisions: [decision], words: policy.words });
 */
export function regionWords(bounds: readonly Bound[], context: RegionContext): string {
  const lists = new Set(bounds.flatMap(({ variable: { subject } }) => (subject.of === 'member' ? [subject.path] : [])));
  const said = bounds.flatMap((bound) => {
    const { subject } = bound.variable;
    if (subject.of === 'member') {
      if (!lists.delete(subject.path)) return [];
      return membersWords(subject.path, bounds, context);
    }
    // A list of which something is said to be in it is not empty.
    if (
      subject.of === 'count' &&
      bound.runs.length === 1 &&
      bound.runs[0]?.least === 1 &&
      holdsSome(subject.path, bounds)
    )
      return [];
    return boundWords(bound, context);
  });
  const all = [...new Set(said.filter((words) => words !== ''))];
  return all.length === 0 ? say('range.always') : all.join(m['joint.and']);
}

function holdsSome(path: string, bounds: readonly Bound[]): boolean {
  return bounds.some(
    ({ variable: { subject }, runs }) =>
      subject.of === 'member' && subject.path === path && runs.some(({ most }) => most >= 1),
  );
}

/** What a list has and has not, in one clause each. */
function membersWords(path: string, bounds: readonly Bound[], context: RegionContext): string[] {
  const inside: string[] = [];
  const outside: string[] = [];
  for (const { variable, runs } of bounds) {
    const { subject } = variable;
    if (subject.of !== 'member' || subject.path !== path) continue;
    const name = valueWords(subject.value, specOf(`${path}.`, context), context.words);
    (runs.some(({ most }) => most >= 1) ? inside : outside).push(name);
  }
  const clause = (key: string, names: readonly string[]) =>
    names.length === 0 ? '' : say(key, { a: titleOf(path, context), b: names.join(m['joint.list']) });
  return [clause('range.has', inside), clause('range.hasNot', outside)];
}

function boundWords(bound: Bound, context: RegionContext): string {
  const { variable, runs, absent } = bound;
  const { subject } = variable;
  const isYes = runs.some(({ most }) => most >= 1);
  switch (subject.of) {
    case 'presence':
      return say(isYes ? 'range.present' : 'range.absent', { a: titleOf(subject.path, context) });
    case 'member':
      return '';
    case 'truth':
      return conditionOf(subject.json, context, isYes);
    case 'relation':
      return relationWords(runs, termWords(subject.left, context), termWords(subject.right, context));
    case 'count': {
      const title = titleOf(subject.path, context);
      const gone = () => say('range.absent', { a: title });
      if (runs.length === 0) return gone();
      const [run] = runs;
      if (runs.length === 1 && !absent && run) {
        if (run.most === 0) return say('range.empty', { a: title });
        if (run.least === 1 && run.most === variable.most) return say('range.filled', { a: title });
      }
      return rangesWords(say('range.count', { a: title }), bound, undefined, context, gone);
    }
    case 'term':
      return rangesWords(termWords(subject.json, context), bound, undefined, context);
    case 'fact': {
      const title = titleOf(subject.path, context);
      const gone = () => say('range.absent', { a: title });
      if (runs.length === 0 && absent) return gone();
      return rangesWords(title, bound, specOf(subject.path, context), context, gone);
    }
  }
}

function rangesWords(
  title: string,
  { variable, runs, absent }: Bound,
  spec: FactSpec | undefined,
  context: RegionContext,
  gone: () => string = () => '',
): string {
  const said =
    variable.line === 'choice'
      ? [choiceWords(title, variable, runs, spec, context)]
      : runs.map((run) => runWords(title, variable, run, spec, context));
  const all = [...said, ...(absent ? [gone()] : [])].filter((words) => words !== '');
  if (absent && said.length === 1 && said[0] === '') return '';
  if (!absent && variable.mayBeAbsent && said.length === 1 && said[0] === '') return say('range.present', { a: title });
  return all.length > 1 ? say('range.either', { a: all.join(m['joint.or']) }) : (all[0] ?? '');
}

function choiceWords(
  title: string,
  { values, open }: Variable,
  runs: readonly Run[],
  spec: FactSpec | undefined,
  context: RegionContext,
): string {
  const name = (value: JsonValue) => valueWords(value, spec, context.words);
  const isIn = (position: number) => runs.some(({ least, most }) => position >= least && position <= most);
  const inside = values.filter((_, position) => isIn(position));
  const outside = values.filter((_, position) => !isIn(position));
  if (open && isIn(values.length)) {
    if (outside.length === 0) return '';
    return say(outside.length === 1 ? 'range.isNot' : 'range.noneOf', {
      a: title,
      b: outside.map(name).join(m['joint.list']),
    });
  }
  if (outside.length === 0 && !open) return '';
  const [only] = inside;
  if (inside.length === 1 && typeof only === 'boolean' && spec?.labels?.[`${only}`]) return name(only);
  if (inside.length === 1) return say('range.is', { a: title, b: name(only as JsonValue) });
  return say('range.oneOf', { a: title, b: inside.map(name).join(m['joint.list']) });
}

function runWords(
  title: string,
  variable: Variable,
  { least, most }: Run,
  spec: FactSpec | undefined,
  context: RegionContext,
): string {
  const { line } = variable;
  const isFirst = least <= variable.least;
  const isLast = most >= variable.most;
  if (isFirst && isLast) return '';
  const low = endOf(variable, least, nextDown);
  const high = endOf(variable, most, nextUp);
  const isFen =
    line === 'money' && [isFirst ? 0 : low.value, isLast ? 0 : high.value].some((end) => !Number.isInteger(end));
  const name = (value: JsonValue) =>
    isFen ? fen(value as number, spec, context) : valueWords(value, spec, context.words, 'yuan');
  const words = { a: title, b: isFirst ? '' : name(low.value), c: isLast ? '' : name(high.value) };
  const isDate = line === 'day' || line === 'month';
  if (isFirst) return say(isDate ? 'range.until' : high.included ? 'range.atMost' : 'range.below', words);
  if (isLast) return say(isDate ? 'range.since' : low.included ? 'range.atLeast' : 'range.above', words);
  if (least === most) return say('range.is', { a: title, b: ` ${words.b}` });
  if (isDate) return say('range.dates', words);
  if (low.included && high.included) return say('range.between', words);
  return say(low.included ? 'range.openMost' : high.included ? 'range.openLeast' : 'range.openBoth', words);
}

/** The end of a run as people write it: the float beside a written number means "not the number itself". */
function endOf(
  { line }: Variable,
  position: number,
  beside: (value: number) => number,
): { readonly value: JsonValue; readonly included: boolean } {
  if (line !== 'real') return { value: valueAt(line, position), included: true };
  const other = beside(position);
  return String(other).length < String(position).length
    ? { value: other, included: false }
    : { value: position, included: true };
}

/** Money with its fen, so that both ends of a range can be seen. */
function fen(value: number, spec: FactSpec | undefined, context: RegionContext): string {
  const whole = valueWords(Math.trunc(value), undefined, context.words);
  const cents = String(Math.round(Math.abs(value) * 100) % 100).padStart(2, '0');
  const number = `${value < 0 && value > -1 ? '-' : ''}${whole}.${cents}`;
  const sample = valueWords(1, spec, context.words, 'yuan');
  return sample.replace('1', number);
}

function relationWords(runs: readonly Run[], a: string, b: string): string {
  const isIn = (position: number) => runs.some(({ least, most }) => position >= least && position <= most);
  const names = ['less', 'equal', 'greater'];
  const inside = names.filter((_, position) => isIn(position));
  const outside = names.filter((_, position) => !isIn(position));
  return inside.length === 1 ? say(`range.${inside[0]}`, { a, b }) : say(`range.not${outside[0]}`, { a, b });
}

/** An expression that was taken as a whole: the fact itself, or what it is made of. */
function termWords(json: JsonValue, context: RegionContext): string {
  if (json === null || typeof json !== 'object') return valueWords(json, undefined, context.words);
  if (!Array.isArray(json) && typeof json.var === 'string') return titleOf(json.var, context);
  return say('range.computed', { a: quotedFacts(json, context) });
}

/** A condition that was taken as a whole, or its contrary. */
function conditionOf(json: JsonValue, context: RegionContext, holds: boolean): string {
  const contrary = holds ? '' : 'Not';
  if (json !== null && typeof json === 'object' && !Array.isArray(json)) {
    const [operator = '', raw] = Object.entries(json)[0] ?? [];
    const [a = null, b = null] = Array.isArray(raw) ? raw : [raw as JsonValue];
    if (operator === 'within' && typeof b === 'string')
      return say(`range.within${contrary}`, { a: termWords(a, context), b: context.words(b) });
    if (operator === '==' || operator === '===')
      return say(holds ? 'range.equal' : 'range.notequal', { a: termWords(a, context), b: termWords(b, context) });
    if (operator === 'some') return say(`range.somewhere${contrary}`, { a: quotedFacts(a, context) });
  }
  return say(`range.condition${contrary}`, { a: quotedFacts(json, context) });
}

/** The facts of an expression, each in quotation marks: titles have commas of their own. */
export function quotedFacts(json: JsonValue, context: RegionContext): string {
  return factsIn(json, context)
    .map((a) => say('range.named', { a }))
    .join(m['joint.list']);
}

/** The titles of all facts in an expression. */
function factsIn(json: JsonValue, context: RegionContext): string[] {
  const found = new Set<string>();
  const visit = (value: JsonValue) => {
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value)) {
      const path = value.var;
      if (typeof path === 'string' && specOf(path, context)) found.add(titleOf(path, context));
    }
    for (const child of Object.values(value)) visit(child as JsonValue);
  };
  visit(json);
  return [...found];
}

/** Facts with their titles and labels. */
export function factWords(facts: Readonly<Record<string, JsonValue>>, context: RegionContext): string {
  const said: string[] = [];
  const visit = (path: string, value: JsonValue) => {
    const spec = specOf(path, context);
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && spec?.properties)
      for (const [name, inner] of Object.entries(value)) visit(`${path}.${name}`, inner);
    else {
      const shown = Array.isArray(value) ? specOf(`${path}.`, context) : spec;
      said.push(say('fact.said', { a: titleOf(path, context), b: valueWords(value, shown, context.words) }));
    }
  };
  for (const [name, value] of Object.entries(facts)) visit(name, value);
  return said.length === 0 ? say('fact.nothing') : said.join(m['joint.fact']);
}

function specOf(path: string, { decisions }: RegionContext): FactSpec | undefined {
  for (const decision of decisions) {
    const [head = '', ...rest] = path.split('.');
    let spec = Object.hasOwn(decision.facts, head) ? decision.facts[head] : undefined;
    for (const part of rest) spec = part === '' ? (spec?.items as FactSpec | undefined) : spec?.properties?.[part];
    if (spec) return spec;
  }
  return undefined;
}

function titleOf(path: string, context: RegionContext): string {
  return specOf(path, context)?.title ?? context.words(path);
}

function say(key: string, words: Readonly<Record<string, JsonValue>> = {}): string {
  return fill(m[key] ?? key, words);
}
