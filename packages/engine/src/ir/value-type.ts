import { findCivilDate, findCivilMonth } from '../civil-date.ts';
import type { JsonValue } from '../issue.ts';
import type { ValueKind, ValueType } from './ir.ts';

/** Nothing is known. */
export const UNKNOWN: ValueType = { kind: 'unknown', nullable: true };
export const NULL: ValueType = { kind: 'null', nullable: true };
export const NUMBER: ValueType = { kind: 'number', nullable: false };
export const MONEY: ValueType = { kind: 'number', nullable: false, money: true };
export const TEXT: ValueType = { kind: 'text', nullable: false };
export const BOOLEAN: ValueType = { kind: 'boolean', nullable: false };
export const DATE: ValueType = { kind: 'date', nullable: false };
export const MONTH: ValueType = { kind: 'month', nullable: false };
export const LIST: ValueType = { kind: 'list', nullable: false };
export const RECORD: ValueType = { kind: 'record', nullable: false };

/** The type of a value that stands in the rule. */
export function typeOf(value: JsonValue): ValueType {
  if (value === null) return NULL;
  if (Array.isArray(value)) return { ...LIST, items: value.map(typeOf).reduce(joinTypes, NOTHING) };
  switch (typeof value) {
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return Number.isFinite(value) ? { ...NUMBER, enum: [value] } : UNKNOWN;
    case 'string':
      return { ...(findCivilDate(value) ? DATE : findCivilMonth(value) ? MONTH : TEXT), enum: [value] };
    default:
      return {
        ...RECORD,
        fields: Object.fromEntries(Object.entries(value).map(([name, field]) => [name, typeOf(field)])),
      };
  }
}

/** The type of no value at all; joining it with another gives the other. */
const NOTHING: ValueType = { kind: 'null', nullable: false };

/** A type that holds the values of both. */
export function joinTypes(a: ValueType, b: ValueType): ValueType {
  if (a === b) return a;
  if (a.kind === 'null') return a.nullable && !b.nullable ? { ...b, nullable: true } : b;
  if (b.kind === 'null') return joinTypes(b, a);
  const nullable = a.nullable || b.nullable;
  const kind = joinKinds(a.kind, b.kind);
  if (kind === undefined) return { kind: 'unknown', nullable };
  return {
    kind,
    nullable,
    ...joinEnums(a.enum, b.enum),
    ...(a.money && b.money ? { money: true } : {}),
    ...(a.items && b.items ? { items: joinTypes(a.items, b.items) } : {}),
    ...(a.fields && b.fields ? joinFields(a.fields, b.fields) : {}),
  };
}

/** Values that are known one by one; more than these are no longer told apart. */
const MOST_VALUES = 256;

function joinEnums(a: ValueType['enum'], b: ValueType['enum']): Pick<ValueType, 'enum'> {
  if (!a || !b || a.length + b.length > 2 * MOST_VALUES) return {};
  const values = [...new Set([...a, ...b])];
  return values.length > MOST_VALUES ? {} : { enum: values };
}

function joinFields(
  a: NonNullable<ValueType['fields']>,
  b: NonNullable<ValueType['fields']>,
): { fields: NonNullable<ValueType['fields']> } | undefined {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length || !names.every((name) => Object.hasOwn(b, name))) return undefined;
  return {
    fields: Object.fromEntries(names.map((name) => [name, joinTypes(a[name] as ValueType, b[name] as ValueType)])),
  };
}

function joinKinds(a: ValueKind, b: ValueKind): ValueKind | undefined {
  if (a === b) return a;
  return isTextKind(a) && isTextKind(b) ? 'text' : undefined;
}

/** Whether values of a kind are JavaScript strings. */
export function isTextKind(kind: ValueKind): boolean {
  return kind === 'text' || kind === 'date' || kind === 'month';
}

/** The type at some names below a value. */
export function typeAt(type: ValueType, steps: readonly string[]): ValueType {
  let at = type;
  let nullable = false;
  for (const step of steps) {
    nullable ||= at.nullable;
    const field: ValueType | undefined =
      at.kind === 'record' && at.fields && Object.hasOwn(at.fields, step) ? at.fields[step] : undefined;
    if (field === undefined) {
      if (at.kind !== 'list' || at.items === undefined || !/^\d+$/.test(step)) return UNKNOWN;
      at = { ...at.items, nullable: true };
    } else at = field;
  }
  return nullable && !at.nullable ? { ...at, nullable } : at;
}
