import type { JsonValue } from '../issue.ts';

/** How many items a list has, at least and at most. */
export interface Items {
  readonly least: number;
  readonly most: number;
}

/**
 * How many items the list has that an expression over facts makes, as far as its form tells. A list is never shorter
 * than nothing: so much is known of every expression.
 *
 * @example
 * itemsOf({ merge: [['a'], { filter: [{ var: 'list' }, true] }] }); // { least: 1, most: Infinity }
 */
export function itemsOf(json: JsonValue): Items {
  if (Array.isArray(json)) return exactly(json.length);
  if (json === null || typeof json !== 'object') return { least: 0, most: Number.POSITIVE_INFINITY };
  const [operator = ''] = Object.keys(json);
  const raw = json[operator] as JsonValue;
  const args = Array.isArray(raw) ? raw : [raw];
  switch (operator) {
    case 'merge':
      return args.map(itemsIn).reduce((sum, part) => ({ least: sum.least + part.least, most: sum.most + part.most }), {
        least: 0,
        most: 0,
      });
    case 'map':
      return itemsOf(args[0] ?? null);
    case 'filter':
    case 'absent':
      return { least: 0, most: itemsOf(args[0] ?? null).most };
    case 'distinct': {
      const { least, most } = itemsOf(args[0] ?? null);
      return { least: Math.min(1, least), most };
    }
    default:
      return { least: 0, most: Number.POSITIVE_INFINITY };
  }
}

/** What one part brings to a `merge`: a list its items, a single value itself. */
function itemsIn(part: JsonValue): Items {
  return part === null || typeof part !== 'object' ? exactly(1) : itemsOf(part);
}

function exactly(count: number): Items {
  return { least: count, most: count };
}
