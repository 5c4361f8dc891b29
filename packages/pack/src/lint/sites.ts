import type { JsonValue } from '@cebao/engine';
import type { Decision, Flow, Register } from '../format.ts';
import { pointer } from '../strict-json.ts';
import { EXPRESSION_PLACES, valuesAt } from '../validate.ts';
import { ruleSitesOf } from './rule-sites.ts';

/** An expression where it stands. */
export interface Site {
  readonly path: string;
  readonly expression: JsonValue;
  /** The pointer of a node inside it. */
  readonly at: (inner: string) => string;
  readonly isRow: boolean;
}

/** Every expression of an item, with its pointer; the rows of a table as the conditions they mean. */
export function expressionsOf(item: Decision | Flow | Register): Site[] {
  const written = (EXPRESSION_PLACES[`${item.kind}s`] ?? []).flatMap((place) =>
    valuesAt(item as unknown as JsonValue, place.split('/'), []).map(([path, expression]): Site => {
      const at = pointer(path);
      return { path: at, expression, at: (inner) => `${at}${inner}`, isRow: false };
    }),
  );
  if (item.kind !== 'decision' || !item.table) return written;
  const rows = ruleSitesOf(item).filter(({ isRow }) => isRow);
  return [
    ...written,
    ...rows.flatMap(({ rule, path }) =>
      [rule.when, rule.then.value].flatMap((expression): Site[] =>
        expression === undefined ? [] : [{ path, expression: expression as JsonValue, at: () => path, isRow: true }],
      ),
    ),
  ];
}
