import { type Cell, type CellValue, type JsonValue, readCell } from '@cebao/engine';
import type { Decision, Rule, Table } from '../format.ts';
import { expressionOfInput, findFact, outcomeOfRow } from './read-table.ts';

const known = new WeakMap<Decision, readonly Rule[]>();

/**
 * All rules of a decision: its `rules`, then the rows of its table, each as the rule that means the same. For whatever
 * reads rules: explanations, lint, examples. In a table that collects, every rule that hits counts, not the first.
 *
 * @example
 * rulesOf(decision).find(({ id }) => id === line.rule)?.when;
 */
export function rulesOf(decision: Decision): readonly Rule[] {
  const { table } = decision;
  if (table === undefined) return decision.rules ?? [];
  let rules = known.get(decision);
  if (rules === undefined) {
    rules = [...(decision.rules ?? []), ...table.rows.map((row) => ruleOfRow(decision, table, row))];
    known.set(decision, rules);
  }
  return rules;
}

function ruleOfRow(decision: Decision, table: Table, row: Table['rows'][number]): Rule {
  const conditions = [
    ...(row.from === undefined ? [] : [{ '>=': [{ var: '$at' }, row.from] }]),
    ...(row.until === undefined ? [] : [{ '<=': [{ var: '$at' }, row.until] }]),
    ...(row.region === undefined ? [] : [{ within: [{ var: '$region' }, row.region] }]),
    ...table.inputs.flatMap((input, at) => conditionsOf(decision, input, row.when[at] as JsonValue)),
  ] as JsonValue[];
  const [only] = conditions;
  return {
    id: row.id,
    ...(only === undefined ? {} : { when: conditions.length === 1 ? only : { and: conditions } }),
    then: outcomeOfRow(table, row),
    ...(row.basis === undefined ? {} : { basis: row.basis }),
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}

/**
 * What a cell demands, as conditions that all must hold. A value that is not there satisfies none of them: equality and
 * membership are false of it, and before an order or a negation it is asked for.
 */
function conditionsOf(decision: Decision, input: Table['inputs'][number], json: JsonValue): JsonValue[] {
  const cell = readCell(json);
  if (cell === undefined || cell.kind === 'any') return [];
  const value = expressionOfInput(input);
  const present: JsonValue = input.fact === undefined ? { '!==': [value, null] } : { isPresent: input.fact };
  const presence = input.fact !== undefined && isAlwaysThere(decision, input.fact) ? [] : [present];
  if (cell.kind === 'range') {
    const ends = endsOf(cell, value);
    return [
      ...presence,
      ...(cell.not ? [{ '!': [ends.length === 1 ? (ends[0] as JsonValue) : { and: ends }] }] : ends),
    ];
  }
  const named = cell.values.filter((one) => one !== null) as JsonValue[];
  if (cell.not) {
    if (named.length === 0) return [present];
    return [
      ...presence,
      named.length === 1 ? { '!=': [value, named[0] as JsonValue] } : { '!': [{ in: [value, named] }] },
    ];
  }
  const isOne: JsonValue[] =
    named.length === 0 ? [] : [named.length === 1 ? { '==': [value, named[0] as JsonValue] } : { in: [value, named] }];
  if (!cell.values.includes(null)) return isOne;
  const absent: JsonValue = { '!': [present] };
  return [isOne.length === 0 ? absent : { or: [absent, ...isOne] }];
}

function endsOf({ low, high }: Extract<Cell, { kind: 'range' }>, value: JsonValue): JsonValue[] {
  const end = (operator: string, bound: { value: CellValue } | undefined): JsonValue[] =>
    bound ? [{ [operator]: [value, bound.value as JsonValue] }] : [];
  return [...end(low?.included ? '>=' : '>', low), ...end(high?.included ? '<=' : '<', high)];
}

/** Whether the question is refused before the rules when the fact is not there. */
function isAlwaysThere(decision: Decision, name: string): boolean {
  if (name.startsWith('$')) return true;
  const spec = name.includes('.') ? undefined : findFact(decision, name);
  return spec?.required === true && spec.requiredUnless === undefined && spec.nullable !== true;
}
