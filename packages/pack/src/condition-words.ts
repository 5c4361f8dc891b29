import type { JsonValue } from '@cebao/engine';
import type { Decision, FactSpec } from './format.ts';
import { packMessages as m } from './messages/zh-CN.ts';
import { fill } from './words.ts';

/** What a condition's words may look up: facts with their values, params as they were read, pack words. */
export interface ConditionContext {
  readonly decision: Decision;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly param: (
    id: string,
  ) => { readonly title: string; readonly value: JsonValue; readonly unit?: string } | undefined;
  readonly words: (code: string) => string;
}

/** A comparison → the comparison that holds exactly when it does not. */
const NEGATED: Readonly<Record<string, string>> = {
  '>': 'lte',
  '>=': 'lt',
  '<': 'gte',
  '<=': 'gt',
  '==': 'ne',
  '===': 'ne',
  '!=': 'eq',
  '!==': 'eq',
};
const PLAIN: Readonly<Record<string, string>> = {
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  '==': 'eq',
  '===': 'eq',
  '!=': 'ne',
  '!==': 'ne',
};

/**
 * A condition in Chinese, read from the rule itself; `holds: false` says its opposite, as when a rule did not hit.
 *
 * @example
 * conditionWords({ '>': [{ var: 'amount' }, { param: 'limit' }] }, context, false);
 */
export function conditionWords(expression: JsonValue, context: ConditionContext, holds = true): string {
  if (expression === null || typeof expression !== 'object' || Array.isArray(expression))
    return operandWords(expression, context);
  const [name, raw] = Object.entries(expression)[0] ?? ['', null];
  const args = (Array.isArray(raw) ? raw : [raw]) as JsonValue[];
  const inner = (arg: JsonValue | undefined, innerHolds = holds) => conditionWords(arg ?? null, context, innerHolds);
  if (name === '!') return inner(args[0], !holds);
  if (name === '!!') return inner(args[0]);
  if (name === 'and' || name === 'or') {
    const joint = (name === 'and') === holds ? 'condition.and' : 'condition.or';
    return args.map((arg) => inner(arg)).join(m[joint]);
  }
  const compare = (holds ? PLAIN : NEGATED)[name];
  if (compare !== undefined && args.length === 2) return comparisonWords(compare, args, context);
  const say = (key: string, words: Record<string, JsonValue>) => {
    const said = fill(m[key] ?? '', words);
    return holds ? said : fill(m['condition.not'] ?? '', { inner: said });
  };
  switch (name) {
    case '<':
    case '<=':
      return say('condition.between', {
        a: operandWords(args[0] ?? null, context, args[1]),
        b: operandWords(args[1] ?? null, context),
        c: operandWords(args[2] ?? null, context, args[1]),
      });
    case 'in':
    case 'within':
      return say(`condition.${name}`, {
        a: operandWords(args[0] ?? null, context),
        b: operandWords(args[1] ?? null, context, args[0]),
      });
    case 'isPresent':
      return fill(m[holds ? 'condition.present' : 'condition.missing'] ?? '', { a: titleOf(String(args[0]), context) });
    case 'missing':
      return fill(m[holds ? 'condition.missing' : 'condition.present'] ?? '', {
        a: args.flat().map((arg) => titleOf(String(arg), context)),
      });
    case 'some':
      return say('condition.some', { a: operandWords(args[0] ?? null, context) });
    case 'var':
      return fill(m['condition.is'] ?? '', { a: titleOf(String(args[0]), context), b: m[`words.${holds}`] ?? '' });
    default:
      return operandWords(expression, context);
  }
}

/** Numbers are said with their values on both sides; a choice is said as what it is. */
function comparisonWords(compare: string, args: readonly JsonValue[], context: ConditionContext): string {
  const [left = null, right = null] = args;
  const name = varOf(left);
  if ((compare === 'eq' || compare === 'ne') && name !== undefined && (right === null || typeof right !== 'object')) {
    const found = factAt(context.facts, name);
    const spec = specOf(left, context);
    const title = titleOf(name, context);
    const wanted = valueWords(right, spec, context.words);
    if (compare === 'eq') return fill(m['condition.eq'] ?? '', { a: title, b: wanted });
    return found === undefined || found === null
      ? fill(m['condition.ne'] ?? '', { a: title, b: wanted })
      : fill(m['condition.isNot'] ?? '', { a: title, b: valueWords(found, spec, context.words), c: wanted });
  }
  return fill(m[`condition.${compare}`] ?? '', {
    a: operandWords(left, context, right),
    b: operandWords(right, context, left),
  });
}

function varOf(operand: JsonValue): string | undefined {
  if (operand === null || typeof operand !== 'object' || Array.isArray(operand) || !('var' in operand))
    return undefined;
  return String(Array.isArray(operand.var) ? operand.var[0] : operand.var);
}

function operandWords(value: JsonValue, context: ConditionContext, beside?: JsonValue): string {
  if (value === null || typeof value !== 'object')
    return valueWords(value, beside === undefined ? undefined : specOf(beside, context), context.words);
  if (Array.isArray(value)) return value.map((item) => operandWords(item, context, beside)).join(m['joint.list']);
  const [name, raw] = Object.entries(value)[0] ?? ['', null];
  const first = Array.isArray(raw) ? raw[0] : raw;
  if (name === 'var' && typeof first === 'string') {
    if (first === '$at') return m['operand.at'] ?? '';
    if (first === '$region') return m['operand.region'] ?? '';
    const title = titleOf(first, context);
    if (first in (context.decision.let ?? {})) return title;
    const found = factAt(context.facts, first);
    return fill(m['operand.value'] ?? '', {
      title,
      value:
        found === undefined || found === null
          ? (m['words.absent'] ?? '')
          : valueWords(found, specOf(value, context), context.words),
    });
  }
  if (name === 'param' && typeof first === 'string') {
    const param = context.param(first);
    return param
      ? fill(m['operand.value'] ?? '', { title: param.title, value: valueWords(param.value, param, context.words) })
      : first;
  }
  const inner = (Array.isArray(raw) ? raw : [raw]).filter(
    (item) => item !== null && typeof item === 'object',
  ) as JsonValue[];
  return inner.map((item) => operandWords(item, context)).join(m['joint.list']) || context.words(name);
}

/** A value in Chinese: labels of its list, money with ten-thousands, dates as they are. */
export function valueWords(
  value: JsonValue,
  spec: { unit?: string | undefined; labels?: Record<string, string> | undefined } | undefined,
  words: (code: string) => string,
): string {
  if (value === null || value === undefined) return m['words.absent'] ?? '';
  if (typeof value === 'boolean') return m[`words.${value}`] ?? String(value);
  if (typeof value === 'number') return numberWords(value, spec?.unit);
  if (Array.isArray(value))
    return value.length === 0
      ? (m['words.none'] ?? '')
      : value.map((item) => valueWords(item, spec, words)).join(m['joint.list']);
  if (typeof value === 'object')
    return Object.values(value)
      .map((item) => valueWords(item, spec, words))
      .join(m['joint.clause']);
  return spec?.labels?.[value] ?? words(value);
}

/** A number with its unit: money in yuan with thin grouping, and ten-thousands beside round amounts. */
export function numberWords(value: number, unit: string | undefined): string {
  const n = grouped(value);
  if (unit === 'yuan' && Math.abs(value) >= 10_000 && Number.isInteger(value / 100))
    return fill(m['unit.wan'] ?? '', { n, wan: String(value / 10_000) });
  const template = unit === undefined ? undefined : m[`unit.${unit}`];
  return template ? fill(template, { n }) : n;
}

function grouped(value: number): string {
  const [whole = '0', fraction] = String(value).split('.');
  const grouping = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
  return fraction === undefined ? grouping : `${grouping}.${fraction}`;
}

function specOf(operand: JsonValue, context: ConditionContext): FactSpec | undefined {
  const path = varOf(operand)?.split('.');
  if (!path) return undefined;
  let spec: FactSpec | undefined = context.decision.facts[path[0] as string];
  for (const part of path.slice(1)) spec = spec?.properties?.[part] ?? (spec?.items as FactSpec | undefined);
  return spec;
}

function titleOf(path: string, context: ConditionContext): string {
  const [head = '', ...rest] = path.split('.');
  let spec: FactSpec | undefined = context.decision.facts[head];
  for (const part of rest) spec = spec?.properties?.[part];
  return spec?.title ?? context.words(path);
}

function factAt(facts: Readonly<Record<string, JsonValue>>, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = facts as Record<string, JsonValue>;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, part))
      return undefined;
    value = value[part];
  }
  return value;
}
