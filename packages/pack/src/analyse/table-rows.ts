import type { JsonValue } from '@cebao/engine';
import { constant, type Diagram, findOverlaps, listOf, objectOf, type Row, type Term } from '@cebao/engine/analysis';
import { rulesOf } from '../table/index.ts';
import type { Reading } from './reading.ts';

/** A row of a table as a rule, with what of it depends on the day and the place alone. */
export interface TableRowRead extends Row {
  readonly id: string;
  /** Whether the row is in force on the day, at the region. */
  readonly inForce: boolean;
}

/** More overlapping pairs than this are not followed up one by one. */
const MOST_PAIRS = 2_000;
/** The engine's code for a table whose rows contradict each other. */
const CONFLICT: Term = { kind: 'refused', code: 'tableConflict' };

/** The rows of a decision's table as rules that are read from the top, first hit wins. */
export function tableRows(reader: Reading): readonly TableRowRead[] {
  const { decision, at, policy } = reader.as;
  const { table } = decision;
  if (!table) return [];
  const first = decision.rules?.length ?? 0;
  const rules = rulesOf(decision).slice(first);
  const rows = rules.map((rule, index) => {
    const { from, until, region } = table.rows[index] ?? { from: undefined, until: undefined, region: undefined };
    const isNow = (from === undefined || from <= at) && (until === undefined || at <= until);
    const isHere = region === undefined || policy.region === region || policy.region.startsWith(`${region}/`);
    return {
      id: rule.id,
      inForce: isNow && isHere,
      when: rule.when === undefined ? reader.meaning.yes : reader.isTrue(rule.when as JsonValue),
      then: reader.outcome(rule.then),
    };
  });
  if (table.hit === 'collect') return [collectedRow(reader, rows)];
  return table.hit === 'unique' ? uniqueRows(reader, rows) : rows;
}

/** Where two rows hold, the engine refuses: rows below a conflict are never asked. */
function uniqueRows(reader: Reading, rows: readonly TableRowRead[]): TableRowRead[] {
  const { meaning } = reader;
  const others = new Map<number, number[]>();
  for (const [a, b] of findOverlaps(
    meaning,
    rows.map(({ when }) => when),
    MOST_PAIRS,
  ))
    others.set(a, [...(others.get(a) ?? []), b]);
  return rows.map((row, index) => {
    let then = row.then;
    for (const other of others.get(index) ?? []) {
      const own = then;
      then = meaning.either(
        (rows[other] as TableRowRead).when,
        () => meaning.leaf(CONFLICT),
        () => own,
      );
    }
    return { ...row, then };
  });
}

/** All rows that hold, as one answer: a list of their values. */
function collectedRow(reader: Reading, rows: readonly TableRowRead[]): TableRowRead {
  const { meaning } = reader;
  let drafts: Diagram = meaning.leaf(constant([]));
  let some: Diagram = meaning.no;
  for (const row of rows) {
    const without = drafts;
    const added = () =>
      meaning.mapAll([without, row.then], ([list, draft]) =>
        meaning.leaf(listOf([...itemsOf(list as Term), draft as Term])),
      );
    drafts = meaning.either(row.when, added, () => without);
    some = meaning.either(
      row.when,
      () => meaning.yes,
      () => some,
    );
  }
  const then = meaning.map(drafts, (term) => {
    if (term.kind === 'refused') return meaning.leaf(term);
    const items = itemsOf(term);
    const part = (item: Term, name: string): Term => partOf(item, name);
    const codes = (name: string) =>
      constant(items.flatMap((item) => ((part(item, name) as { value?: JsonValue }).value as string[] | null) ?? []));
    return meaning.leaf(
      objectOf([
        ['status', constant('decided')],
        ['value', listOf(items.map((item) => part(item, 'value')))],
        ['warnings', codes('warnings')],
        ['assumptions', codes('assumptions')],
      ]),
    );
  });
  return { id: '', inForce: true, when: some, then };
}

function itemsOf(term: Term): Term[] {
  if (term.kind === 'made') return term.parts.map(([, part]) => part);
  return term.kind === 'constant' && Array.isArray(term.value) ? term.value.map(constant) : [];
}

function partOf(term: Term, name: string): Term {
  if (term.kind === 'made') return term.parts.find(([own]) => own === name)?.[1] ?? constant(null);
  const value = term.kind === 'constant' ? (term.value as Record<string, JsonValue>) : {};
  return constant(Object.hasOwn(value, name) ? (value[name] as JsonValue) : null);
}
