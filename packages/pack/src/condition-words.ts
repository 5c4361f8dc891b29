import type { JsonValue } from '@cebao/engine';
import type { Decision, FactSpec } from './format.ts';
import { packMessages as m } from './messages/zh-CN.ts';
import { fill } from './words.ts';

/** What a condition's words may look up: facts with their values, params as they were read, pack words. */
export interface ConditionContext {
  readonly decision: Decision;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly param: (id: string) => { readonly title: string; readonly value: JsonValue; readonly unit?: string } | undefined;
  readonly words: (code: string) => string;
}

/** A condition in Chinese, read from the rule itself: 「单个项目金额（200 000 元）在 20 万元以下（含本数）」. */
export function conditionWords(expression: JsonValue, context: ConditionContext): string {
  if (expression === null || typeof expression !== 'object' || Array.isArray(expression)) return operandWords(expression, context);
  const [name, raw] = Object.entries(expression)[0] ?? ['', null];
  const args = (Array.isArray(raw) ? raw : [raw]) as JsonValue[];
  const operand = (index: number, beside?: number) => operandWords(args[index] ?? null, context, beside === undefined ? undefined : args[beside]);
  const say = (key: string) => fill(m[key] ?? '', { a: operand(0, 1), b: operand(1, 0), c: args.length > 2 ? operand(2, 1) : '' });
  const between = args.length > 2;
  switch (name) {
    case 'and':
      return args.map((arg) => conditionWords(arg, context)).join(m['condition.and']);
    case 'or':
      return args.map((arg) => conditionWords(arg, context)).join(m['condition.or']);
    case '!':
      return fill(m['condition.not'] ?? '', { inner: conditionWords(args[0] ?? null, context) });
    case '!!':
      return conditionWords(args[0] ?? null, context);
    case '>':
      return say('condition.gt');
    case '>=':
      return say('condition.gte');
    case '<':
      return say(between ? 'condition.between' : 'condition.lt');
    case '<=':
      return say(between ? 'condition.between' : 'condition.lte');
    case '==':
    case '===':
      return say('condition.eq');
    case '!=':
    case '!==':
      return say('condition.ne');
    case 'in':
      return say('condition.in');
    case 'within':
      return say('condition.within');
    case 'isPresent':
      return fill(m['condition.present'] ?? '', { a: titleOf(String(args[0]), context) });
    case 'missing':
      return fill(m['condition.missing'] ?? '', { a: args.flat().map((arg) => titleOf(String(arg), context)) });
    case 'some':
      return fill(m['condition.some'] ?? '', { a: operand(0) });
    default:
      return operandWords(expression, context);
  }
}

function operandWords(value: JsonValue, context: ConditionContext, beside?: JsonValue): string {
  if (value === null || typeof value !== 'object') return valueWords(value, beside === undefined ? undefined : specOf(beside, context), context.words);
  if (Array.isArray(value)) return value.map((item) => operandWords(item, context, beside)).join('、');
  const [name, raw] = Object.entries(value)[0] ?? ['', null];
  const first = Array.isArray(raw) ? raw[0] : raw;
  if (name === 'var' && typeof first === 'string') {
    if (first === '$at') return m['operand.at'] ?? '';
    if (first === '$region') return m['operand.region'] ?? '';
    const spec = specOf(value, context);
    const found = factAt(context.facts, first);
    const title = titleOf(first, context);
    if (first in (context.decision.let ?? {})) return title;
    return fill(m['operand.value'] ?? '', { title, value: found === undefined || found === null ? (m['words.absent'] ?? '') : valueWords(found, spec, context.words) });
  }
  if (name === 'param' && typeof first === 'string') {
    const param = context.param(first);
    return param ? fill(m['operand.value'] ?? '', { title: param.title, value: valueWords(param.value, param, context.words) }) : first;
  }
  const inner = (Array.isArray(raw) ? raw : [raw]).filter((item) => item !== null && typeof item === 'object') as JsonValue[];
  return inner.map((item) => operandWords(item, context)).join('、') || context.words(name);
}

/** A value in Chinese: labels of its list, money with 万元, yes and no, dates as they are. */
export function valueWords(value: JsonValue, spec: { unit?: string | undefined; labels?: Record<string, string> | undefined } | undefined, words: (code: string) => string): string {
  if (value === null || value === undefined) return m['words.absent'] ?? '';
  if (typeof value === 'boolean') return m[`words.${value}`] ?? String(value);
  if (typeof value === 'number') return numberWords(value, spec?.unit);
  if (Array.isArray(value)) return value.length === 0 ? (m['words.none'] ?? '') : value.map((item) => valueWords(item, spec, words)).join('、');
  if (typeof value === 'object') return Object.values(value).map((item) => valueWords(item, spec, words)).join('，');
  return spec?.labels?.[value] ?? words(value);
}

/** A number with its unit: money in yuan with thin grouping, and 万元 beside round amounts. */
export function numberWords(value: number, unit: string | undefined): string {
  const n = grouped(value);
  if (unit === 'yuan' && Math.abs(value) >= 10_000 && Number.isInteger(value / 100)) return fill(m['unit.wan'] ?? '', { n, wan: String(value / 10_000) });
  const template = unit === undefined ? undefined : m[`unit.${unit}`];
  return template ? fill(template, { n }) : n;
}

function grouped(value: number): string {
  const [whole = '0', fraction] = String(value).split('.');
  const grouping = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
  return fraction === undefined ? grouping : `${grouping}.${fraction}`;
}

function specOf(operand: JsonValue, context: ConditionContext): FactSpec | undefined {
  if (operand === null || typeof operand !== 'object' || Array.isArray(operand) || !('var' in operand)) return undefined;
  const path = String(Array.isArray(operand.var) ? operand.var[0] : operand.var).split('.');
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
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}
