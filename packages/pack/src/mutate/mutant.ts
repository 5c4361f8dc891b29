import type { JsonValue } from '@cebao/engine';

/** What a mutation does to a rule, by name; its Chinese words stand in the messages. */
export type MutationOperator =
  | 'comparisonFlipped'
  | 'boundUp'
  | 'boundDown'
  | 'andOrSwapped'
  | 'conditionNegated'
  | 'textExchanged'
  | 'listItemDropped'
  | 'cellOpened'
  | 'truthFlipped'
  | 'keyDropped'
  | 'ruleDropped'
  | 'rulesSwapped'
  | 'codeDropped'
  | 'codeExchanged'
  | 'partDropped'
  | 'prerequisiteDropped'
  | 'actorDropped'
  | 'actorExchanged'
  | 'targetExchanged'
  | 'switched'
  | 'mergeChanged'
  | 'dateLater'
  | 'dateEarlier';

export type Path = readonly (string | number)[];

/** One place of an item set to another value, or taken away (`to` undefined). */
export interface Edit {
  readonly path: Path;
  readonly to?: JsonValue;
}

/** The kinds of item a mutation changes. */
export type MutatedKind = 'decision' | 'flow' | 'param' | 'source';

/**
 * One small change of one item of a pack, of the sort that happens when rules are written: `/decisions/…` with `>` in
 * place of `>=`. Plain JSON.
 */
export interface Mutant {
  /** `file#pointer operator`, unique and the same in every run. */
  readonly id: string;
  readonly operator: MutationOperator;
  readonly folder: string;
  readonly kind: MutatedKind;
  readonly item: string;
  readonly file: string;
  readonly pointer: string;
  readonly edits: readonly Edit[];
  readonly from?: JsonValue;
  readonly to?: JsonValue;
}

/**
 * An item with edits applied, the rest shared with the original. Positions are those of the original.
 *
 * @example
 * applyEdits({ rules: ['a', 'b'] }, [{ path: ['rules', 0] }]); // { rules: ['b'] }
 */
export function applyEdits<T>(item: T, edits: readonly Edit[]): T {
  let result = item as unknown as JsonValue;
  for (const edit of edits) result = applied(result, edit.path, edit.to);
  return result as unknown as T;
}

function applied(value: JsonValue, path: Path, to: JsonValue | undefined): JsonValue {
  const [head, ...rest] = path;
  if (head === undefined) return to ?? null;
  if (Array.isArray(value)) {
    const copy = [...value];
    if (rest.length > 0) copy[head as number] = applied(copy[head as number] ?? null, rest, to);
    else if (to === undefined) copy.splice(head as number, 1);
    else copy[head as number] = to;
    return copy;
  }
  const copy = { ...(value as Record<string, JsonValue>) };
  if (rest.length > 0) copy[head] = applied(copy[head] ?? null, rest, to);
  else if (to === undefined) delete copy[head];
  else copy[head] = to;
  return copy;
}

/** The value at a path of an item. */
export function valueAt(item: unknown, path: Path): JsonValue | undefined {
  let value = item as JsonValue | undefined;
  for (const part of path) {
    if (value === null || value === undefined || typeof value !== 'object') return undefined;
    value = (value as Record<string | number, JsonValue>)[part];
  }
  return value;
}
