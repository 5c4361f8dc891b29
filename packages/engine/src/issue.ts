/**
 * One problem as data: what is wrong (`code`), where (`path`, a JSON pointer, with the file in front
 * where there is one: `decisions/route.json#/rules/0/when`) and the particulars a message needs.
 * Words come last, from message files; nothing in the core throws or speaks.
 *
 * @example
 * const issue: Issue = { code: 'unknownOperator', path: '/rules/0/when', params: { name: 'daysBetwen', suggestion: 'daysBetween' } };
 */
export interface Issue {
  readonly code: string;
  readonly path: string;
  readonly params: Readonly<Record<string, JsonValue>>;
}

/** Anything JSON can hold. Numbers are finite. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A value, or every problem found on the way to it. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };
