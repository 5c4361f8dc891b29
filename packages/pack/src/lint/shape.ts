import { isCivilDate, type JsonValue } from '@cebao/engine';
import type { FactSpec, Param } from '../format.ts';

/** What a value is, as far as declarations tell. */
export type ShapeKind = 'number' | 'text' | 'boolean' | 'date' | 'month' | 'list' | 'record' | 'null' | 'unknown';

/** What is known of a value before any rule runs. */
export interface Shape {
  readonly kind: ShapeKind;
  /** Unit of a number: `plain` when it is declared without one, absent when nothing is known of it. */
  readonly unit?: string;
  /** The values that are known; with `closed` there are no others. */
  readonly values?: readonly (string | number)[];
  readonly closed?: boolean;
  /** It may be null or not there. */
  readonly optional?: boolean;
  /** It is written in the rule. */
  readonly literal?: JsonValue;
  readonly item?: Shape;
  readonly fields?: Readonly<Record<string, Shape>>;
}

export const UNKNOWN: Shape = { kind: 'unknown' };
export const NUMBER: Shape = { kind: 'number' };
export const PLAIN: Shape = { kind: 'number', unit: 'plain' };
export const BOOLEAN: Shape = { kind: 'boolean' };
export const TEXT: Shape = { kind: 'text' };
export const DATE: Shape = { kind: 'date' };
export const MONTH: Shape = { kind: 'month' };

/** A value that is written down. */
export function shapeOfValue(value: JsonValue): Shape {
  if (value === null) return { kind: 'null', optional: true, literal: null };
  if (typeof value === 'number') return { kind: 'number', literal: value, values: [value], closed: true };
  if (typeof value === 'boolean') return { kind: 'boolean', literal: value };
  if (typeof value === 'string') return { kind: 'text', literal: value, values: [value], closed: true };
  if (Array.isArray(value))
    return { kind: 'list', literal: value, item: value.map(shapeOfValue).reduce(eitherOf, NOTHING) };
  return {
    kind: 'record',
    literal: value,
    fields: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOfValue(inner)])),
  };
}

/** No value at all: the shape of the items of an empty list. */
const NOTHING: Shape = { kind: 'unknown', values: [], closed: true };

/** One of two values. */
export function eitherOf(a: Shape, b: Shape): Shape {
  if (a === NOTHING) return b;
  if (b === NOTHING) return a;
  if (a.kind === 'null') return { ...withoutLiteral(b), optional: true };
  if (b.kind === 'null') return { ...withoutLiteral(a), optional: true };
  const optional = a.optional || b.optional ? { optional: true } : {};
  if (a.kind !== b.kind) {
    const calendar = calendarOf(a, b) ?? calendarOf(b, a);
    return calendar ? { ...calendar, ...optional } : { kind: 'unknown', ...optional };
  }
  const unit = a.literal !== undefined ? (b.unit ?? a.unit) : b.literal !== undefined ? (a.unit ?? b.unit) : a.unit;
  const shared = a.literal === undefined && b.literal === undefined && a.unit !== b.unit ? undefined : unit;
  return {
    kind: a.kind,
    ...optional,
    ...(shared === undefined ? {} : { unit: shared }),
    ...(a.values && b.values
      ? { values: [...new Set([...a.values, ...b.values])], closed: (a.closed && b.closed) ?? false }
      : {}),
    ...(a.item && b.item ? { item: eitherOf(a.item, b.item) } : {}),
    ...(a.fields && b.fields ? { fields: eitherFields(a.fields, b.fields) } : {}),
  };
}

/** A text written beside a day or month is one too. */
function calendarOf(a: Shape, b: Shape): Shape | undefined {
  if ((a.kind !== 'date' && a.kind !== 'month') || b.kind !== 'text' || typeof b.literal !== 'string') return undefined;
  return isCivilDate(a.kind === 'month' ? `${b.literal}-01` : b.literal) ? { kind: a.kind } : undefined;
}

function eitherFields(
  a: Readonly<Record<string, Shape>>,
  b: Readonly<Record<string, Shape>>,
): Readonly<Record<string, Shape>> {
  const fields: Record<string, Shape> = {};
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const left = a[name];
    const right = b[name];
    fields[name] = left && right ? eitherOf(left, right) : { ...((left ?? right) as Shape), optional: true };
  }
  return fields;
}

