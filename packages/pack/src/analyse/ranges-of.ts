import type { JsonValue } from '@cebao/engine';
import { type Bound, valueAt } from '@cebao/engine/analysis';

/**
 * What a region asks of one variable, as JSON: the values of a choice, or ranges with both ends included; `null` for an
 * end stands for no bound.
 *
 * @example
 * rangesOf(bound); // { of: 'fact', path: 'projectAmount', ranges: [{ from: 150000.01, to: 200000 }] }
 */
export function rangesOf({ variable, runs, absent }: Bound): JsonValue {
  const { subject, line, values, open } = variable;
  const isIn = (position: number) => runs.some(({ least, most }) => position >= least && position <= most);
  const shared = { ...(subject as unknown as Record<string, JsonValue>), ...(absent ? { absent: true } : {}) };
  if (line === 'choice')
    return {
      ...shared,
      values: values.filter((_, position) => isIn(position)),
      ...(open && isIn(values.length) ? { others: true } : {}),
    };
  return {
    ...shared,
    ranges: runs.map(({ least, most }) => ({
      from: least <= variable.least ? null : valueAt(line, least),
      to: most >= variable.most ? null : valueAt(line, most),
    })),
  };
}
