import {
  type ColumnKind,
  type DecisionTable,
  type JsonValue,
  parseTable,
  type Result,
  type TableSource,
} from '@cebao/engine';
import type { Decision, FactSpec, Outcome, Table } from '../format.ts';

const KINDS: Readonly<Partial<Record<FactSpec['type'], ColumnKind>>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  date: 'date',
  month: 'month',
};

/** The table of a decision, its columns typed by the facts they read; issues point into the table. */
export function readTable(decision: Decision, table: Table): Result<DecisionTable> {
  const columns = table.inputs.map((input, at) => ({
    name: input.fact ?? `#${at}`,
    kind: input.fact === undefined ? undefined : kindOfFact(decision, input.fact),
  }));
  return parseTable({ hit: table.hit, columns, rows: table.rows as TableSource['rows'] });
}

/** What kind of values a fact has, when a column can compare it. */
function kindOfFact(decision: Decision, name: string): ColumnKind | undefined {
  if (name === '$at') return 'date';
  if (name === '$region') return 'text';
  const spec = findFact(decision, name);
  return spec === undefined ? undefined : KINDS[spec.type];
}

/** What a decision says of a fact, by its dotted name. */
export function findFact(decision: Decision, name: string): FactSpec | undefined {
  const [head = '', ...rest] = name.split('.');
  let spec = Object.hasOwn(decision.facts, head) ? decision.facts[head] : undefined;
  for (const part of rest)
    spec = spec?.properties && Object.hasOwn(spec.properties, part) ? spec.properties[part] : undefined;
  return spec;
}

const expressions = new WeakMap<object, JsonValue>();

/** What an input reads, as an expression; the same one every time, so that it is compiled once. */
export function expressionOfInput(input: Table['inputs'][number]): JsonValue {
  if (input.fact === undefined) return (input.expression ?? null) as JsonValue;
  let expression = expressions.get(input);
  if (expression === undefined) expressions.set(input, (expression = { var: input.fact }));
  return expression;
}

const outcomes = new WeakMap<object, Outcome>();

/** What a row answers, as a rule's outcome: a list gives the table's outputs from left to right. */
export function outcomeOfRow(table: Table, row: Table['rows'][number]): Outcome {
  let outcome = outcomes.get(row);
  if (outcome === undefined) outcomes.set(row, (outcome = makeOutcome(table, row)));
  return outcome;
}

function makeOutcome(table: Table, row: Table['rows'][number]): Outcome {
  const { then, reason, sources } = row;
  const outcome: Outcome = Array.isArray(then)
    ? { value: { object: Object.fromEntries((table.outputs ?? []).map((name, at) => [name, then[at] ?? null])) } }
    : then;
  return {
    ...outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(sources === undefined ? {} : { sources: [...(outcome.sources ?? []), ...sources] }),
  };
}