export function withoutLiteral(shape: Shape): Shape {
  const { literal: _literal, ...rest } = shape;
  return rest;
}

const KIND_OF_FACT: Readonly<Record<FactSpec['type'], ShapeKind>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  date: 'date',
  month: 'month',
  array: 'list',
  object: 'record',
};

/** What a decision declares of a fact. Labels without a list are the known values of an open list. */
export function shapeOfFact(spec: Omit<FactSpec, 'title'>): Shape {
  const kind = KIND_OF_FACT[spec.type];
  const values = spec.enum ?? (spec.labels ? Object.keys(spec.labels) : undefined);
  return {
    kind,
    ...(kind === 'number' ? { unit: spec.unit ?? 'plain' } : {}),
    ...(values ? { values, closed: spec.enum !== undefined && spec.open !== true } : {}),
    ...(spec.required && !spec.nullable ? {} : { optional: true }),
    ...(spec.items ? { item: { ...shapeOfFact(spec.items as FactSpec), optional: false } } : {}),
    ...(spec.properties
      ? {
          fields: Object.fromEntries(
            Object.entries(spec.properties).map(([name, child]) => [name, shapeOfFact(child)]),
          ),
        }
      : {}),
  };
}

/** What all stated values of a param, in all its layers, have in common. */
export function shapeOfParam(stated: readonly Param[]): Shape {
  const unit = stated.find((param) => param.unit !== undefined)?.unit;
  const listed = stated.find((param) => param.enum !== undefined)?.enum as JsonValue[] | undefined;
  const values = stated.flatMap((param) => param.values.map(({ value }) => value as JsonValue));
  const shape = withoutLiteral([...values, ...(listed ?? [])].map(shapeOfValue).reduce(eitherOf, NOTHING));
  const texts = values.every((value) => typeof value === 'string') ? (values as string[]) : [];
  if (texts.length > 0 && texts.every((text) => isCivilDate(text))) return DATE;
  if (texts.length > 0 && texts.every((text) => /^\d{4}-\d{2}$/.test(text) && isCivilDate(`${text}-01`))) return MONTH;
  if (shape.kind === 'number') return { kind: 'number', unit: unit ?? 'plain' };
  if (shape.kind === 'text') return listed ? shape : { kind: 'text' };
  return shape;
}

/** What the schema of a form says of a field. */
export function shapeOfField(schema: Readonly<Record<string, JsonValue>>): Shape {
  const { type, format } = schema;
  const choices = (schema.oneOf as { const?: JsonValue }[] | undefined)?.map((choice) => choice.const);
  const values = (choices ?? (schema.enum as JsonValue[] | undefined))?.filter(
    (value): value is string | number => typeof value === 'string' || typeof value === 'number',
  );
  const listed = values ? { values, closed: true } : {};
  if (type === 'string') return format === 'date' ? DATE : format === 'month' ? MONTH : { kind: 'text', ...listed };
  if (type === 'number' || type === 'integer') {
    const unit = schema['x-unit'] ?? (format === 'money' ? 'yuan' : format === 'percent' ? '%' : 'plain');
    return { kind: 'number', unit: String(unit), ...listed };
  }
  if (type === 'boolean') return BOOLEAN;
  if (type === 'array')
    return { kind: 'list', item: schema.items ? shapeOfField(schema.items as Record<string, JsonValue>) : UNKNOWN };
  if (type === 'object') {
    const required = (schema.required ?? []) as string[];
    return { kind: 'record', fields: shapesOfFields(schema, required) };
  }
  return UNKNOWN;
}

/** The fields of an object schema; those that are not required may be absent. */
export function shapesOfFields(
  schema: Readonly<Record<string, JsonValue>>,
  required: readonly string[],
): Record<string, Shape> {
  return Object.fromEntries(
    Object.entries((schema.properties ?? {}) as Record<string, Record<string, JsonValue>>).map(([name, field]) => [
      name,
      { ...shapeOfField(field), ...(required.includes(name) ? {} : { optional: true }) },
    ]),
  );
}
