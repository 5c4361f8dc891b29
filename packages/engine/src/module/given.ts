import type { ValueKind, ValueType } from '../ir/ir.ts';
import type { JsonValue } from '../issue.ts';

/** What is known of a JavaScript expression in generated code. */
export interface Given {
  /** The expression; it has no effects. */
  readonly text: string;
  readonly kind: ValueKind;
  /** Whether it can be null. */
  readonly nullable: boolean;
  /** Whether it can be undefined, which stands for null. */
  readonly absent: boolean;
  /** A number that has not been checked: it may be infinite or NaN. */
  readonly raw: boolean;
  /** Made by arithmetic, so that it may be minus zero, which is no answer. */
  readonly made: boolean;
  /** A name or a literal: may be written again and again. */
  readonly simple: boolean;
  /** A list nobody else holds, or a value that is written in the rule. */
  readonly type: ValueType;
}

const NAME = /^(?:[A-Za-z_$][\w$]*|-?\d+(?:\.\d+)?|true|false|null)$/;

/** An expression of a type, trusted. */
export function given(
  text: string,
  type: ValueType,
  more: { readonly absent?: boolean; readonly raw?: boolean } = {},
): Given {
  return {
    text,
    kind: type.kind,
    nullable: type.nullable || type.kind === 'unknown' || type.kind === 'null',
    absent: more.absent ?? false,
    raw: more.raw ?? false,
    made: more.raw ?? false,
    simple: NAME.test(text),
    type,
  };
}

export const BOOLEAN: ValueType = { kind: 'boolean', nullable: false };
export const NUMBER: ValueType = { kind: 'number', nullable: false };
export const UNKNOWN: ValueType = { kind: 'unknown', nullable: true };
export const LIST: ValueType = { kind: 'list', nullable: false };

/** Whether it is text for certain: days and months are. */
export function isText(value: Given): boolean {
  return value.kind === 'text' || value.kind === 'date' || value.kind === 'month';
}

/** Whether it can neither be null nor of another kind. */
export function isSure(value: Given): boolean {
  return value.kind !== 'unknown' && !value.nullable && !value.absent;
}

/** A value written in the rule, as JavaScript; `__proto__` is no name in it, the parser refuses that. */
export function literal(value: JsonValue): string {
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{ ${Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${literal(part)}`)} }`;
}
